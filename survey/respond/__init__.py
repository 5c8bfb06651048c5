"""What a stakeholder meets: the personal link, the themes, the check, the receipt.

guard        who is answering, and whether they still may
├── taking       /take/<token>: shows a page, and begins when its button is pressed
├── declining    /take/<token>/decline and /talk: not this month, or a conversation instead
├── answering    /respond/ and the pages on which the themes are asked
├── last_month   what one said before, beside each score, for whoever wishes it
├── saving       what is typed on them, kept
├── submitting   check, submit, receipt, change
├── past         what one said in earlier months, beside what the panel said (panel_said)
├── raised       what was done about what one raised, and whether it worked
├── proving      the mailed code, for a browser in which nothing was submitted yet
└── refusing     forms that came from elsewhere
record       /record/<token>: to read again what one said, until it is published
├── rereading    what was said, and who may see each comment, which can only be fewer
├── correcting   a conversation that its speaker confirms, or corrects in their own words
├── spoken       what its record is worth, and the passages in it
└── record_refusing    forms of these pages that came from elsewhere
guessing     whoever guesses links
sections     what a page shows of each section
known        browsers that may see what was submitted
stops        pages that end the way
"""

from survey.respond import (
    answering,
    correcting,
    declining,
    grace,
    last_month,
    past,
    proving,
    raised,
    record_refusing,
    refusing,
    rereading,
    saving,
    submitting,
    taking,
)
from survey.respond.guard import respond
from survey.respond.record import record

__all__ = [
    "answering",
    "correcting",
    "declining",
    "grace",
    "last_month",
    "past",
    "proving",
    "raised",
    "record",
    "record_refusing",
    "refusing",
    "rereading",
    "respond",
    "saving",
    "submitting",
    "taking",
]
