"""Saving a page, finished or not; nothing that was typed is lost where it cannot be saved.

The button of a page sends it and gets a page; the script of a page sends the same form a second
after typing stops, and gets JSON.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import Response, jsonify, redirect, request, url_for
from flask_wtf.csrf import generate_csrf

from questionnaires.expanded import ExpandedQuestionnaire, Page
from survey.actions.save_draft import document_of_draft, page_version, save_draft
from survey.clock import london_time, now
from survey.errors import Conflict
from survey.extensions import db
from survey.forms.keys import sent_key
from survey.forms.pages import PageForm, page_form
from survey.forms.replies import is_script, sent_on, trouble
from survey.forms.windows import disagreements
from survey.language import gettext
from survey.models import Draft
from survey.queries.invitations import Answering
from survey.respond.answering import filled_page, is_finished, page_or_404
from survey.respond.guard import asked, current, respond
from survey.respond.keeping import is_anothers
from survey.respond.stops import anothers_page, submitted_elsewhere
from survey.respond.submitting import receipt_again, submit_page
from survey.respond.windows import both_texts


@respond.post("/respond/<page_id>")
def save(page_id: str) -> Any:
    holder = current()
    page = page_or_404(asked(holder), page_id)
    if is_anothers(holder, page):
        return anothers_page()
    again = receipt_again(holder, sent_key()) if is_last() else None
    if again is not None or is_finished(holder):
        return told(again) if again else submitted_elsewhere()
    form, seen = sent_form(holder, page), request.form.get("version", "")
    errors = form.problems(request.form)
    if errors:
        return refused(holder, page, form.values, seen, errors)
    try:
        return kept(holder, page, form.values, seen)
    except Conflict as conflict:
        return conflicting(holder, page, form.values, str(conflict))


def kept(holder: Answering, page: Page, values: Mapping[str, str], seen: str) -> Any:
    """Save `values`, committed, and lead on; or submit them where that was the button."""
    if is_last():
        return told(submit_page(holder, page, values, sent_key(), seen))
    draft = save_draft(
        db.session, invitation=holder.invitation, page=page, values=values, seen=seen, now=now()
    )
    db.session.commit()
    onto = onward(asked(holder), page)
    return saved(draft, page, onto) if is_script() else redirect(onto, HTTPStatus.SEE_OTHER)


def saved(draft: Draft, page: Page, onto: str) -> Response:
    """What a script hears of a page that was saved."""
    version = page_version(document_of_draft(draft), page)
    return jsonify(saved=london_time(draft.saved_at), version=version, next=onto)


def refused(
    holder: Answering, page: Page, typed: Mapping[str, str], seen: str, errors: Mapping[str, str]
) -> Any:
    """The page as it was typed, with what is wrong with it."""
    if is_script():
        title, first = gettext("There is a problem"), next(iter(errors.values()))
        return trouble(title, f"{first}.", HTTPStatus.BAD_REQUEST, errors=errors)
    return filled_page(holder, page, typed, seen, errors), HTTPStatus.BAD_REQUEST


def conflicting(holder: Answering, page: Page, typed: Mapping[str, str], sentence: str) -> Any:
    """Both texts; where they say the same, and only who may see nothing differs, the later one."""
    found = disagreements(asked(holder), page, typed, document_of_draft(holder.draft))
    if not found:
        return kept(holder, page, typed, page_version(document_of_draft(holder.draft), page))
    if is_script():
        title = gettext("This page was saved in another window")
        return trouble(title, sentence, HTTPStatus.CONFLICT, both=True)
    return both_texts(holder, page, typed, found, sentence), HTTPStatus.CONFLICT


def not_accepted_page(page_id: str) -> Any:
    """A page whose form came from elsewhere: shown again with all that was typed into it.

    A script that names the page rightly gets a good token, and sends the form again.
    """
    holder = current()
    page = page_or_404(asked(holder), page_id)
    if is_anothers(holder, page):
        return anothers_page()
    sentence = gettext(
        "Nothing was saved yet, because this page had been open for too long or in another "
        "session. What you typed is below: save it once more"
    )
    if is_script():
        title, facts = gettext("There is a problem"), {}
        if "draft" in request.form:
            facts["token"] = generate_csrf()
        return trouble(title, f"{sentence}.", HTTPStatus.BAD_REQUEST, **facts)
    form, seen = sent_form(holder, page), request.form.get("version", "")
    return filled_page(
        holder, page, form.values, seen, {"main": sentence} | form.problems(request.form)
    )


def told(answer: Any) -> Any:
    """What follows on submitting a page, to a page or to its script.

    The script of a page that is refused sends it once more without script.
    """
    if not is_script():
        return answer
    if isinstance(answer, Response):
        return sent_on(answer)
    title = gettext("There is a problem")
    return trouble(title, gettext("Nothing was submitted."), HTTPStatus.BAD_REQUEST)


def sent_form(holder: Answering, page: Page) -> PageForm:
    return page_form(asked(holder), page)(request.form)


def is_last() -> bool:
    """Whether the button was the one that submits."""
    return request.form.get("then") == "submit"


def onward(expanded: ExpandedQuestionnaire, page: Page) -> str:
    """Where saving leads: back where one came from, or on to the next page, or to the check."""
    if request.form.get("then") == "list":
        return url_for("respond.tasks")
    if request.form.get("then") == "later":
        return url_for("respond.later")
    position = expanded.pages.index(page) + 1
    if request.args.get("from") == "check" or position == len(expanded.pages):
        return url_for("respond.check")
    return url_for("respond.page", page_id=expanded.pages[position].id)
