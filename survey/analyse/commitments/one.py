"""A commitment's page: what was said and promised, how far it has come, and its history."""

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey.access.accounts import account, actor, roles_of
from survey.actions.commitment_facts import naming, subject
from survey.actions.reckon_voices import reckon_voices
from survey.actions.settle_commitment import settle_commitment
from survey.analyse.blueprint import analyse
from survey.analyse.commitments.changing import ONE
from survey.analyse.commitments.choices import codes_today
from survey.analyse.commitments.form import StandingForm, seen_at, token
from survey.analyse.commitments.history import history
from survey.analyse.commitments.making import plan_today
from survey.analyse.commitments.words import REOPENED, STATUSES, WORKED, shortened, tags
from survey.clock import now
from survey.errors import Conflict
from survey.extensions import db
from survey.models import Commitment, RoleName
from survey.queries.commitments import (
    codes_answered,
    commitment_by_id,
    is_overdue,
    is_settled,
    tally,
)
from survey.queries.events import events_about
from survey.queries.tellable import why_untold

DONE = {
    "made": "The commitment is made.",
    "changed": "The commitment is changed.",
    "settled": "It is saved.",
    "counted": "Those who raised it are counted again.",
}


@analyse.get(ONE)
def commitment(commitment_id: int) -> ResponseReturnValue:
    found = commitment_by_id(db.session, commitment_id)
    return page(found, StandingForm.of(found))


@analyse.post(f"{ONE}/status")
def settle_commitment_now(commitment_id: int) -> ResponseReturnValue:
    form = StandingForm.sent(request.form)
    found = commitment_by_id(db.session, commitment_id)
    form.errors |= naming(db.session, {"outcome": form.outcome})
    if form.errors:
        return page(found, form), HTTPStatus.BAD_REQUEST
    try:
        settle_commitment(
            db.session,
            commitment_id=commitment_id,
            standing=form.standing,
            seen=seen_at(form.seen),
            actor=actor(),
            now=now(),
        )
    except Conflict as error:
        form.errors["status"] = f"{error} Read how it stands above and save again"
        form.seen = token(found)
        return page(found, form), error.status
    db.session.commit()
    return redirect(url_for("analyse.commitment", commitment_id=commitment_id, done="settled"))


@analyse.post(f"{ONE}/count")
def count_again(commitment_id: int) -> ResponseReturnValue:
    reckon_voices(db.session, commitment_id=commitment_id, actor=actor(), now=now())
    db.session.commit()
    return redirect(url_for("analyse.commitment", commitment_id=commitment_id, done="counted"))


def page(found: Commitment, form: StandingForm) -> str:
    items = plan_today()
    codes = codes_answered(db.session, [found.id or 0])[found.id or 0]
    return render_template(
        "analyse/commitment.html",
        commitment=found,
        title=shortened(found.said),
        tags=tags(found, items.month),
        item=items.item(found.item),
        untold=why_untold(items, found),
        codes=codes_today(db.session, codes),
        tally=tally(db.session, found),
        worked=WORKED,
        settled=is_settled(found),
        overdue=is_overdue(found, items.month),
        reopened=REOPENED,
        form=form,
        errors=form.errors,
        statuses=[(status.value, name) for status, name in STATUSES.items()],
        history=history(events_about(db.session, subject(found))),
        may_change=RoleName.ANALYST in roles_of(account()),
        done=DONE.get(request.args.get("done", "")) if not form.errors else None,
    )
