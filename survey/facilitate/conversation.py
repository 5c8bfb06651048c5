"""A whole conversation as one form: every section's fields, and what stands beside the answers."""

from dataclasses import dataclass, field
from datetime import date

from werkzeug.datastructures import MultiDict

from questionnaires.answers import missing
from questionnaires.expand import ExpandedQuestionnaire, ExpandedSection, Field
from survey.actions.record_interview import Conversation
from survey.forms.sections import STRANGE, section_form
from survey.forms.text import lines, readable

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
    expanded: ExpandedQuestionnaire, sha256: str, sent: MultiDict[str, str], today: date
) -> Typed:
    """What a browser has sent, with every error that keeps it from being recorded."""
    typed = Typed({}, sent.get("held-on", "").strip(), readable(lines(sent.get("notes", ""))))
    problems: dict[str, str] = {}
    for section in expanded.sections:
        read_section(expanded, section, sha256, sent, typed.document, problems)
    wanting = {each.name: wanted(expanded, each) for each in missing(expanded, typed.document)}
    if any(name not in expanded.names and name not in BESIDE for name in sent):
        typed.errors["main"] = STRANGE
    for name in in_order(expanded):
        if name in problems or name in wanting:
            typed.errors[name] = problems.get(name) or wanting[name]
    if len(typed.notes) > MOST_NOTES:
        typed.errors["notes"] = f"Shorten the notes to {MOST_NOTES:,} characters"
    typed.errors |= date_problem(typed.held_on, today)
    return typed


def read_section(
    expanded: ExpandedQuestionnaire,
    section: ExpandedSection,
    sha256: str,
    sent: MultiDict[str, str],
    document: dict[str, str],
    problems: dict[str, str],
) -> None:
    form = section_form(expanded, section, sha256)(sent)
    own = MultiDict((name, value) for name, value in sent.items(multi=True) if name in form)
    problems |= form.problems(own)
    document |= form.values


def in_order(expanded: ExpandedQuestionnaire) -> list[str]:
    """Every field that can be wrong, as the page shows them."""
    names = []
    for each in expanded.fields:
        names.append(each.name)
        if each.question.kind == "comment":
            names.append(each.permission_name)
    return names


def wanted(expanded: ExpandedQuestionnaire, question: Field) -> str:
    """'Choose a score for progress, or say why there is none: A culture of trust'."""
    about = next(section.title for section in expanded.sections if question in section.fields)
    return f"Choose a score for {question.question.name.lower()}, or why there is none: {about}"


def date_problem(held_on: str, today: date) -> dict[str, str]:
    try:
        day = date.fromisoformat(held_on)
    except ValueError:
        return {"held-on": "Enter the day of the conversation, such as 2018-07-19"}
    if day > today:
        return {"held-on": "The day of the conversation is still to come; enter the day it was"}
    return {}
