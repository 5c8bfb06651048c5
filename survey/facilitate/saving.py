"""One part saved by itself, finished or not; nothing that was typed is lost where it cannot be.

The button of a theme sends it and gets the page; the script sends the same form a second after
typing stops, and gets JSON.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import abort, jsonify, redirect, request, url_for
from flask_wtf.csrf import generate_csrf

from survey.access.accounts import actor
from survey.actions.save_draft import document_of_draft, page_version
from survey.actions.save_interview_draft import save_interview_draft
from survey.clock import london_time, now
from survey.errors import Conflict
from survey.extensions import db
from survey.facilitate.blueprint import facilitate
from survey.facilitate.choosing import both_texts, differences
from survey.facilitate.keeping import is_anothers
from survey.facilitate.own import asked, is_closed, own
from survey.facilitate.parts import Circumstances, Part, theme_of
from survey.facilitate.screen import Shown, filled_screen
from survey.facilitate.stops import anothers_page, closed, recorded_already
from survey.forms.replies import is_script, trouble
from survey.models import InterviewDraft
from survey.queries.assignments import Held

BOTH = "This theme was saved in another window or by a colleague after you opened it here."
NOT_ACCEPTED = (
    "Nothing was saved yet, because this page had been open for too long or in another session. "
    "What you typed is below: save it once more"
)
PROBLEM = "There is a problem"


@facilitate.post("/people/<int(max=2147483647):invitation_id>/sections/<section_id>")
def save(invitation_id: int, section_id: str) -> Any:
    held = own(invitation_id)
    return save_part(held, theme_or_404(held, section_id))


@facilitate.post("/people/<int(max=2147483647):invitation_id>/conversation")
def save_conversation(invitation_id: int) -> Any:
    return save_part(own(invitation_id), Circumstances())


def theme_or_404(held: Held, section_id: str) -> Part:
    return theme_of(asked(held), section_id) or abort(HTTPStatus.NOT_FOUND)


def save_part(held: Held, part: Part) -> Any:
    stop = stopped(held, part.id)
    if stop is not None:
        return stop
    form, seen = part.form(request.form), request.form.get("version", "")
    errors = form.problems(request.form)
    if errors:
        return refused(held, part, form.values, seen, errors)
    try:
        return kept(held, part, form.values, seen)
    except Conflict:
        return conflicting(held, part, form.values)


def stopped(held: Held, part_id: str) -> Any:
    """The page that says why nothing can be saved any more, with the words; None where it can."""
    if is_anothers(held, part_id):
        return anothers_page()
    if held.recorded:
        return recorded_already()
    return closed(held) if is_closed(held) else None


def kept(held: Held, part: Part, values: Mapping[str, str], seen: str) -> Any:
    """Save `values`, committed, and stay on the theme."""
    draft = save_interview_draft(
        db.session,
        invitation=held.invitation,
        draft=held.draft,
        part=part,
        values=values,
        seen=seen,
        saved_by=actor(),
        now=now(),
    )
    db.session.commit()
    if is_script():
        return saved(draft, part)
    place = url_for("facilitate.interview", invitation_id=held.invitation_id, _anchor=part.id)
    return redirect(place, HTTPStatus.SEE_OTHER)


def saved(draft: InterviewDraft, part: Part) -> Any:
    """What a script hears: it stays where it is."""
    version = page_version(document_of_draft(draft), part)
    return jsonify(saved=london_time(draft.saved_at), version=version)


def refused(
    held: Held, part: Part, typed: Mapping[str, str], seen: str, errors: Mapping[str, str]
) -> Any:
    """The screen as it was typed, with what is wrong with this part of it."""
    if is_script():
        return trouble(
            PROBLEM, f"{next(iter(errors.values()))}.", HTTPStatus.BAD_REQUEST, errors=errors
        )
    return with_typed(held, part, typed, seen, errors), HTTPStatus.BAD_REQUEST


def with_typed(
    held: Held, part: Part, typed: Mapping[str, str], seen: str, errors: Mapping[str, str]
) -> str:
    others = {k: v for k, v in document_of_draft(held.draft).items() if k not in part.keys}
    return filled_screen(held, Shown({**others, **typed}, errors, {part.id: seen}))


def conflicting(held: Held, part: Part, typed: Mapping[str, str]) -> Any:
    """Both texts; where they say the same, and only a permission of nothing differs, the later."""
    stored = document_of_draft(held.draft)
    found = differences(held, part, typed, stored)
    if not found:
        return kept(held, part, typed, page_version(stored, part))
    if is_script():
        title = "This theme was saved by somebody else"
        return trouble(title, BOTH, HTTPStatus.CONFLICT, both=True)
    return both_texts(held, part, typed, found, BOTH), HTTPStatus.CONFLICT


def not_accepted_page(held: Held, part: Part) -> Any:
    """A part whose form came from elsewhere: shown again with all that was typed into it.

    A script that names the part rightly gets a good token, and sends the form again.
    """
    if is_anothers(held, part.id):
        return anothers_page()
    if is_script():
        token = {"token": generate_csrf()} if "draft" in request.form else {}
        return trouble(PROBLEM, f"{NOT_ACCEPTED}.", HTTPStatus.BAD_REQUEST, **token)
    form = part.form(request.form)
    errors = {"main": ""} | form.problems(request.form) | {"main": NOT_ACCEPTED}
    typed = with_typed(held, part, form.values, request.form.get("version", ""), errors)
    return typed, HTTPStatus.BAD_REQUEST
