"""Which merge fields and which marks of paragraphs each kind of message knows."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from survey.models import MessageKind

MEANINGS = {
    "role": "how the reader is addressed: the seat, or 'Deputy for' it",
    "seat": "the seat itself, 'Chair, Audit Committee'",
    "month": "the month that is asked about, 'July 2018'",
    "closes": "when the round closes, 'Friday 13 July 2018 at 17:00'",
    "organisation": "the name of the organisation",
    "contact": "the address of the panel team",
    "link": "the reader's own link to the form",
    "talk_link": "where the reader asks for a conversation instead",
    "decline_link": "where the reader declines this month",
    "record_link": "where the reader reads again what they said, until it is published",
    "reference": "the reference on the receipt, 'TT-7K4M-9QAX'",
    "answers": "the reader's own answers",
    "change": "'booked', 'moved' or 'cancelled'",
    "starts": "when the conversation begins",
    "minutes": "how many minutes it takes",
    "place": "where it is held",
    "facilitator": "who holds the conversation",
    "settles": "until when a record can be contradicted, 'Friday 27 July 2018'",
}
MARKS = {
    "scores": "those who are asked for scores",
    "talks": "those who talk without scoring",
    "deputy": "deputies",
    "offer": "those whose seat has not been offered a conversation this quarter",
    "half-way": "those who have begun the form",
    "copy": "those who asked for a copy of their answers",
    "booked": "conversations that are new",
    "moved": "conversations that have moved",
    "cancelled": "conversations that are cancelled",
}
LINKS = frozenset({"link", "talk_link", "decline_link", "record_link"})

ALWAYS = ("role", "seat", "month", "organisation", "contact")
SCORING = (frozenset({"scores"}), frozenset({"talks"}))


def perhaps(mark: str) -> tuple[frozenset[str], ...]:
    return frozenset(), frozenset({mark})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the words of one kind of message may hold, and what they must.

    Of each of `choices` exactly one set of marks is true of a reader. Every reader must meet the
    `needed` fields; `required` are the marks that some paragraph must bear, and `within` says of a
    field that it may stand in paragraphs of one mark alone.
    """

    fields: tuple[str, ...]
    needed: tuple[str, ...]
    choices: tuple[tuple[frozenset[str], ...], ...]
    required: tuple[str, ...] = ()
    within: Mapping[str, str] | None = None

    @property
    def marks(self) -> frozenset[str]:
        return frozenset().union(*(option for choice in self.choices for option in choice))

    def readers(self) -> list[frozenset[str]]:
        """Every kind of reader there can be, by the marks that are true of them."""
        return [frozenset[str]().union(*options) for options in product(*self.choices)]


ASKING_FIELDS = (*ALWAYS, "closes", "link", "talk_link", "decline_link")
ASKING_NEEDS = ("link", "talk_link", "decline_link", "closes")
REMINDING = Vocabulary(ASKING_FIELDS, ASKING_NEEDS, (SCORING, perhaps("deputy")))

VOCABULARIES: dict[MessageKind, Vocabulary] = {
    MessageKind.INVITATION: Vocabulary(
        ASKING_FIELDS,
        ASKING_NEEDS,
        (SCORING, perhaps("deputy"), perhaps("offer")),
        required=("offer",),
    ),
    MessageKind.REMINDER: REMINDING,
    MessageKind.HALF_WAY: REMINDING,
    MessageKind.LAST_DAY: Vocabulary(
        ASKING_FIELDS, ASKING_NEEDS, (SCORING, perhaps("deputy"), perhaps("half-way"))
    ),
    MessageKind.THANKS: Vocabulary(
        (*ALWAYS, "closes", "link", "record_link", "reference", "answers"),
        ("reference", "record_link"),
        (SCORING, perhaps("deputy"), perhaps("copy")),
        required=("copy",),
        within={"answers": "copy"},
    ),
    MessageKind.INTERVIEW: Vocabulary(
        (*ALWAYS, "change", "starts", "minutes", "place", "facilitator"),
        ("starts", "place"),
        (tuple(frozenset({mark}) for mark in ("booked", "moved", "cancelled")), perhaps("deputy")),
    ),
    MessageKind.READ_BACK: Vocabulary(
        (*ALWAYS, "record_link", "facilitator", "settles"),
        ("record_link", "settles"),
        (SCORING, perhaps("deputy")),
    ),
}
