from collections.abc import Iterator

from sqlmodel import Session

from questionnaires.answers import blank
from questionnaires.expanded import ExpandedQuestionnaire, ExpandedSection, Field
from survey.language import gettext
from survey.mail.body import Told
from survey.models import Invitation, Response, Round
from survey.queries.responses import document_of
from survey.queries.rounds import asked_of


def own_answers(session: Session, round_: Round, response: Response) -> tuple[Told, ...]:
    """What a response said, theme by theme, in the words that it was asked in."""
    invitation = session.get_one(Invitation, response.invitation_id)
    expanded = asked_of(session, round_, invitation)
    document = document_of(session, response.id or 0, expanded)
    told = (
        Told(section.title, tuple(lines(expanded, section, document)))
        for section in expanded.sections
    )
    return tuple(each for each in told if each.lines)


def lines(
    expanded: ExpandedQuestionnaire, section: ExpandedSection, document: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """('Progress', '3, On track'), or a comment and after it who may see it.

    Of detail the aim is named too: ('Progress (A culture dashboard)', '3, On track').
    """
    permissions = {each.id: each.label for each in expanded.permissions}
    for field in section.fields:
        value = document.get(field.name, "")
        if blank(value):
            continue
        if field.question.kind == "score":
            yield called(field), option(expanded, field, value)
        else:
            yield called(field), value.strip()
            yield gettext("Who may see it"), permissions[document[field.permission_name]]


def called(field: Field) -> str:
    return f"{field.question.name} ({field.aim})" if field.aim else field.question.name


def option(expanded: ExpandedQuestionnaire, field: Field, value: str) -> str:
    """'3, On track' or 'Too early to judge'."""
    no_views = {each.id: each.label for each in expanded.no_views}
    points = expanded.scale(field.question.scale or "").points if field.question.scale else ()
    scores = {str(point.value): f"{point.value}, {point.label}" for point in points}
    return (scores | no_views)[value]
