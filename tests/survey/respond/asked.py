"""Rounds of other definitions than the shipped one, for the council of `tests.survey.house`."""

from datetime import timedelta
from pathlib import Path

from questionnaires.load import load
from questionnaires.model import Questionnaire
from survey.actions.open_round import open_round
from tests.survey.council import SECRET
from tests.survey.house import CLOSES, OPENS, House

EVERYTHING = Path(__file__).parents[2] / "questionnaires" / "everything.toml"


def everything() -> Questionnaire:
    """A definition with detail on aims and with sections for the auditors alone."""
    return load(EVERYTHING)


def open_july(house: House, definition: Questionnaire) -> list[str]:
    """July's round of `definition`; gives the tokens of its links in the order of the seats."""
    with house.session() as session:
        open_round(
            session,
            month="2018-07",
            definition=definition,
            opens_at=OPENS,
            closes_at=CLOSES,
            secret_key=SECRET,
            actor="command",
            now=OPENS + timedelta(hours=1),
        )
    return house.tokens()
