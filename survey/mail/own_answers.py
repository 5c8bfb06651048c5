from sqlmodel import Session

from questionnaires.answers import blank
from questionnaires.expand import ExpandedQuestionnaire, ExpandedSection, Field
from survey.mail.body import Told
from survey.models import Response, Round
from survey.queries.responses import document_of
from survey.queries.rounds import questionnaire


def own_answers(session: Session, round_: Round, response: Response) -> tuple[Told, ...]:
    """What a response said, theme by theme, in the words that it was asked in."""
    expanded = questionnaire(session, round_.questionnaire_sha256)
    document = document_of(session, response.id or 0, expanded)
    told = (section_told(expanded, section, document) for section in expanded.sections)
    return tuple(each for each in told if each.lines)


def section_told(
    expanded: ExpandedQuestionnaire, section: ExpandedSection, document: dict[str, str]
) -> Told:
    said = (
        (field.question.name, answer_told(expanded, field, document))
        for field in section.fields
        if not blank(document.get(field.name, ""))
    )
    return Told(section.title, tuple(said))


def answer_told(expanded: ExpandedQuestionnaire, field: Field, document: dict[str, str]) -> str:
    """'3, On track', 'Too early to judge', or a comment with who may see it."""
    value = document[field.name]
    if field.question.kind == "comment":
        allowed = document.get(field.permission_name, "")
        labels = {each.id: each.label for each in expanded.permissions}
        return f"{value.strip()} ({labels[allowed]})" if allowed in labels else value.strip()
    labels = {each.id: each.label for each in expanded.no_views}
    if value in labels:
        return labels[value]
    points = expanded.scale(field.question.scale or "").points
    return next(f"{point.value}, {point.label}" for point in points if str(point.value) == value)
