"""A message on trial: a real seat and the real round, but links that lead nowhere."""

from datetime import datetime, timedelta

from sqlmodel import Session

from survey.actions.wording.trial import Trial
from survey.clock import day_words, london_day, london_moment
from survey.config import Settings
from survey.mail.asking import Reader, values_of
from survey.mail.body import Told, Value
from survey.mail.links import links
from survey.models import Contact, Organisation
from survey.queries.rounds import latest_round
from survey.queries.trial_seats import trial_seat

__all__ = ["NOTE", "Trial", "trial_reader", "trial_values"]

NOTE = "This is a test, sent to you alone. Its links lead nowhere."
DEAD_TOKEN = "the-personal-link-stands-here"  # noqa: S105 - it opens nothing
A_ROUND = timedelta(days=14)
TOLD = Told(
    "Theme of the plan",
    (("Progress", "3, On track"), ("Maturity", "Too early to judge"), ("Comment", "Own words.")),
)


def trial_reader(session: Session, trial: Trial, now: datetime) -> Reader:
    """The holder of the seat as the latest round asks them, or as a first one would."""
    role, contact = trial_seat(session, trial.seat)
    latest = latest_round(session)
    heard = "talks" if contact is Contact.TALK else "scores"
    return Reader(
        role,
        latest.month if latest else f"{now:%Y-%m}",
        latest.closes_at if latest else now + A_ROUND,
        frozenset({heard, *trial.marks}),
    )


def trial_values(reader: Reader, standing: Organisation, settings: Settings) -> dict[str, Value]:
    """Every merge field of every kind; what only a receipt or a booking has is made up."""
    change = next((mark for mark in ("moved", "cancelled") if mark in reader.marks), "booked")
    before = reader.closes_at - timedelta(days=1)
    return values_of(reader, standing, links(settings, DEAD_TOKEN)) | {
        "reference": Value("TT-7K4M-9QAX"),
        "answers": Value("", told=(TOLD,)),
        "change": Value(change),
        "starts": Value(london_moment(before), strong=True),
        "minutes": Value("45"),
        "place": Value("where you agreed to meet"),
        "facilitator": Value("the facilitator"),
        "settles": Value(day_words(london_day(before)), strong=True),
    }
