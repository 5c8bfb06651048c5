"""A record that is read back to its speaker once more."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from survey.access.accounts import account, actor
from survey.actions.read_back_again import read_back_again
from survey.clock import now
from survey.errors import Conflict, NotFound
from survey.extensions import db
from survey.facilitate.blueprint import facilitate
from survey.facilitate.sealing import secret_key
from survey.models import Invitation
from survey.queries.interviews import interview_receipt
from survey.queries.records import recorded


@facilitate.post("/receipts/<reference>/read-back")
def read_back(reference: str) -> ResponseReturnValue:
    own = interview_receipt(db.session, reference=reference, facilitator_id=account().id or 0)
    found = recorded(db.session, reference)
    if own is None or found is None:
        raise NotFound("You have recorded no interview with this reference.")
    if not found.counts:
        raise Conflict("This record does not count, so it is not read back.")
    read_back_again(
        db.session,
        invitation=db.session.get_one(Invitation, found.response.invitation_id),
        secret_key=secret_key(),
        actor=actor(),
        now=now(),
    )
    db.session.commit()
    return redirect(url_for("facilitate.receipt", reference=reference, done="again"), 303)
