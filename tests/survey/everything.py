"""A questionnaire that asks in every way there is: detail on aims, and sections for one group."""

from pathlib import Path

from sqlmodel import Session

from questionnaires.load import load
from tests.survey.council import opened
from tests.survey.house import CLOSES, OPENS

FILE = Path(__file__).parents[1] / "questionnaires" / "everything.toml"
EVERYTHING = load(FILE)


def open_july_with_everything(session: Session) -> None:
    """July's round of the small council, whose auditor is asked more than the Cabinet."""
    opened(session, OPENS, closes_at=CLOSES, asked=EVERYTHING)
