"""The themes: the list of them, and a page for each that can be saved at any time."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import abort, redirect, render_template, request, url_for

from questionnaires.answers import section_state
from questionnaires.expand import ExpandedQuestionnaire, ExpandedSection
from survey.actions.save_draft import document_of_draft, save_draft, section_version
from survey.clock import now
from survey.errors import Conflict
from survey.extensions import db
from survey.forms.sections import SectionForm, section_form
from survey.queries.invitations import Answering
from survey.queries.responses import answered_before
from survey.respond.guard import asked, current, respond
from survey.respond.parts import permission_part, score_part
from survey.respond.review import Line, lines_of
from survey.respond.stops import submitted_elsewhere

NOT_ACCEPTED = (
    "Nothing was saved yet, because this page had been open for too long or in another session. "
    "What you typed is below: save it once more"
)
# Addresses beside the sections' that change something, so that opening them does nothing.
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


@respond.get("/respond/<section_id>")
def section(section_id: str) -> Any:
    holder = current()
    found = section_or_404(asked(holder), section_id)
    if is_finished(holder):
        return redirect(url_for("respond.receipt"))
    document = document_of_draft(holder.draft)
    return section_page(holder, found, document, section_version(document, found))


@respond.post("/respond/<section_id>")
def save(section_id: str) -> Any:
    holder = current()
    found = section_or_404(asked(holder), section_id)
    if is_finished(holder):
        return submitted_elsewhere()
    form, seen = sent_form(holder, found), request.form.get("version", "")
    errors = form.problems(request.form)
    if errors:
        return section_page(holder, found, form.values, seen, errors), HTTPStatus.BAD_REQUEST
    try:
        save_draft(
            db.session,
            invitation=holder.invitation,
            section=found,
            values=form.values,
            seen=seen,
            now=now(),
        )
    except Conflict as conflict:
        return both_texts(holder, found, form.values, str(conflict)), HTTPStatus.CONFLICT
    db.session.commit()
    return redirect(next_page(asked(holder), found), HTTPStatus.SEE_OTHER)


def not_accepted_page(section_id: str) -> Any:
    """A theme whose form came from elsewhere: shown again with all that was typed into it."""
    holder = current()
    found = section_or_404(asked(holder), section_id)
    form = sent_form(holder, found)
    errors = {"main": NOT_ACCEPTED} | form.problems(request.form)
    return section_page(holder, found, form.values, request.form.get("version", ""), errors)


def section_page(
    holder: Answering,
    section: ExpandedSection,
    document: Mapping[str, str],
    seen: str,
    errors: Mapping[str, str] | None = None,
    others: Mapping[str, Line] | None = None,
) -> str:
    """One theme's page, filled from `document`; `others` is what another window saved."""
    expanded = asked(holder)
    return render_template(
        "respond/section.html",
        holder=holder,
        expanded=expanded,
        section=section,
        step=f"{expanded.sections.index(section) + 1} of {len(expanded.sections)}",
        sha256=holder.round.questionnaire_sha256,
        document=document,
        version=seen,
        errors=errors or {},
        others=others or {},
        score_part=score_part,
        permission_part=permission_part,
    )


def both_texts(
    holder: Answering, section: ExpandedSection, typed: Mapping[str, str], sentence: str
) -> str:
    """What was typed here beside what another window saved; saving again puts this in its place."""
    stored = document_of_draft(holder.draft)
    here, there = (
        {line.field: line for line in lines_of(asked(holder), section, document, set())}
        for document in (typed, stored)
    )
    differing = {name: line for name, line in there.items() if line != here[name]}
    first = next(iter(differing), section.fields[0].name)
    message = f"{sentence} Both are below: choose what you want to keep, and save"
    version = section_version(stored, section)
    return section_page(holder, section, typed, version, {first: message}, differing)


def is_finished(holder: Answering) -> bool:
    """Whether there is nothing to type into: submitted, and not taken up again."""
    return holder.draft is None and holder.standing is not None


def section_or_404(expanded: ExpandedQuestionnaire, section_id: str) -> ExpandedSection:
    if section_id in ONLY_SENT:
        abort(HTTPStatus.METHOD_NOT_ALLOWED)
    try:
        return expanded.section(section_id)
    except KeyError:
        abort(HTTPStatus.NOT_FOUND)


def sent_form(holder: Answering, section: ExpandedSection) -> SectionForm:
    form = section_form(asked(holder), section, holder.round.questionnaire_sha256)
    return form(request.form)


def next_page(expanded: ExpandedQuestionnaire, section: ExpandedSection) -> str:
    """Where saving leads: back where one came from, or on to the next theme, or to the check."""
    if request.form.get("then") == "list":
        return url_for("respond.tasks")
    position = expanded.sections.index(section) + 1
    if request.args.get("from") == "check" or position == len(expanded.sections):
        return url_for("respond.check")
    return url_for("respond.section", section_id=expanded.sections[position].id)


def task(section: ExpandedSection, state: str) -> dict[str, Any]:
    """A row of the list of themes."""
    return {
        "title": section.title,
        "href": url_for("respond.section", section_id=section.id),
        "status": state.capitalize(),
        "done": state == "done",
        "colour": "yellow" if state == "not finished" else "blue",
    }
