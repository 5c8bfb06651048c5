"""Who holds an interview: taken on, shared with a colleague, given back."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from survey.access.accounts import account, actor
from survey.actions.assign_interview import assign_interview
from survey.actions.release_interview import release_interview
from survey.clock import london_day, now
from survey.errors import Conflict, NotFound
from survey.extensions import db
from survey.facilitate.blueprint import facilitate
from survey.facilitate.own import own_open
from survey.models import Invitation, User
from survey.queries.assignments import facilitators_of
from survey.queries.invitations import invitation_by_id
from survey.queries.responses import standing_response
from survey.queries.staff import facilitators


@facilitate.post("/people/<int(max=2147483647):invitation_id>/take")
def take(invitation_id: int) -> ResponseReturnValue:
    """Take on an interview that nobody has; a second click changes nothing."""
    invitation = to_be_taken(invitation_id)
    assign_interview(
        db.session, invitation=invitation, facilitator=account(), actor=actor(), now=now()
    )
    db.session.commit()
    return to_list("taken")


def to_be_taken(invitation_id: int) -> Invitation:
    """The invitation, locked; what a colleague has is found as little as what does not exist."""
    invitation = invitation_by_id(db.session, invitation_id)
    holding = {user.id for user in facilitators_of(db.session, invitation_id)}
    if invitation is None or (holding and account().id not in holding):
        raise NotFound(
            "There is no interview to take under this address; a colleague may have been faster. "
            "Choose another one from the list."
        )
    if not holding and standing_response(db.session, invitation_id) is not None:
        raise Conflict("This person has been heard this month already; choose somebody else.")
    return invitation


@facilitate.post("/people/<int(max=2147483647):invitation_id>/colleagues")
def add_colleague(invitation_id: int) -> ResponseReturnValue:
    """Let a colleague hold it too: one talks, one types."""
    held, colleague = own_open(invitation_id), chosen_colleague()
    if colleague is None:
        raise NotFound("There is no such colleague; go back and choose one from the list.")
    assign_interview(
        db.session, invitation=held.invitation, facilitator=colleague, actor=actor(), now=now()
    )
    db.session.commit()
    return to_list("added")


def chosen_colleague() -> User | None:
    chosen = request.form.get("who")
    return next((user for user in facilitators_now() if str(user.id) == chosen), None)


def facilitators_now() -> list[User]:
    return facilitators(db.session, london_day(now()))


@facilitate.post("/people/<int(max=2147483647):invitation_id>/release")
def release(invitation_id: int) -> ResponseReturnValue:
    held = own_open(invitation_id)
    release_interview(
        db.session, invitation=held.invitation, facilitator=account(), actor=actor(), now=now()
    )
    db.session.commit()
    return to_list("given-back")


def to_list(done: str) -> ResponseReturnValue:
    return redirect(url_for("facilitate.people", done=done))
