"""The themes: the list of them, and the pages on which they are asked."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import abort, redirect, render_template, url_for

from questionnaires.answers import section_state
from questionnaires.expanded import ExpandedQuestionnaire, ExpandedSection, Page
from survey.actions.save_draft import document_of_draft, page_version
from survey.extensions import db
from survey.forms.keys import new_key
from survey.language import gettext, marked
from survey.queries.invitations import Answering
from survey.queries.responses import answered_before
from survey.respond.guard import asked, current, respond
from survey.respond.known import is_known
from survey.respond.last_month import said_last
from survey.respond.parts import Parts
from survey.respond.raised import asked_of_them
from survey.respond.sections import shown

# Addresses beside the pages' that change something, so that opening them does nothing.
ONLY_SENT = frozenset({"submit", "change", "last-month"})

STATES = {
    "not started": marked("Not started"),
    "not finished": marked("Not finished"),
    "done": marked("Done"),
}


@respond.get("/respond/")
def tasks() -> Any:
    holder = current()
    if is_finished(holder):
        return redirect(url_for("respond.receipt"))
    expanded, document = asked(holder), document_of_draft(holder.draft)
    if expanded.layout == "single":
        only = expanded.pages[0]
        return filled_page(holder, only, document, page_version(document, only))
    states = [section_state(expanded, section, document) for section in expanded.sections]
    rows = [task(*pair) for pair in zip(expanded.sections, states, strict=True)]
    return render_template(
        "respond/tasks.html",
        tasks=rows,
        left=sum(not row["done"] for row in rows),
        onward=next((row["href"] for row in rows if not row["done"]), None),
        **entrance(holder),
    )


@respond.get("/respond/opening")
def opening() -> Any:
    return render_template("respond/opening.html", **placed(current()))


@respond.get("/respond/later")
def later() -> Any:
    holder = current()
    if holder.draft is None:
        return redirect(url_for("respond.tasks"))
    return render_template("respond/later.html", holder=holder)


@respond.get("/respond/<page_id>")
def page(page_id: str) -> Any:
    holder = current()
    found = page_or_404(asked(holder), page_id)
    if is_finished(holder):
        return redirect(url_for("respond.receipt"))
    document = document_of_draft(holder.draft)
    return filled_page(holder, found, document, page_version(document, found))


def filled_page(
    holder: Answering,
    page: Page,
    document: Mapping[str, str],
    seen: str,
    errors: Mapping[str, str] | None = None,
) -> str:
    """One page, filled from `document`, of which the version `seen` is known."""
    expanded = asked(holder)
    single = expanded.layout == "single"
    return render_template(
        "respond/single.html" if single else "respond/page.html",
        page=page,
        step=None if single else step(expanded, page),
        sections=[shown(section, document, errors or {}) for section in page.sections],
        version=seen,
        errors=errors or {},
        parts=Parts(
            expanded=expanded,
            sha256=holder.round.questionnaire_sha256,
            document=document,
            errors=errors or {},
            said=said_last(holder, page),
            guessed=guessed_at(page) if holder.alone else None,
        ),
        **(entrance(holder) | {"key": new_key()} if single else placed(holder)),
    )


def placed(holder: Answering) -> dict[str, Any]:
    """Who answers, and what they are asked."""
    return {"holder": holder, "expanded": asked(holder)}


def entrance(holder: Answering) -> dict[str, Any]:
    """What the page is given that stands first: whether they are here for the first time,
    whether there is anything that they have said before, and how much they are asked about that.
    """
    before = answered_before(db.session, holder.invitation)
    asked_now = asked_of_them(holder) if before else []
    return placed(holder) | {
        "first_time": holder.draft is None and not before,
        "before": before,
        "known": is_known(holder),
        "to_judge": sum(not each.is_answered for each in asked_now),
    }


def step(expanded: ExpandedQuestionnaire, page: Page) -> str:
    """'2 of 7'."""
    place, number = expanded.pages.index(page) + 1, len(expanded.pages)
    return gettext("%(place)s of %(number)s") % {"place": place, "number": number}


def guessed_at(page: Page) -> str | None:
    """The first comment of the page, beside which it is said that colleagues may guess."""
    comments = (field.name for field in page.fields if field.question.kind == "comment")
    return next(comments, None)


def is_finished(holder: Answering) -> bool:
    """Whether there is nothing to type into: submitted, and not taken up again."""
    return holder.draft is None and holder.standing is not None


def page_or_404(expanded: ExpandedQuestionnaire, page_id: str) -> Page:
    if page_id in ONLY_SENT:
        abort(HTTPStatus.METHOD_NOT_ALLOWED)
    try:
        return expanded.page(page_id)
    except KeyError:
        abort(HTTPStatus.NOT_FOUND)


def task(section: ExpandedSection, state: str) -> dict[str, Any]:
    """A row of the list of themes."""
    return {
        "title": section.title,
        "href": url_for("respond.page", page_id=section.id),
        "status": gettext(STATES[state]),
        "done": state == "done",
        "colour": "yellow" if state == "not finished" else "blue",
    }
