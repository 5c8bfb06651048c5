from collections.abc import Iterator

from sqlmodel import Session

from questionnaires.answers import blank
from questionnaires.expanded import ExpandedQuestionnaire, ExpandedSection, Field
from survey.language import gettext
from survey.mail.body import Told
from survey.models import Response, Round
from survey.queries.responses import document_of
from survey.queries.rounds import questionnaire


def own_answers(session: Session, round_: Round, response: Response) -> tuple[Told, ...]:
    """What a response said, theme by theme, in the words that it was asked in."""
    expanded = questionnaire(session, round_.questionnaire_sha256)
    document = document_of(session, response.id or 0, expanded)
    told = (
        Told(section.title, tuple(lines(expanded, section, document)))
        for section in expanded.sections
    )
    return tuple(each for each in told if each.lines)


def lines(
    expanded: ExpandedQuestionnaire, section: ExpandedSection, document: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """('Progress', '3, On track'), or a comment and after it who may see it."""
    permissions = {each.id: each.label for each in expanded.permissions}
    for field in section.fields:
        value = document.get(field.name, "")
        if blank(value):
            continue
        if field.question.kind == "score":
            yield field.question.name, option(expanded, field, value)
        else:
            yield field.question.name, value.strip()
            yield gettext("Who may see it"), permissions[document[field.permission_name]]


def option(expanded: ExpandedQuestionnaire, field: Field, value: str) -> str:
    """'3, On track' or 'Too early to judge'."""
    no_views = {each.id: each.label for each in expanded.no_views}
    points = expanded.scale(field.question.scale or "").points if field.question.scale else ()
    scores = {str(point.value): f"{point.value}, {point.label}" for point in points}
    return (scores | no_views)[value]
