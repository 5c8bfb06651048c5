"""What somebody said, read again; and who may see each comment, which can only be fewer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from flask import abort, g, redirect, render_template, request, url_for

from questionnaires.answers import blank
from questionnaires.expanded import ExpandedQuestionnaire
from questionnaires.model import Permission as Offered
from survey.actions.tighten_permission import ORDER, tighten_permission
from survey.clock import now
from survey.errors import SurveyError
from survey.extensions import db
from survey.forms.review import Review, review
from survey.language import gettext, marked
from survey.models import Comment, Permission
from survey.queries.invitations import Answering
from survey.queries.responses import document_of
from survey.respond.guard import asked, current
from survey.respond.known import is_known
from survey.respond.record import record
from survey.respond.spoken import spoken_of, with_passages
from survey.respond.stops import published_summary

CHOOSE = marked("Choose who may still see your comment")


@dataclass(frozen=True, slots=True)
class Reread:
    """What was said, section by section; `tighter` offers more private answers, by comment."""

    reviews: list[Review]
    tighter: dict[str, tuple[Offered, ...]]


@record.get("/record/")
def receipt() -> Any:
    holder = current()
    return record_page(holder, {}) if is_known(holder) else unproved_page(holder)


@record.post("/record/tighten")
def tighten() -> Any:
    """One comment's form was sent, whose only answer is called as in the questionnaire."""
    holder = current()
    if not is_known(holder):
        return redirect(url_for("record.receipt"), HTTPStatus.SEE_OTHER)
    if g.expected.published:
        return published_summary(g.expected.quarter)
    field = request.form.get("comment", "")
    if not may_be_tightened(holder, field):
        abort(HTTPStatus.NOT_FOUND)
    wish = request.form.get(f"{field}-permission", "")
    if wish not in set(Permission):
        return record_page(holder, {f"{field}-permission": gettext(CHOOSE)}), HTTPStatus.BAD_REQUEST
    try:
        tighten_permission(
            db.session,
            invitation=holder.invitation,
            field=field,
            permission=Permission(wish),
            now=now(),
        )
    except SurveyError as error:
        return record_page(holder, {f"{field}-permission": str(error)}), error.status
    db.session.commit()
    return redirect(url_for("record.receipt", saved=field), HTTPStatus.SEE_OTHER)


def may_be_tightened(holder: Answering, field: str) -> bool:
    """Whether `field` is a comment, or a passage of the conversation that counts."""
    if f"{field}-permission" in asked(holder).permission_names:
        return True
    spoken = spoken_of(holder, now())
    return spoken is not None and field in {each.field for each in spoken.passages}


def record_page(holder: Answering, errors: Mapping[str, str]) -> str:
    """All that was said, with `errors` by the field that they are about."""
    expanded, spoken = asked(holder), spoken_of(holder, now())
    document = document_of(db.session, (holder.standing and holder.standing.id) or 0, expanded)
    reread = reread_of(expanded, document, spoken.passages if spoken else ())
    if g.expected.published:
        reread.tighter.clear()
    known = {f"{field}-permission" for field, offered in reread.tighter.items() if offered}
    return render_template(
        "respond/record.html",
        holder=holder,
        expected=g.expected,
        overdue=g.expected.is_overdue(now()),
        is_open=holder.is_open(now()) and not holder.is_in_grace(now()),
        reread=reread,
        spoken=spoken,
        saved=request.args.get("saved") if not errors else None,
        done=request.args.get("done") if not errors else None,
        errors={(name if name in known else "main"): text for name, text in errors.items()},
    )


def unproved_page(holder: Answering, error: str = "") -> str:
    """What is said in a browser that a forwarded link may have been opened in."""
    return render_template(
        "respond/record_unproved.html", holder=holder, errors={"main": error} if error else {}
    )


def reread_of(
    expanded: ExpandedQuestionnaire, document: Mapping[str, str], passages: Sequence[Comment]
) -> Reread:
    """What `document` says, without what it leaves out, and the `passages` of a conversation."""
    reviews = []
    tighter = {each.field: more_private(expanded, each.permission) for each in passages}
    for each in review(expanded, document):
        given = tuple(line for line in each.lines if not blank(document.get(line.field, "")))
        for line in given:
            if line.words:
                allowed = Permission(document[expanded.field(line.field).permission_name])
                tighter[line.field] = more_private(expanded, allowed)
        if given:
            reviews.append(replace(each, lines=given))
    return Reread(with_passages(expanded, reviews, passages), tighter)


def more_private(expanded: ExpandedQuestionnaire, allowed: Permission) -> tuple[Offered, ...]:
    """What the questionnaire offers that lets fewer people see a comment than `allowed`."""
    tighter = {each.value for each in ORDER[: ORDER.index(allowed)]}
    return tuple(offered for offered in expanded.permissions if offered.id in tighter)
