"""The questionnaires that a month may ask: the files that came with the service or were added."""

from sqlmodel import Session

from questionnaires.load import DEFINITIONS, definition
from questionnaires.model import Questionnaire
from questionnaires.table import DefinitionError
from survey.errors import SurveyError
from survey.queries.rounds import latest_round, questionnaire

USUAL = "governance-2018"


def shipped() -> list[str]:
    """The names by which they are chosen."""
    return sorted(path.stem for path in DEFINITIONS.glob("*.toml"))


def shipped_definition(name: str) -> Questionnaire:
    """The questionnaire called `name`; SurveyError where there is none or its file is at fault."""
    try:
        return definition(name)
    except DefinitionError as error:
        raise SurveyError(str(error)) from error


def usual(session: Session) -> str:
    """The name of what was asked last, while its file is there; else the one for a beginning."""
    latest = latest_round(session)
    if latest is None:
        return USUAL
    asked = questionnaire(session, latest.questionnaire_sha256)
    wanted = (asked.questionnaire_id, asked.version)
    return next((name for name in shipped() if identity(name) == wanted), USUAL)


def identity(name: str) -> tuple[str, int] | None:
    """Id and version of the file called `name`; None where it is at fault."""
    try:
        found = definition(name)
    except DefinitionError:
        return None
    return found.id, found.version
