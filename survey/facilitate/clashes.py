"""A conversation with somebody who was heard twice: both records, and which of them counts."""

from dataclasses import replace

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from analysis.periods import month_label
from survey.access.accounts import account, actor
from survey.actions.record_event import record_event
from survey.actions.resolve_clash import resolve_clash
from survey.clock import now
from survey.errors import NotFound, SurveyError
from survey.extensions import db
from survey.facilitate.blueprint import facilitate
from survey.facilitate.sealing import secret_key
from survey.forms.deciding import NO_DECISION, Decision, sent_decision
from survey.forms.side_by_side import Beside, side_by_side
from survey.queries.heard_twice import HeardTwice, heard_twice, heard_twice_by_id
from survey.queries.records import passages_of
from survey.queries.responses import document_of
from survey.queries.rounds import asked_of


@facilitate.app_template_global()
def heard_twice_of_mine() -> list[HeardTwice]:
    """The clashes in which one of the two is a conversation of whoever is signed in."""
    return heard_twice(db.session, account().id or 0)


@facilitate.get("/clashes/<int(max=2147483647):clash_id>")
def clash(clash_id: int) -> ResponseReturnValue:
    """Looking is recorded, in a transaction of its own once everything is read."""
    found, reader = clash_of_mine(clash_id), actor()
    page, subject = clash_page(found, NO_DECISION), f"invitation {found.clash.invitation_id}"
    db.session.rollback()  # SQLite refuses to write in a transaction that began by reading
    record_event(db.session, actor=reader, action="both records read", subject=subject, now=now())
    db.session.commit()
    return page


@facilitate.post("/clashes/<int(max=2147483647):clash_id>")
def decide(clash_id: int) -> ResponseReturnValue:
    found, decision = clash_of_mine(clash_id), sent_decision()
    if decision.errors:
        return clash_page(found, decision), 400
    try:
        resolve_clash(
            db.session,
            clash=found.clash,
            kept_counts=decision.kept_counts,
            reason=decision.reason,
            secret_key=secret_key(),
            actor=actor(),
            now=now(),
        )
    except SurveyError as error:
        found = clash_of_mine(clash_id)
        decision = replace(decision, errors={"reason" if found.open else "main": str(error)})
        return clash_page(found, decision), error.status
    db.session.commit()
    return redirect(url_for("facilitate.clash", clash_id=clash_id), 303)


def clash_of_mine(clash_id: int) -> HeardTwice:
    found = heard_twice_by_id(db.session, clash_id, account().id or 0)
    if found is None:
        raise NotFound("No conversation of yours clashes under this address.")
    return found


def clash_page(found: HeardTwice, decision: Decision) -> str:
    return render_template(
        "facilitate/clash.html",
        found=found,
        month=month_label(found.round.month),
        sections=beside(found),
        passages=[
            passage
            for each in (found.counted, found.kept)
            for passage in passages_of(db.session, each.response.id or 0)
        ],
        decision=decision,
    )


def beside(found: HeardTwice) -> list[Beside]:
    expanded = asked_of(db.session, found.round, found.invitation)
    counted, kept = (
        document_of(db.session, each.response.id or 0, expanded)
        for each in (found.counted, found.kept)
    )
    return side_by_side(expanded, counted, kept)
