"""What one said in earlier months, theme by theme, beside what the panel as a whole said.

Only in a browser that is known: a forwarded link does not open it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import abort, render_template

from analysis.periods import Period, quarter_of
from analysis.reading import Reading
from questionnaires.expanded import ExpandedQuestionnaire, Field
from questionnaires.model import Scale
from survey.extensions import db
from survey.language import gettext
from survey.queries.own_past import OwnMonth, has_answered, own_answers, own_months
from survey.queries.recipients import recipient
from survey.queries.responses import document_of
from survey.queries.rounds import asked_of
from survey.respond.guard import current, respond
from survey.respond.known import is_known
from survey.respond.panel_said import published_quarters, said_of
from survey.respond.rereading import reread_of
from survey.respond.review import option_label

Given = Mapping[tuple[str, str], str]
AT_SIGHT = 2  # quarters


@dataclass(frozen=True, slots=True)
class Asked:
    """One month as it was asked and answered."""

    month: str
    expanded: ExpandedQuestionnaire
    given: Given

    def answer(self, theme: str, measure: str) -> tuple[str, str]:
        """('3', 'On track') or ('Too early to judge', ''), in the words of that month."""
        value = self.given.get((theme, measure))
        field = next((f for f in self.scores() if key_of(f) == (theme, measure)), None)
        if field is None:
            return gettext("Not asked"), ""
        if value is None:
            return gettext("No answer"), ""
        label = option_label(self.expanded, field, value)
        return (value, label.removeprefix(value).strip()) if value.isdecimal() else (label, "")

    def scores(self) -> Iterator[Field]:
        """What was asked about the themes themselves."""
        fields = self.expanded.fields
        return (f for f in fields if f.question.kind == "score" and f.item and not f.aim)


@dataclass(frozen=True, slots=True)
class Row:
    """A month of one's own, or a published quarter of the panel (then `month` is empty).

    There is a cell for each measure: the answer in short, and more words about it.
    """

    month: str
    quarter: Period
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme's rows, the latest first, each quarter of the panel before its months.

    `recent` are those of the latest two quarters, which are read without opening anything.
    """

    id: str
    title: str
    measures: tuple[str, ...]
    recent: tuple[Row, ...]
    earlier: tuple[Row, ...]


@respond.get("/respond/past")
def past() -> Any:
    holder = current()
    person = recipient(holder.invitation)
    if not is_known(holder):
        known = has_answered(db.session, person)
        return render_template("respond/past_unproved.html", has_answered=known)
    months = own_months(db.session, person)
    asked = asked_in(months)
    return render_template(
        "respond/past.html",
        months=[each.month for each in asked],
        scales=scales_of(asked[0].expanded) if asked else {},
        themes=themes_of(asked, list(published_quarters())),
    )


@respond.get("/respond/past/<month>")
def past_month(month: str) -> Any:
    holder = current()
    own = own_months(db.session, recipient(holder.invitation)) if is_known(holder) else []
    found = next((each for each in own if each.round.month == month), None)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    expanded = asked_of(db.session, found.round, found.invitation)
    document = document_of(db.session, found.standing.id or 0, expanded)
    return render_template(
        "respond/past_month.html",
        month=month,
        standing=found.standing,
        reviews=reread_of(expanded, document).reviews,
    )


def scales_of(expanded: ExpandedQuestionnaire) -> dict[str, Scale]:
    """What the numbers mean: each measure's name with the scale that it is asked on."""
    scores = (field.question for field in expanded.fields if field.question.scale)
    return {question.name: expanded.scale(question.scale or "") for question in scores}


def asked_in(months: list[OwnMonth]) -> list[Asked]:
    given = own_answers(db.session, months)
    return [
        Asked(
            each.round.month,
            asked_of(db.session, each.round, each.invitation),
            given[each.standing.id or 0],
        )
        for each in months
    ]


def themes_of(months: Sequence[Asked], quarters: Sequence[Reading]) -> list[Theme]:
    """Every theme that was asked or published, as the latest of them name and order it."""
    titles: dict[str, str] = {}
    measures: dict[str, str] = {}
    for quarter in reversed(quarters):
        titles |= quarter.themes
        measures |= quarter.measures
    for each in reversed(months):
        titles |= themes_in(each.expanded)
        measures |= {f.question.measure or "": f.question.name for f in each.scores()}
    themes = sorted_by(titles, months, quarters) if measures else []
    names = tuple(measures.values())
    return [
        Theme(f"past-{place}", title, names, *split(rows(ref, measures, months, quarters)))
        for place, (ref, title) in enumerate(themes, 1)
    ]


def split(rows: Sequence[Row]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    latest = list(dict.fromkeys(row.quarter for row in rows))[:AT_SIGHT]
    recent = tuple(row for row in rows if row.quarter in latest)
    return recent, tuple(rows[len(recent) :])


def themes_in(expanded: ExpandedQuestionnaire) -> dict[str, str]:
    """By ref; a theme that is asked about twice goes by its first heading, which is its name."""
    found: dict[str, str] = {}
    for each in expanded.sections:
        if each.item:
            found.setdefault(each.item, each.title)
    return found


def sorted_by(
    titles: Mapping[str, str], months: Sequence[Asked], quarters: Sequence[Reading]
) -> list[tuple[str, str]]:
    """The themes in the order of the latest month or quarter; those that it lacks come after."""
    latest = [*(themes_in(each.expanded) for each in months), *(each.themes for each in quarters)]
    order = {ref: place for place, ref in enumerate(latest[0])} if latest else {}
    return sorted(titles.items(), key=lambda theme: order.get(theme[0], len(order)))


def rows(
    theme: str, measures: Mapping[str, str], months: Sequence[Asked], quarters: Sequence[Reading]
) -> tuple[Row, ...]:
    own = [
        Row(
            each.month,
            quarter_of(each.month),
            cells=tuple(each.answer(theme, measure) for measure in measures),
        )
        for each in months
    ]
    panel = [
        Row(
            "",
            each.summary.period,
            cells=tuple(said_of(each, theme, measure) for measure in measures),
        )
        for each in quarters
        if theme in each.themes
    ]
    # The sort is stable: of one quarter the panel stands first, then the latest month.
    return tuple(sorted([*panel, *own], key=lambda row: row.quarter.months[0], reverse=True))


def key_of(field: Field) -> tuple[str, str]:
    return field.item or "", field.question.measure or ""
