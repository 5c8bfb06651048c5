"""The end of a conversation: what will be recorded, who may quote it, and recording it."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response as Answer

from analysis.periods import month_label
from survey.access.accounts import account, actor
from survey.actions.record_interview import record_interview
from survey.actions.save_draft import document_of_draft, page_version
from survey.actions.save_interview_draft import save_interview_draft
from survey.clock import london_time, now, plain_day
from survey.errors import Conflict, NotFound
from survey.extensions import db
from survey.facilitate.blueprint import facilitate
from survey.facilitate.conclusion import Conclusion
from survey.facilitate.keeping import draft_id, interview_id, is_anothers
from survey.facilitate.own import own, own_open
from survey.facilitate.parts import Permissions, themes_of
from survey.facilitate.saving import NOT_ACCEPTED, PROBLEM, stopped
from survey.facilitate.screen import refuse_heard
from survey.facilitate.sealing import secret_key
from survey.facilitate.stops import anothers_page
from survey.forms.keys import new_key, sent_key
from survey.forms.replies import is_script, sent_on, trouble
from survey.models import InterviewDraft
from survey.queries.assignments import Held
from survey.queries.interviews import interview_receipt
from survey.queries.records import recorded as recorded_as
from survey.queries.responses import response_by_key

CHANGED = (
    "Something was typed in this interview after you opened this page. Read it again, and then "
    "record it"
)
CHOSEN_ELSEWHERE = (
    "Who may see it was chosen in another window meanwhile. What you chose here is shown: record "
    "it to keep that"
)


@facilitate.get("/people/<int(max=2147483647):invitation_id>/end")
def end(invitation_id: int) -> ResponseReturnValue:
    held = own_open(invitation_id)
    refuse_heard(held)
    return ending_page(Conclusion(held), new_key())


@facilitate.post("/people/<int:invitation_id>", endpoint="record_before")
@facilitate.post("/people/<int(max=2147483647):invitation_id>/end")
def record(invitation_id: int) -> Any:
    """Keep who may see what; and with the button that records, record it all.

    It has not the screen's own address, or no link of its page would lead to a place on the screen.
    """
    held, key = own(invitation_id), sent_key()
    earlier = response_by_key(db.session, idempotency(held, key))
    if earlier is not None:
        return receipted(earlier.reference)
    stop = stopped(held, Permissions.id)
    if stop is not None:
        return stop
    read = Conclusion(held)
    form = read.permissions.form(request.form)
    errors = form.problems(request.form)
    if errors:
        return refused(Conclusion(held, form.values), key, errors, HTTPStatus.BAD_REQUEST)
    if request.form.get("whole") != read.whole:
        changed = Conclusion(held, form.values)
        return refused(changed, key, {"main": CHANGED}, HTTPStatus.CONFLICT)
    return with_choices(held, form.values, key)


def with_choices(held: Held, chosen: Mapping[str, str], key: str) -> Any:
    """Keep what was `chosen`, and record where that was the button."""
    concluded = Conclusion(held, chosen)
    try:
        draft = choices_kept(held, chosen)
    except Conflict:
        errors = {"main": CHOSEN_ELSEWHERE}
        return refused(concluded, key, errors, HTTPStatus.CONFLICT)
    if request.form.get("then") == "record":
        return recorded(concluded, key)
    db.session.commit()
    if is_script() and request.form.get("then") != "back":
        version = page_version(document_of_draft(draft), concluded.permissions)
        return jsonify(saved=london_time(draft.saved_at), version=version)
    place = url_for("facilitate.interview", invitation_id=held.invitation_id)
    return told(redirect(place, HTTPStatus.SEE_OTHER))


def choices_kept(held: Held, chosen: Mapping[str, str]) -> InterviewDraft:
    return save_interview_draft(
        db.session,
        invitation=held.invitation,
        draft=held.draft,
        part=Conclusion(held).permissions,
        values=chosen,
        seen=request.form.get("version", ""),
        saved_by=actor(),
        now=now(),
    )


def recorded(concluded: Conclusion, key: str) -> Any:
    held = concluded.held
    if concluded.wanting:
        db.session.commit()
        return refused(concluded, key, {}, HTTPStatus.BAD_REQUEST)
    response = record_interview(
        db.session,
        invitation=held.invitation,
        expanded=concluded.expanded,
        document=concluded.answers,
        conversation=concluded.conversation(),
        facilitator=account(),
        idempotency_key=idempotency(held, key),
        now=now(),
        secret_key=secret_key(),
    )
    db.session.commit()
    return receipted(response.reference)


def refused(concluded: Conclusion, key: str, errors: Mapping[str, str], status: HTTPStatus) -> Any:
    if is_script():
        sentences = [*errors.values(), *(each.sentence for each in concluded.wanting)]
        return trouble(PROBLEM, f"{sentences[0].rstrip('.')}.", status)
    return ending_page(concluded, key, errors, tried=True), status


def ending_not_accepted(held: Held) -> Any:
    """The page again, whose form came from elsewhere, with what was chosen on it."""
    if is_anothers(held, Permissions.id):
        return anothers_page()
    if is_script():
        token = {"token": generate_csrf()} if "draft" in request.form else {}
        return trouble(PROBLEM, f"{NOT_ACCEPTED}.", HTTPStatus.BAD_REQUEST, **token)
    form = Conclusion(held).permissions.form(request.form)
    errors = {"main": ""} | form.problems(request.form) | {"main": NOT_ACCEPTED}
    concluded = Conclusion(held, form.values)
    return ending_page(concluded, sent_key(), errors, tried=True), HTTPStatus.BAD_REQUEST


def ending_page(
    concluded: Conclusion, key: str, errors: Mapping[str, str] | None = None, *, tried: bool = False
) -> str:
    """`tried` where it was to be recorded: what is wanting is then a problem and no reminder."""
    held = concluded.held
    return render_template(
        "facilitate/end.html",
        held=held,
        month=month_label(held.round.month),
        concluded=concluded,
        themes=themes_of(concluded.expanded),
        errors=errors or {},
        tried=tried,
        key=key,
        draft=draft_id(held, Permissions.id),
    )


def idempotency(held: Held, key: str) -> str:
    return f"interview {held.invitation_id} {key}"


def receipted(reference: str) -> Any:
    place = url_for("facilitate.receipt", reference=reference)
    return told(redirect(place, HTTPStatus.SEE_OTHER))


def told(answer: Answer) -> Any:
    return sent_on(answer) if is_script() else answer


@facilitate.get("/receipts/<reference>")
def receipt(reference: str) -> ResponseReturnValue:
    found = interview_receipt(db.session, reference=reference, facilitator_id=account().id or 0)
    if found is None:
        raise NotFound("You have recorded no interview with this reference.")
    return render_template(
        "facilitate/receipt.html",
        receipt=found,
        month=month_label(found.month),
        held_on=plain_day(found.held_on),
        done_with=interview_id(found.invitation_id),
        kept=recorded_as(db.session, reference),
    )
