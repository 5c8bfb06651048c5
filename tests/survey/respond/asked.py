"""Rounds of other definitions than the shipped one, for the council of `tests.survey.house`."""

from datetime import timedelta
from pathlib import Path

from questionnaires.load import load
from questionnaires.model import Questionnaire
from survey.actions.open_round import open_round
from tests.survey.council import SECRET
from tests.survey.house import CLOSES, JULY, OPENS, House

FORTNIGHT = timedelta(days=14)
EVERYTHING = Path(__file__).parents[2] / "questionnaires" / "everything.toml"


def everything() -> Questionnaire:
    """A definition with detail on aims and with sections for the auditors alone."""
    return load(EVERYTHING)


def open_july(house: House, definition: Questionnaire) -> list[str]:
    """July's round of `definition`; gives the tokens of its links in the order of the seats."""
    open_round_of(house, JULY, definition)
    return house.tokens()


def open_round_of(house: House, month: str, definition: Questionnaire) -> None:
    """A round of `definition` for July, or for a later month after July's."""
    opens_at, closes_at = (OPENS, CLOSES) if month == JULY else (CLOSES, CLOSES + FORTNIGHT)
    with house.session() as session:
        open_round(
            session,
            month=month,
            definition=definition,
            opens_at=opens_at,
            closes_at=closes_at,
            secret_key=SECRET,
            actor="command",
            now=opens_at,
        )
