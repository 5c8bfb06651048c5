"""The themes: the list of them, and the pages on which they are asked."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import abort, redirect, render_template, url_for

from questionnaires.answers import section_state
from questionnaires.expanded import ExpandedQuestionnaire, ExpandedSection, Page
from survey.actions.save_draft import document_of_draft, page_version
from survey.extensions import db
from survey.queries.invitations import Answering
from survey.queries.responses import answered_before
from survey.respond.guard import asked, current, respond
from survey.respond.parts import permission_part, score_part
from survey.respond.review import Line

# Addresses beside the pages' that change something, so that opening them does nothing.
ONLY_SENT = frozenset({"submit", "change"})


@respond.get("/respond/")
def tasks() -> Any:
    holder = current()
    if is_finished(holder):
        return redirect(url_for("respond.receipt"))
    expanded, document = asked(holder), document_of_draft(holder.draft)
    states = [section_state(expanded, section, document) for section in expanded.sections]
    rows = [task(*pair) for pair in zip(expanded.sections, states, strict=True)]
    return render_template(
        "respond/tasks.html",
        holder=holder,
        expanded=expanded,
        tasks=rows,
        left=sum(not row["done"] for row in rows),
        onward=next((row["href"] for row in rows if not row["done"]), None),
        first_time=holder.draft is None and not answered_before(db.session, holder.invitation),
    )


@respond.get("/respond/opening")
def opening() -> Any:
    return render_template("respond/opening.html", opening=asked(current()).opening)


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
    others: Mapping[str, Line] | None = None,
) -> str:
    """One page, filled from `document`; `others` is what another window saved."""
    expanded = asked(holder)
    return render_template(
        "respond/page.html",
        holder=holder,
        expanded=expanded,
        page=page,
        step=f"{expanded.pages.index(page) + 1} of {len(expanded.pages)}",
        sha256=holder.round.questionnaire_sha256,
        document=document,
        version=seen,
        errors=errors or {},
        others=others or {},
        score_part=score_part,
        permission_part=permission_part,
    )


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
        "status": state.capitalize(),
        "done": state == "done",
        "colour": "yellow" if state == "not finished" else "blue",
    }
