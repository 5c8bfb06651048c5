"""Own scores of several months and the panel's of published quarters, put together by theme."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.periods import Period, quarter_of
from analysis.reading import Reading
from questionnaires.expanded import ExpandedQuestionnaire, Field
from survey.forms.review import option_label
from survey.language import gettext
from survey.respond.panel_said import said_of

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
