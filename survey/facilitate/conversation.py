"""A whole conversation as one form: the questionnaire, and what stands beside the answers."""

from dataclasses import dataclass, field
from datetime import date

from werkzeug.datastructures import MultiDict

from questionnaires.expanded import ExpandedQuestionnaire
from survey.actions.record_interview import Conversation
from survey.forms.text import lines, readable
from survey.forms.whole import read_whole

BESIDE = frozenset({"csrf_token", "key", "held-on", "notes"})
MOST_NOTES = 20_000


@dataclass(slots=True)
class Typed:
    """What a facilitator has typed: the document, what stands beside it, and what is wrong.

    `errors` is {field id: sentence} in the order of the page.
    """

    document: dict[str, str]
    held_on: str
    notes: str
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def conversation(self) -> Conversation:
        """ValueError where the date is not one; `errors` says so before."""
        return Conversation(date.fromisoformat(self.held_on), self.notes)


def nothing_typed(today: date) -> Typed:
    return Typed({}, today.isoformat(), "")


def read_conversation(
    expanded: ExpandedQuestionnaire, sent: MultiDict[str, str], today: date
) -> Typed:
    """What a browser has sent, with every error that keeps it from being recorded."""
    typed = Typed({}, sent.get("held-on", "").strip(), readable(lines(sent.get("notes", ""))))
    typed.document, typed.errors = read_whole(expanded, sent, BESIDE)
    if len(typed.notes) > MOST_NOTES:
        typed.errors["notes"] = f"Shorten the notes to {MOST_NOTES:,} characters"
    typed.errors |= date_problem(typed.held_on, today)
    return typed


def date_problem(held_on: str, today: date) -> dict[str, str]:
    try:
        day = date.fromisoformat(held_on)
    except ValueError:
        return {"held-on": "Enter the day of the conversation, such as 2018-07-19"}
    if day > today:
        return {"held-on": "The day of the conversation is still to come; enter the day it was"}
    return {}
