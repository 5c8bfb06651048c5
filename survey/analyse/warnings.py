"""Early warnings, and what the analyst says comes of one."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey.access.accounts import actor
from survey.actions.acknowledge_warning import acknowledge_warning
from survey.analyse.blueprint import analyse
from survey.clock import now
from survey.errors import Conflict
from survey.extensions import db
from survey.forms.acknowledging import Acknowledgement, again, all_warnings, sent


@analyse.get("/warnings/")
def warnings() -> ResponseReturnValue:
    return page()


@analyse.post("/warnings/<int(max=2147483647):warning_id>")
def acknowledge_warning_now(warning_id: int) -> ResponseReturnValue:
    typed = sent(warning_id, request.form)
    if typed.error:
        return page(typed), 400
    try:
        acknowledge_warning(
            db.session,
            warning_id=warning_id,
            words=typed.words,
            seen=typed.seen,
            actor=actor(),
            now=now(),
        )
    except Conflict as error:
        return page(again(typed, error)), error.status
    db.session.commit()
    return redirect(url_for("analyse.warnings", done="acknowledged"), 303)


def page(typed: Acknowledgement | None = None) -> str:
    board = all_warnings(db.session, typed)
    return render_template(
        "early_warnings_page.html",
        board=board,
        errors=board.errors,
        done="done" in request.args,
        to=url_for("analyse.warnings"),
        room=url_for("analyse.months"),
        back="Back to what is left",
    )
