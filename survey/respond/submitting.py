"""From the last theme to the receipt, and back again while the round is open."""

import secrets
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from flask import current_app, redirect, render_template, request, url_for

from analysis.periods import quarter_of
from survey.actions.change_answers import change_answers
from survey.actions.queue_thanks import thanks_of
from survey.actions.save_draft import document_of_draft
from survey.actions.submit_response import says_anything, submit_response
from survey.clock import now
from survey.errors import NotComplete
from survey.extensions import db
from survey.models import Mode
from survey.queries.invitations import Answering
from survey.queries.responses import document_of
from survey.respond.answering import is_finished
from survey.respond.guard import asked, current, respond
from survey.respond.known import is_known, remember
from survey.respond.review import review

LONGEST_KEY = 64


@respond.get("/respond/check")
def check() -> Any:
    holder = current()
    if is_finished(holder):
        return redirect(url_for("respond.receipt"))
    return check_page(holder)


@respond.post("/respond/submit")
def submit() -> Any:
    holder, key = current(), request.form.get("key", "")[:LONGEST_KEY] or new_key()
    if is_finished(holder):
        return receipted(holder, key)
    try:
        response = submit_response(
            db.session,
            invitation=holder.invitation,
            expanded=asked(holder),
            document=document_of_draft(holder.draft),
            mode=Mode.FORM,
            idempotency_key=key,
            now=now(),
            thanks=thanks_of(holder.round, secret_key(), copy=request.form.get("copy") == "yes"),
        )
    except NotComplete as incomplete:
        return check_page(holder, incomplete), HTTPStatus.BAD_REQUEST
    db.session.commit()
    return receipted(replace(holder, standing=response), key)


@respond.get("/respond/receipt")
def receipt() -> Any:
    holder = current()
    if holder.standing is None or holder.standing.id is None:
        return redirect(url_for("respond.tasks"))
    expanded, reviews = asked(holder), None
    if is_known(holder):
        reviews = review(expanded, document_of(db.session, holder.standing.id, expanded))
    return render_template(
        "respond/receipt.html",
        holder=holder,
        quarter=quarter_of(holder.round.month),
        reviews=reviews,
    )


@respond.post("/respond/change")
def change() -> Any:
    holder = current()
    if holder.standing is not None and not is_known(holder):
        return redirect(url_for("respond.receipt"), HTTPStatus.SEE_OTHER)
    change_answers(db.session, invitation=holder.invitation, expanded=asked(holder), now=now())
    db.session.commit()
    return redirect(url_for("respond.check"), HTTPStatus.SEE_OTHER)


def receipted(holder: Answering, key: str) -> Any:
    """On to the receipt; whoever has the key of what stands has submitted it in this browser."""
    response = redirect(url_for("respond.receipt"), HTTPStatus.SEE_OTHER)
    standing = holder.standing
    if standing is not None and standing.idempotency_key == key:
        return remember(response, holder)
    return response


def check_page(holder: Answering, incomplete: NotComplete | None = None) -> str:
    """Every answer read back; `incomplete` names those without which nothing was submitted."""
    expanded, document = asked(holder), document_of_draft(holder.draft)
    return render_template(
        "respond/check.html",
        holder=holder,
        reviews=review(expanded, document),
        empty=not (holder.invitation.scores or says_anything(expanded, document)),
        key=new_key(),
        errors=dict.fromkeys(incomplete.missing, "missing") if incomplete else {},
    )


def secret_key() -> str:
    """What seals the personal link of the message that thanks."""
    key: str = current_app.extensions["settings"].secret_key
    return key


def new_key() -> str:
    """A key that makes a second click on the same page harmless."""
    return secrets.token_urlsafe(16)
