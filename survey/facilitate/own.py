"""The interviews of whoever is signed in. Those of others answer as what does not exist."""

from flask import request

from analysis.periods import month_label
from questionnaires.expanded import ExpandedQuestionnaire
from survey.access.accounts import account
from survey.errors import Gone, NotFound
from survey.extensions import SAFE_METHODS, db
from survey.models import RoundState
from survey.queries.assignments import Held, held_interview
from survey.queries.rounds import asked_of


def own(invitation_id: int) -> Held:
    """One's own interview with whoever is invited so; NotFound for everybody else's."""
    writing = request.method not in SAFE_METHODS
    held = held_interview(db.session, invitation_id, account().id or 0, to_write=writing)
    if held is None:
        raise NotFound("You have no interview under this address; choose one from your list.")
    return held


def own_open(invitation_id: int) -> Held:
    """One's own interview, whose round is open; Gone where it is closed."""
    held = own(invitation_id)
    if is_closed(held):
        raise Gone(closed_sentence(held))
    return held


def is_closed(held: Held) -> bool:
    return held.round.state is RoundState.CLOSED


def closed_sentence(held: Held) -> str:
    return f"{month_label(held.round.month)} is closed, so no conversation can be added to it."


def asked(held: Held) -> ExpandedQuestionnaire:
    """What this person is asked."""
    return asked_of(db.session, held.round, held.invitation)
