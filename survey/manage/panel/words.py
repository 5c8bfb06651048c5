"""How the panel's pages say things."""

from flask import request

from survey.models import Contact

CONTACTS: tuple[tuple[str, str, str], ...] = (
    (Contact.FORM.value, "The form", "A personal link by mail; they may ask to talk instead."),
    (Contact.INTERVIEW.value, "A conversation", "A facilitator talks to them and enters scores."),
    (
        Contact.TALK.value,
        "Talks without scoring",
        (
            "A conversation or comments alone. They are in no figure and no response rate: "
            "for an external auditor, for instance."
        ),
    ),
)
WAYS = {value: words for value, words, _ in CONTACTS}

SAVED = {
    "late": "The invitations are on their way",
    "appointed": "The holder is appointed",
    "leaving": "The last day is kept",
    "contact": "The way of hearing is changed",
    "seat": "The seat is saved",
    "ended": "The seat has its last day",
    "absence": "The absence is kept",
    "removed": "The absence is removed",
    "address": "The address is corrected",
    "deputy": "The deputy is invited",
    "counted": "The seat that counts them is changed",
    "group": "The group is saved",
    "block": "The block is kept",
}


def saved_words() -> str:
    """What the page before has done, '' where it is not one of these."""
    return SAVED.get(request.args.get("saved", ""), "")
