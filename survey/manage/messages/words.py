"""What each kind of message is called, and the form in which its words are edited."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from survey.actions.wording.checking import WordsRefused, refuse_unusable
from survey.actions.wording.trial import Trial
from survey.actions.wording.vocabulary import (
    MARKS,
    MEANINGS,
    SCORING,
    VOCABULARIES,
)
from survey.errors import NotFound
from survey.forms.text import lines, readable
from survey.mail.shipped import Words
from survey.models import MessageKind

NAMES = {
    MessageKind.INVITATION: (
        "Invitation",
        "When the round opens, and whenever somebody is sent a new link.",
    ),
    MessageKind.REMINDER: (
        "Reminder",
        "On the reminder days of the calendar, to whoever has not begun.",
    ),
    MessageKind.HALF_WAY: (
        "Reminder, half-way",
        "On the same days, to whoever has typed something and not submitted it.",
    ),
    MessageKind.LAST_DAY: ("Last day", "On the closing day, to whoever has not submitted."),
    MessageKind.THANKS: (
        "Thanks",
        "After submitting, where the month thanks everybody or a copy was asked for.",
    ),
    MessageKind.INTERVIEW: (
        "Conversation",
        "When a conversation is booked, moved or cancelled; an entry for the calendar is attached.",
    ),
    MessageKind.READ_BACK: (
        "Read-back",
        "After a conversation, to its speaker: a link to the record, to confirm or correct it.",
    ),
}
READ_AS = {
    "deputy": "a deputy",
    "offer": "somebody who is offered a conversation",
    "half-way": "somebody who has begun the form",
    "copy": "somebody who asked for a copy of their answers",
    "booked": "It is booked",
    "moved": "It has moved",
    "cancelled": "It is cancelled",
}


def kind_called(name: str) -> MessageKind:
    """The kind of message that an address names; NotFound."""
    try:
        return MessageKind(name)
    except ValueError as error:
        raise NotFound("There is no such message: choose one from the list.") from error


@dataclass(slots=True)
class WordsForm:
    """What a manager has typed, and as whom they would like to read it.

    `errors` is {field id: sentence}.
    """

    kind: MessageKind
    subject: str
    words: str
    seat: str
    marks: tuple[str, ...] = ()
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def standing(cls, kind: MessageKind, words: Words, seat: str) -> "WordsForm":
        """The form with what is sent now."""
        return cls(kind, words.subject, words.text, seat, tuple(cases(kind)[:1]))

    @classmethod
    def sent(cls, kind: MessageKind, sent: Mapping[str, str]) -> "WordsForm":
        """What a browser has sent, checked."""
        chosen = tuple(mark for mark in ticks(kind) if sent.get(mark))
        case = tuple(mark for mark in cases(kind) if sent.get("case") == mark)
        form = cls(
            kind,
            readable(sent.get("subject", "")).strip(),
            readable(lines(sent.get("words", ""))),
            sent.get("seat", ""),
            chosen + (case or tuple(cases(kind)[:1])),
        )
        form.check()
        return form

    def check(self) -> None:
        """Fill `errors`."""
        try:
            refuse_unusable(self.kind, self.subject, self.words)
        except WordsRefused as error:
            self.errors |= error.problems

    @property
    def trial(self) -> Trial:
        return Trial(self.kind, self.subject, self.words, self.seat, self.marks)


def ticks(kind: MessageKind) -> list[str]:
    """What may be true of a reader of this kind of message, or not."""
    choices = VOCABULARIES[kind].choices
    optional = (choice for choice in choices if frozenset() in choice)
    return [mark for choice in optional for option in choice for mark in option]


def cases(kind: MessageKind) -> list[str]:
    """Of what exactly one is true, the usual one first; how somebody is heard left out."""
    choices = VOCABULARIES[kind].choices
    exact = (choice for choice in choices if frozenset() not in choice and choice != SCORING)
    return [mark for choice in exact for option in choice for mark in option]


def fields_told(kind: MessageKind) -> list[tuple[str, str]]:
    """Each merge field as it is written, and what stands in its place."""
    return [("{{ " + name + " }}", MEANINGS[name]) for name in VOCABULARIES[kind].fields]


def marks_told(kind: MessageKind) -> list[tuple[str, str]]:
    """Each mark as it is written, and who alone reads its paragraph."""
    known = VOCABULARIES[kind].marks
    return [(f"[{mark}]", who) for mark, who in MARKS.items() if mark in known]
