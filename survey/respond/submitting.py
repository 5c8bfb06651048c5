"""From the last theme to the receipt, and back again while the round is open."""

from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from flask import current_app, redirect, render_template, request, url_for

from questionnaires.expanded import ExpandedQuestionnaire, ExpandedSection, Field, Page
from survey.actions.change_answers import change_answers
from survey.actions.queue_thanks import thanks_of
from survey.actions.save_draft import document_of_draft, page_version, with_page, write_draft
from survey.actions.submit_response import says_anything, submit_response
from survey.clock import now
from survey.errors import NotComplete
from survey.extensions import db
from survey.forms.keys import new_key, sent_key
from survey.forms.review import review
from survey.language import gettext, marked
from survey.models import Mode, Response
from survey.queries.invitations import Answering
from survey.queries.responses import document_of, sent_already
from survey.queries.summary_expected import summary_expected
from survey.respond.answering import filled_page, is_finished
from survey.respond.guard import asked, current, respond
from survey.respond.known import is_known, remember
from survey.respond.raised import asked_of_them
from survey.respond.stops import closed_round

NOTHING_WRITTEN = marked(
    "Nothing is written yet, so nothing was submitted: say something about one theme at least"
)


@respond.get("/respond/check")
def check() -> Any:
    holder = current()
    if is_finished(holder):
        return redirect(url_for("respond.receipt"))
    if asked(holder).layout == "single":  # its page is checked where it is filled in
        return redirect(url_for("respond.tasks"))
    return check_page(holder)


@respond.post("/respond/submit")
def submit() -> Any:
    holder, key = current(), sent_key()
    if is_finished(holder):
        return receipted(holder, key)
    try:
        response = submitted(holder, document_of_draft(holder.draft), key)
    except NotComplete as incomplete:
        return check_page(holder, incomplete), HTTPStatus.BAD_REQUEST
    db.session.commit()
    return receipted(replace(holder, standing=response), key)


def submit_page(
    holder: Answering, page: Page, document: Mapping[str, str], key: str, seen: str
) -> Any:
    """Save `document`, all that `page` was sent with, and submit it, in one transaction.

    For a questionnaire of one page. What is missing is named on the page, and what was typed is
    saved. Raises `Conflict`, with nothing saved, where another window has saved something else
    meanwhile than the version that was `seen`.
    """
    whole = with_page(document_of_draft(holder.draft), page, document, seen)
    if not says_anything(asked(holder), whole):
        return unfinished(holder, page, whole, {"main": gettext(NOTHING_WRITTEN)})
    try:
        response = submitted(holder, whole, key)
    except NotComplete as incomplete:
        return unfinished(holder, page, whole, wanted(asked(holder), incomplete))
    db.session.commit()
    return receipted(replace(holder, standing=response), key)


def unfinished(
    holder: Answering, page: Page, document: Mapping[str, str], errors: Mapping[str, str]
) -> Any:
    """`page` with `errors`; the whole of `document` is saved, so that none of it is lost."""
    draft = write_draft(
        db.session,
        invitation=holder.invitation,
        draft=holder.draft,
        document=document,
        now=now(),
    )
    db.session.commit()
    shown = replace(holder, draft=draft)
    return filled_page(
        shown, page, document, page_version(document, page), errors
    ), HTTPStatus.BAD_REQUEST


def receipt_again(holder: Answering, key: str) -> Any:
    """The receipt of what was submitted with `key` before; None where nothing was."""
    if holder.standing is None:
        return None
    earlier, _ = sent_already(db.session, holder.invitation.id or 0, key)
    if earlier is None or earlier.invitation_id != holder.invitation.id:
        return None
    return receipted(holder, key)


def submitted(holder: Answering, document: Mapping[str, str], key: str) -> Response:
    """The response that `document` makes, the same for the same `key`; not committed yet."""
    return submit_response(
        db.session,
        invitation=holder.invitation,
        expanded=asked(holder),
        document=document,
        mode=Mode.FORM,
        idempotency_key=key,
        now=now(),
        thanks=thanks_of(holder.round, secret_key(), copy=request.form.get("copy") == "yes"),
    )


def wanted(expanded: ExpandedQuestionnaire, incomplete: NotComplete) -> dict[str, str]:
    """A sentence for each field without which nothing was submitted."""
    about = {field.name: section for section in expanded.sections for field in section.fields}
    return {
        name: missing_sentence(expanded.field(name), about[name]) for name in incomplete.missing
    }


def missing_sentence(field: Field, section: ExpandedSection) -> str:
    if field.question.kind == "comment":
        words = gettext("Write something about %(question)s: %(section)s")
    else:
        words = gettext("Choose an answer for %(question)s, or why you give none: %(section)s")
    return words % {"question": field.question.name, "section": field.aim or section.title}


@respond.get("/respond/receipt")
def receipt() -> Any:
    holder = current()
    if holder.standing is None or holder.standing.id is None:
        return redirect(url_for("respond.tasks"))
    expanded, reviews = asked(holder), None
    if is_known(holder):
        reviews = review(expanded, document_of(db.session, holder.standing.id, expanded))
    expected = summary_expected(db.session, holder.round.month)
    return render_template(
        "respond/receipt.html",
        holder=holder,
        expected=expected,
        overdue=expected.is_overdue(now()),
        reviews=reviews,
        raised=asked_of_them(holder),
    )


@respond.post("/respond/change")
def change() -> Any:
    holder = current()
    if holder.standing is not None and not is_known(holder):
        return redirect(url_for("respond.receipt"), HTTPStatus.SEE_OTHER)
    if holder.draft is None and holder.is_in_grace(now()):
        return closed_round(holder.round.month, late=True)  # nobody begins in the grace
    change_answers(db.session, invitation=holder.invitation, expanded=asked(holder), now=now())
    db.session.commit()
    whole = asked(holder).layout == "single"
    return redirect(url_for("respond.tasks" if whole else "respond.check"), HTTPStatus.SEE_OTHER)


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
