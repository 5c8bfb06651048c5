"""Correcting what is said of a commitment; of two who do so at once, the second sees both."""

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey.access.accounts import actor
from survey.actions.change_commitment import change_commitment
from survey.analyse.blueprint import analyse
from survey.analyse.commitments.choices import choices, codes_today
from survey.analyse.commitments.form import CommitmentForm, seen_at, token
from survey.analyse.commitments.making import check, plan_today
from survey.clock import now
from survey.errors import Conflict
from survey.extensions import db
from survey.models import Commitment
from survey.queries.commitments import codes_answered, commitment_by_id

ONE = "/commitments/<int(max=2147483647):commitment_id>"


@analyse.get(f"{ONE}/change")
def change_commitment_page(commitment_id: int) -> ResponseReturnValue:
    commitment = commitment_by_id(db.session, commitment_id)
    return form_page(commitment, standing_form(commitment))


@analyse.post(f"{ONE}/change")
def change_commitment_now(commitment_id: int) -> ResponseReturnValue:
    form = CommitmentForm.sent(request.form)
    commitment = commitment_by_id(db.session, commitment_id)
    check(plan_today(), form)
    if form.errors:
        return form_page(commitment, form), HTTPStatus.BAD_REQUEST
    try:
        change_commitment(
            db.session,
            commitment_id=commitment_id,
            facts=form.facts,
            seen=seen_at(form.seen),
            actor=actor(),
            now=now(),
        )
    except Conflict as error:
        form.errors["said"] = f"{error} What stands now is beside what you typed: save again"
        form.seen = token(commitment)
        return form_page(commitment, form, standing_form(commitment)), error.status
    db.session.commit()
    return redirect(url_for("analyse.commitment", commitment_id=commitment_id, done="changed"))


def standing_form(commitment: Commitment) -> CommitmentForm:
    """What stands, its codes as they are in the codebook now."""
    codes = codes_answered(db.session, [commitment.id or 0])[commitment.id or 0]
    today = codes_today(db.session, codes)
    return CommitmentForm.of(commitment, tuple(code.id or 0 for code in today))


def form_page(
    commitment: Commitment, form: CommitmentForm, stands: CommitmentForm | None = None
) -> str:
    """The form; `stands` is what somebody else has saved meanwhile."""
    items = plan_today()
    return render_template(
        "analyse/commitment_change.html",
        commitment=commitment,
        form=form,
        errors=form.errors,
        choices=choices(db.session, items, form),
        stands=stands,
        item_stands=items.item(commitment.item).name,
    )
