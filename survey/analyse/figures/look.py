"""What somebody looks at, as an address tells it: a period, of it themes, groups, sides, modes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from flask import url_for
from werkzeug.datastructures import MultiDict

from analysis.periods import Period, PeriodError, parse_period
from survey.errors import NotFound

FILTERS = ("theme", "group", "side", "mode")
LONGEST, MOST = 100, 50


@dataclass(frozen=True, slots=True)
class Look:
    """`filters` hold what is chosen by the name of each in an address; of a kind nothing is all.

    `theme` is the one that is looked at in depth, '' for the page of all.
    """

    period: Period
    theme: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, period: str, sent: "MultiDict[str, str]", theme: str = "") -> "Look":
        """What an address asks for; NotFound where its period is none."""
        try:
            found = parse_period(period)
        except PeriodError as error:
            raise NotFound(str(error)) from error
        return cls(
            found,
            theme,
            {
                name: tuple(dict.fromkeys(text[:LONGEST] for text in sent.getlist(name) if text))[
                    :MOST
                ]
                for name in FILTERS
            },
        )

    def chosen(self, name: str) -> tuple[str, ...]:
        """What is chosen by the filter of this name."""
        return self.filters.get(name, ())

    @property
    def themes(self) -> tuple[str, ...]:
        return self.chosen("theme")

    @property
    def groups(self) -> tuple[str, ...]:
        return self.chosen("group")

    @property
    def sides(self) -> tuple[str, ...]:
        return self.chosen("side")

    @property
    def modes(self) -> tuple[str, ...]:
        return self.chosen("mode")

    @property
    def narrowed(self) -> bool:
        """Whether anything but the whole panel is looked at."""
        return bool(self.groups or self.sides or self.modes)

    def toggled(self, name: str, value: str) -> "Look":
        """The same with `value` chosen too, or no longer."""
        had = self.chosen(name)
        kept = tuple(each for each in had if each != value)
        return self._with(name, kept if value in had else (*had, value))

    def without(self, name: str) -> "Look":
        """The same with nothing chosen by this filter."""
        return self._with(name, ())

    def _with(self, name: str, chosen: tuple[str, ...]) -> "Look":
        return replace(self, filters={**self.filters, name: chosen})

    def at(self, period: Period) -> "Look":
        """The same in another period."""
        return replace(self, period=period)

    def on(self, theme: str) -> "Look":
        """The same of one theme in depth, or of all with ''."""
        return replace(self, theme=theme)

    @property
    def query(self) -> tuple[tuple[str, str], ...]:
        """The filters as an address writes them, in one order whatever was pressed first."""
        return tuple(self._pairs())

    def _pairs(self) -> Iterator[tuple[str, str]]:
        for name in FILTERS:
            for value in sorted(self.chosen(name)):
                yield name, value

    @property
    def href(self) -> str:
        """The page that shows this."""
        return self._address("")

    def file(self, table: str = "") -> str:
        """The address of a table of that page as a file; of every figure of it without a name."""
        return self._address("_file", *([("table", table)] if table else []))

    def _address(self, end: str, *more: tuple[str, str]) -> str:
        if self.theme:
            path = url_for(f"analyse.theme_figures{end}", period=self.period.ref, theme=self.theme)
        else:
            path = url_for(f"analyse.period_figures{end}", period=self.period.ref)
        pairs = [*self.query, *more]
        return f"{path}?{urlencode(pairs)}" if pairs else path
