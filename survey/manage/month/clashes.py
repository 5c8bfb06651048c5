"""People who were heard twice in one month, and which of the two records counts.

A manager learns on which themes the two differ, and nothing of what either says.
"""

from dataclasses import dataclass, replace

from flask import current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from survey.access.accounts import actor
from survey.actions.resolve_clash import resolve_clash
from survey.clock import now
from survey.errors import NotFound, SurveyError
from survey.extensions import db
from survey.forms.deciding import NO_DECISION, Decision, sent_decision
from survey.forms.side_by_side import side_by_side
from survey.manage.blueprint import manage
from survey.queries.heard_twice import (
    HeardTwice,
    count_undecided,
    heard_twice,
    heard_twice_by_id,
)
from survey.queries.responses import document_of
from survey.queries.rounds import asked_of


@dataclass(frozen=True, slots=True)
class Shown:
    """A clash with the titles of the themes on which the two differ, and what is typed about it."""

    found: HeardTwice
    differ: tuple[str, ...]
    decision: Decision

    @property
    def at(self) -> str:
        """What the ids of its form's fields begin with."""
        return f"clash-{self.found.clash.id}-"


@manage.app_template_global()
def undecided_clashes() -> int:
    return count_undecided(db.session)


@manage.get("/clashes/")
def clashes() -> ResponseReturnValue:
    return clashes_page()


@manage.post("/clashes/<int(max=2147483647):clash_id>")
def decide_clash(clash_id: int) -> ResponseReturnValue:
    found, decision = heard_twice_by_id(db.session, clash_id), sent_decision()
    if found is None:
        raise NotFound("Nobody was heard twice under this address; choose one from the list.")
    if decision.errors:
        return clashes_page(clash_id, decision), 400
    try:
        resolve_clash(
            db.session,
            clash=found.clash,
            kept_counts=decision.kept_counts,
            reason=decision.reason,
            secret_key=current_app.config["SECRET_KEY"],
            actor=actor(),
            now=now(),
        )
    except SurveyError as error:
        decision = replace(decision, errors={"reason": str(error)})
        return clashes_page(clash_id, decision), error.status
    db.session.commit()
    return redirect(url_for("manage.clashes"), 303)


def clashes_page(clash_id: int = 0, decision: Decision = NO_DECISION) -> str:
    """Every clash; `decision` is what was sent about the one called `clash_id`."""
    listed = [
        Shown(each, differ(each), decision if each.clash.id == clash_id else NO_DECISION)
        for each in heard_twice(db.session)
    ]
    errors = {
        f"{shown.at}{name}" if shown.found.open else "main": text
        for shown in listed
        for name, text in shown.decision.errors.items()
    }
    return render_template("manage/clashes.html", clashes=listed, errors=errors)


def differ(found: HeardTwice) -> tuple[str, ...]:
    expanded = asked_of(db.session, found.round, found.invitation)
    counted, kept = (
        document_of(db.session, each.response.id or 0, expanded)
        for each in (found.counted, found.kept)
    )
    both = side_by_side(expanded, counted, kept)
    return tuple(section.title for section in both if section.differs)
