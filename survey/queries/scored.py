"""What closed rounds asked for scores of, by the questionnaires that they keep."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from analysis.tally import Item
from questionnaires.expanded import ExpandedQuestionnaire, ExpandedSection, Field
from survey.models import Round, RoundState
from survey.queries.rounds import questionnaire

# What a score about the plan as a whole is about; no theme's ref has a blank in it.
PLAN = "the plan"


@dataclass(frozen=True, slots=True)
class Scored:
    """A score as the round of `month` asked it.

    `item` is empty where it was about the plan as a whole. `words` are what people met: two scores
    are of one series where these are the same. `audience` holds the refs of the groups that were
    asked, empty for everybody; what is `published` was about a theme and asked of everybody.
    """

    month: str
    item: str
    measure: str
    words: tuple[str, ...]
    audience: tuple[str, ...]
    published: bool


def scored(session: Session, months: Sequence[str], *, live: bool = False) -> list[Scored]:
    """The scores of the closed rounds of `months`, the earliest first; `live` adds the open ones.

    They are of one series each, see `of_one_series`.
    """
    return of_one_series(in_rounds(session, months, live=live))


def of_one_series(found: Sequence[Scored]) -> list[Scored]:
    """`found` without what has been asked in other words since.

    That begins a new series: what was asked before is left out, so that no figure joins answers to
    two questions.
    """
    latest = {series(each): each.words for each in found}
    return [each for each in found if latest[series(each)] == each.words]


def in_rounds(session: Session, months: Sequence[str], *, live: bool = False) -> list[Scored]:
    """Everything that the closed rounds of `months` scored, the earliest first."""
    states = [RoundState.CLOSED, *([RoundState.OPEN] if live else [])]
    query = (
        select(Round.month, Round.questionnaire_sha256)
        .where(col(Round.month).in_(months), col(Round.state).in_(states))
        .order_by(Round.month)
    )
    return [
        each
        for month, sha256 in session.exec(query)
        for each in in_round(month, questionnaire(session, sha256))
    ]


def series(each: Scored) -> tuple[str, str, tuple[str, ...]]:
    return each.item, each.measure, each.audience


def in_round(month: str, expanded: ExpandedQuestionnaire) -> Iterable[Scored]:
    published = {field.name for field in expanded.published}
    for section in expanded.sections:
        for field in section.fields:
            if field.question.kind == "score":
                yield Scored(
                    month=month,
                    item=field.item or "",
                    measure=field.question.measure or "",
                    words=words(expanded, field),
                    audience=audience(section),
                    published=field.name in published,
                )


def words(expanded: ExpandedQuestionnaire, field: Field) -> tuple[str, ...]:
    """The question's id, its stem, and the points that it is answered with."""
    points = expanded.scale(field.question.scale or "").points
    return field.question.id, field.question.stem, *(point.label for point in points)


def audience(section: ExpandedSection) -> tuple[str, ...]:
    return tuple(sorted(section.audience))


def audiences(asked: Iterable[Scored]) -> dict[Item, frozenset[str]]:
    """The groups that were asked, of each item that not everybody was."""
    found: dict[Item, list[Scored]] = {}
    for each in asked:
        found.setdefault(about(each.item, each.measure), []).append(each)
    return {
        item: frozenset(group for each in times for group in each.audience)
        for item, times in found.items()
        if all(each.audience for each in times)
    }


def about(item: str, measure: str) -> Item:
    """What an answer is about, as figures name it."""
    return Item(item or PLAN, measure)
