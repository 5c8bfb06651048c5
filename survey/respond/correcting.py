"""A record of a conversation that its speaker confirms, or corrects in their own words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from flask import abort, g, redirect, render_template, request, url_for

from questionnaires.answers import blank, missing
from questionnaires.expanded import ExpandedQuestionnaire
from survey.actions.confirm_interview import confirm_interview
from survey.actions.correct_interview import MOST_OF_A_PASSAGE, Corrected, correct_interview
from survey.clock import now
from survey.errors import Conflict, SurveyError
from survey.extensions import db
from survey.forms.keys import new_key, sent_key
from survey.forms.questions import CHOOSE, UNREADABLE
from survey.forms.text import lines, readable
from survey.forms.whole import read_pages
from survey.language import gettext, thousands
from survey.models import Comment, Permission
from survey.queries.invitations import Answering
from survey.queries.responses import document_of, response_by_key
from survey.respond.guard import asked, current
from survey.respond.known import is_known
from survey.respond.parts import Parts
from survey.respond.record import record
from survey.respond.rereading import record_page
from survey.respond.sections import shown
from survey.respond.spoken import PASSAGE, Spoken, section_of, spoken_of
from survey.respond.submitting import missing_sentence


@dataclass(slots=True)
class Typed:
    """A correction as it was typed: {field: text} with passages and permissions, and errors.

    `seen` is the reference of the record that it corrects. `left_over` are words about passages
    that somebody has taken out of the record meanwhile.
    """

    values: dict[str, str]
    seen: str
    errors: dict[str, str] = field(default_factory=dict)
    left_over: tuple[str, ...] = ()


@record.post("/record/confirm")
def confirm() -> Any:
    holder = current()
    if not is_known(holder):
        return redirect(url_for("record.receipt"), HTTPStatus.SEE_OTHER)
    seen = request.form.get("record", "")
    try:
        confirm_interview(db.session, invitation=holder.invitation, seen=seen, now=now())
    except Conflict as error:
        return record_page(holder, {"main": str(error)}), error.status
    db.session.commit()
    return redirect(url_for("record.receipt", done="confirmed"), HTTPStatus.SEE_OTHER)


@record.get("/record/correct")
def correct_page() -> Any:
    holder = current()
    if not is_known(holder):
        return redirect(url_for("record.receipt"))
    spoken = spoken_or_404(holder)
    return correcting(holder, spoken, standing_words(holder, spoken), new_key())


@record.post("/record/correct")
def correct() -> Any:
    holder, key = current(), sent_key()
    if not is_known(holder):
        return redirect(url_for("record.receipt"), HTTPStatus.SEE_OTHER)
    spoken = spoken_or_404(holder)
    typed = read_correction(asked(holder), spoken.passages)
    own_key = f"correction {holder.invitation.id} {key}"
    if typed.errors and response_by_key(db.session, own_key) is None:
        return correcting(holder, spoken, typed, key), HTTPStatus.BAD_REQUEST
    try:
        correct_interview(
            db.session,
            invitation=holder.invitation,
            expanded=asked(holder),
            corrected=corrected(asked(holder), spoken.passages, typed),
            seen=typed.seen,
            idempotency_key=own_key,
            now=now(),
        )
    except SurveyError as error:
        typed.errors = {"main": str(error)}
        if isinstance(error, Conflict):  # what is sent again corrects what stands now
            typed.seen = reference(holder)
        return correcting(holder, spoken, typed, key), error.status
    db.session.commit()
    return redirect(url_for("record.receipt", done="corrected"), HTTPStatus.SEE_OTHER)


def correction_not_accepted(sentence: str) -> Any:
    """The page again with all that was typed, where its form came too late or from elsewhere."""
    holder = current()
    if not is_known(holder):
        return redirect(url_for("record.receipt"), HTTPStatus.SEE_OTHER)
    spoken = spoken_or_404(holder)
    typed = read_correction(asked(holder), spoken.passages)
    typed.errors = {"main": sentence} | typed.errors
    return correcting(holder, spoken, typed, new_key())


def spoken_or_404(holder: Answering) -> Spoken:
    spoken = spoken_of(holder, now())
    if spoken is None:
        abort(HTTPStatus.NOT_FOUND)
    return spoken


def reference(holder: Answering) -> str:
    return holder.standing.reference if holder.standing else ""


def standing_words(holder: Answering, spoken: Spoken) -> Typed:
    """What was written down, in the boxes in which it can be corrected."""
    standing_id = (holder.standing and holder.standing.id) or 0
    values = document_of(db.session, standing_id, asked(holder))
    for each in spoken.passages:
        values |= {each.field: each.text, f"{each.field}-permission": each.permission.value}
    return Typed(values, reference(holder))


def read_correction(expanded: ExpandedQuestionnaire, passages: Sequence[Comment]) -> Typed:
    """What a browser has sent, with every error that keeps it from being stored."""
    document, problems = read_pages(expanded, request.form)
    about = {each.name: section for section in expanded.sections for each in section.fields}
    for wanted in missing(expanded, document):
        problems.setdefault(wanted.name, missing_sentence(wanted, about[wanted.name]))
    own = {each.field for each in passages}
    typed = Typed(
        document,
        request.form.get("record", ""),
        problems,
        tuple(readable(lines(text)) for name, text in request.form.items() if gone(name, own)),
    )
    for name in own:
        read_passage(expanded, name, typed)
    return typed


def gone(name: str, own: Collection[str]) -> bool:
    """Whether `name` is that of a passage which the record no longer has."""
    return PASSAGE in name and name not in own and not name.endswith("-permission")


def read_passage(expanded: ExpandedQuestionnaire, name: str, typed: Typed) -> None:
    sent = lines(request.form.get(name, ""))
    typed.values[name] = readable(sent)
    allowed = typed.values[f"{name}-permission"] = request.form.get(f"{name}-permission", "")
    if typed.values[name] != sent:
        typed.errors[name] = gettext(UNREADABLE)
    elif len(sent) > MOST_OF_A_PASSAGE:
        typed.errors[name] = gettext("Shorten your text to %(most)s characters") % {
            "most": thousands(MOST_OF_A_PASSAGE)
        }
    if allowed not in expanded.permission_ids and not blank(sent):
        typed.errors[f"{name}-permission"] = gettext(CHOOSE)


def corrected(
    expanded: ExpandedQuestionnaire, passages: Sequence[Comment], typed: Typed
) -> Corrected:
    return Corrected(
        {name: text for name, text in typed.values.items() if name in expanded.names},
        {
            each.field: (
                typed.values[each.field],
                Permission(typed.values[f"{each.field}-permission"] or each.permission.value),
            )
            for each in passages
        },
    )


def correcting(holder: Answering, spoken: Spoken, typed: Typed, key: str) -> str:
    """The page on which every answer and every word of the record can be changed."""
    expanded = asked(holder)
    parts = Parts(
        expanded=expanded,
        sha256=holder.round.questionnaire_sha256,
        document=typed.values,
        errors=typed.errors,
        said={},
        guessed=None,
    )
    return render_template(
        "respond/correct.html",
        holder=holder,
        expected=g.expected,
        expanded=expanded,
        sections=[shown(each, typed.values, typed.errors) for each in expanded.sections],
        passages=by_section(expanded, spoken.passages),
        parts=parts,
        typed=typed.values,
        errors=in_order(expanded, spoken, typed.errors),
        seen=typed.seen,
        left_over=typed.left_over,
        key=key,
        most=MOST_OF_A_PASSAGE,
    )


def by_section(
    expanded: ExpandedQuestionnaire, passages: Sequence[Comment]
) -> dict[str, list[Comment]]:
    found: dict[str, list[Comment]] = {}
    for each in passages:
        found.setdefault(section_of(expanded, each).id, []).append(each)
    return found


def in_order(
    expanded: ExpandedQuestionnaire, spoken: Spoken, errors: Mapping[str, str]
) -> dict[str, str]:
    """`errors` as they stand on the page, 'main' first."""
    of_sections = by_section(expanded, spoken.passages)
    names = ["main"]
    for section in expanded.sections:
        own = [each.name for each in section.fields]
        own += [each.field for each in of_sections.get(section.id, [])]
        names += [name for each in own for name in (each, f"{each}-permission")]
    return {name: errors[name] for name in names if name in errors}
