"""What a definition asks of the plan and the panel that stand."""

from collections.abc import Sequence

from sqlmodel import Session

from questionnaires.expand import ExpansionError, expand
from questionnaires.expanded import ExpandedQuestionnaire
from questionnaires.model import Questionnaire
from survey.errors import SurveyError
from survey.queries.asked_themes import asked_themes
from survey.queries.groups import all_groups


def asked_questionnaire(
    session: Session, definition: Questionnaire, month: str
) -> ExpandedQuestionnaire:
    """`definition` over the governance themes of `month`.

    Raises SurveyError where there is no theme to ask about, where a theme cannot be asked about,
    where a section is for a group that is not there, or where a group would be asked nothing.
    """
    refuse_strange_audiences(session, definition)
    themes = asked_themes(session, month)
    if not themes:
        raise SurveyError(
            "There is no governance theme to ask about: "
            "import the plan with 'temperature-take plan import FILE'."
        )
    try:
        return expand(definition, themes)
    except ExpansionError as error:
        raise SurveyError(str(error)) from error


def refuse_strange_audiences(session: Session, definition: Questionnaire) -> None:
    """Raise SurveyError where `definition` names a group that is not there, or leaves one out."""
    narrowed = [section for section in definition.sections if section.audience]
    if not narrowed:
        return
    known = [group.ref for group in all_groups(session)]
    for section in narrowed:
        for group in section.audience:
            if group not in known:
                raise SurveyError(
                    f"The section '{section.id}' of '{definition.id}' is for the group '{group}', "
                    f"which is not there ({there_are(known)}): mend its audience, or import the "
                    "group with 'temperature-take groups import FILE'."
                )
    if len(narrowed) < len(definition.sections):
        return
    for group in known:
        if not any(group in section.audience for section in narrowed):
            raise SurveyError(
                f"'{definition.id}' asks the group '{group}' nothing: add it to the audience of a "
                "section, or leave one section without an audience."
            )


def there_are(groups: Sequence[str]) -> str:
    return f"there are {', '.join(groups)}" if groups else "there is none yet"
