"""What an address asks for: periods of which kind, and which figure is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from flask import request, url_for

from analysis.periods import Kind
from analysis.trends.telling import UNITS
from survey.errors import NotFound
from survey.queries.scored import PLAN

BY: Mapping[Kind, str] = {
    "month": "Month", "quarter": "Quarter", "half": "Half-year", "year": "Year",
}  # fmt: skip
SHOWN = {"mean": "Mean", "median": "Median", "net": "Net"}


@dataclass(frozen=True, slots=True)
class Choice:
    """A link to the same page looked at otherwise; without `href` it is looked at so."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Look:
    """`kind` of period and the figure `show`; `more` is what else the address of a page holds."""

    endpoint: str
    kind: Kind
    show: str
    more: Mapping[str, str]

    @property
    def unit(self) -> str:
        """'quarter', 'half-year'."""
        return UNITS[self.kind][0]

    def href(self, **other: str) -> str:
        """The address of this page with `other` in its place; what is usual is left out."""
        asked = {"by": self.kind, "show": self.show, **self.more, **other}
        usual = {"by": "quarter", "show": "mean"}
        kept = {name: value for name, value in asked.items() if value and value != usual.get(name)}
        return url_for(self.endpoint, **kept)  # type: ignore[arg-type]  # no name of Flask's own

    def kinds(self) -> tuple[Choice, ...]:
        """The same by month, quarter, half-year and year; the period asked for is of one kind."""
        return tuple(
            Choice(name, "" if kind == self.kind else self.href(by=kind, period=""))
            for kind, name in BY.items()
        )

    def figures(self) -> tuple[Choice, ...]:
        """The same with the mean, the median or the net drawn."""
        return tuple(
            Choice(name, "" if show == self.show else self.href(show=show))
            for show, name in SHOWN.items()
        )


def look(endpoint: str, **more: str) -> Look:
    """What the request asks of the page `endpoint`; NotFound for what there is not."""
    kind, show = request.args.get("by", "quarter"), request.args.get("show", "mean")
    if kind not in BY:
        raise NotFound("A trend runs by month, quarter, half or year: choose one of them.")
    if show not in SHOWN:
        raise NotFound("A trend shows the mean, the median or the net: choose one of them.")
    return Look(endpoint, cast("Kind", kind), show, more)


def theme_href(ref: str, asked: Look) -> str:
    """The trend of one theme by the same kind of period; none of the plan as a whole."""
    if ref == PLAN:
        return ""
    return url_for("trends.theme", theme=ref, by=None if asked.kind == "quarter" else asked.kind)
