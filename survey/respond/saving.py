"""Saving a page, finished or not; nothing that was typed is lost where it cannot be saved."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import redirect, request, url_for

from questionnaires.expanded import ExpandedQuestionnaire, Page
from survey.actions.save_draft import document_of_draft, page_version, save_draft
from survey.clock import now
from survey.errors import Conflict
from survey.extensions import db
from survey.forms.pages import PageForm, page_form
from survey.queries.invitations import Answering
from survey.respond.answering import filled_page, is_finished, page_or_404
from survey.respond.guard import asked, current, respond
from survey.respond.keys import sent_key
from survey.respond.review import lines_of
from survey.respond.stops import submitted_elsewhere
from survey.respond.submitting import receipt_again, submit_page

NOT_ACCEPTED = (
    "Nothing was saved yet, because this page had been open for too long or in another session. "
    "What you typed is below: save it once more"
)


@respond.post("/respond/<page_id>")
def save(page_id: str) -> Any:
    holder = current()
    page = page_or_404(asked(holder), page_id)
    submitting = request.form.get("then") == "submit"
    again = receipt_again(holder, sent_key()) if submitting else None
    if again is not None or is_finished(holder):
        return again or submitted_elsewhere()
    form, seen = sent_form(holder, page), request.form.get("version", "")
    errors = form.problems(request.form)
    if errors:
        return filled_page(holder, page, form.values, seen, errors), HTTPStatus.BAD_REQUEST
    try:
        if submitting:
            return submit_page(holder, page, form.values, sent_key())
        save_draft(
            db.session,
            invitation=holder.invitation,
            page=page,
            values=form.values,
            seen=seen,
            now=now(),
        )
    except Conflict as conflict:
        return both_texts(holder, page, form.values, str(conflict)), HTTPStatus.CONFLICT
    db.session.commit()
    return redirect(onward(asked(holder), page), HTTPStatus.SEE_OTHER)


def not_accepted_page(page_id: str) -> Any:
    """A page whose form came from elsewhere: shown again with all that was typed into it."""
    holder = current()
    page = page_or_404(asked(holder), page_id)
    form = sent_form(holder, page)
    errors = {"main": NOT_ACCEPTED} | form.problems(request.form)
    return filled_page(holder, page, form.values, request.form.get("version", ""), errors)


def both_texts(holder: Answering, page: Page, typed: Mapping[str, str], sentence: str) -> str:
    """What was typed here beside what another window saved; saving again puts this in its place."""
    stored = document_of_draft(holder.draft)
    here, there = (
        {
            line.field: line
            for section in page.sections
            for line in lines_of(asked(holder), section, document, set())
        }
        for document in (typed, stored)
    )
    differing = {name: line for name, line in there.items() if line != here[name]}
    first = next(iter(differing), page.fields[0].name)
    message = f"{sentence} Both are below: choose what you want to keep, and save"
    return filled_page(holder, page, typed, page_version(stored, page), {first: message}, differing)


def sent_form(holder: Answering, page: Page) -> PageForm:
    return page_form(asked(holder), page)(request.form)


def onward(expanded: ExpandedQuestionnaire, page: Page) -> str:
    """Where saving leads: back where one came from, or on to the next page, or to the check."""
    if request.form.get("then") == "list":
        return url_for("respond.tasks")
    position = expanded.pages.index(page) + 1
    if request.args.get("from") == "check" or position == len(expanded.pages):
        return url_for("respond.check")
    return url_for("respond.page", page_id=expanded.pages[position].id)
