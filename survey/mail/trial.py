"""A test message: somebody's real merge fields, but links that lead nowhere."""

from survey.config import Settings
from survey.mail.body import Told, Value
from survey.mail.links import Links, links

NOTE = (
    "This is a test. It went to you alone; its links lead nowhere, and no one on the panel was "
    "sent it."
)
DEAD_TOKEN = "the-personal-link-stands-here"  # noqa: S105 - it opens nothing


def dead_links(settings: Settings) -> Links:
    return links(settings, DEAD_TOKEN)


def invented() -> dict[str, Value]:
    """Values for the fields that only an answer or a booking has."""
    told = (Told("A theme of the plan", (("Progress", "3, On track"), ("Comment", "Well led"))),)
    return {
        "reference": Value("TT-7K4M-9QAX"),
        "answers": Value("", told=told),
        "change": Value("booked"),
        "starts": Value("Tuesday 10 July 2018 at 14:00", strong=True),
        "minutes": Value("45"),
        "place": Value("the Council House"),
        "facilitator": Value("Sam Staff"),
    }
