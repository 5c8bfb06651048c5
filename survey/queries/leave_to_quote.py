"""Whether words may be quoted at all, and if not, why: the one rule, apart from where it is asked.

It says nothing of redaction and of signatures, which follow, nor of thresholds, which belong to
an edition.
"""

from dataclasses import dataclass

from survey.models import CommentKind, Permission

SUPERSEDED = "A later answer of the same person has taken its place."
NOTES = "These are a facilitator's notes, which are for the panel team alone."
TEAM_ALONE = "Its speaker lets the panel team alone see it."
NOT_QUOTED = "Its speaker allows it to be used inside, not to be quoted."
GONE = "Its words are gone."
UNCONFIRMED = (
    "Somebody else wrote it down, and its speaker has neither confirmed nor corrected the record."
)
EXEMPT = "It is about an aim that goes to Cabinet in private, of which nothing is published."
BENEATH = (
    "It is about a single aim, or some groups alone were asked: that stays with the panel team, "
    "as the scores do."
)
MAY_CONCERN_EXEMPT = (
    "It may concern an aim that goes to Cabinet in private. Read it, and say below if it does not."
)


@dataclass(frozen=True, slots=True)
class Facts:
    """All that decides whether a comment may be quoted.

    `counts`: it is in the response that counts. `taken_down`: another than its speaker wrote it.
    `confirmed`: the speaker has confirmed or corrected the record. `exempt`: it is about an exempt
    aim; `near_exempt`: about a theme, or the plan, that holds one; `cleared`: an analyst found that
    it does not concern that. `beneath`: it was said on an aim, or by groups that alone were asked.
    """

    counts: bool
    kind: CommentKind
    permission: Permission
    blank: bool
    taken_down: bool
    confirmed: bool
    exempt: bool
    near_exempt: bool
    cleared: bool
    beneath: bool


def obstacle(facts: Facts) -> str:
    """Why the words may not be quoted, in a sentence; empty where they may be."""
    rules = (
        (not facts.counts, SUPERSEDED),
        (facts.kind is CommentKind.NOTES, NOTES),
        (facts.permission is Permission.TEAM, TEAM_ALONE),
        (facts.permission is Permission.INTERNAL, NOT_QUOTED),
        (facts.blank, GONE),
        (facts.taken_down and not facts.confirmed, UNCONFIRMED),
        (facts.exempt, EXEMPT),
        (facts.beneath, BENEATH),
        (facts.near_exempt and not facts.cleared, MAY_CONCERN_EXEMPT),
    )
    return next((reason for applies, reason in rules if applies), "")
