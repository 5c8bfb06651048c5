"""Elections: from the notice to polling day rounds go on and publication waits for a decision."""

from collections.abc import Callable

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey.access.accounts import actor
from survey.actions.change_election import change_election
from survey.actions.enter_election import enter_election
from survey.actions.remove_election import remove_election
from survey.clock import london_day, now
from survey.errors import SurveyError
from survey.extensions import db
from survey.manage.blueprint import manage
from survey.manage.calendar.election_form import ElectionForm
from survey.models import Election
from survey.queries.elections import election_by_id, elections

ONE = "/calendar/elections/<int(max=2147483647):election_id>"


@manage.get("/calendar/elections")
def elections_page() -> ResponseReturnValue:
    return elections_with(ElectionForm())


@manage.post("/calendar/elections")
def enter_election_now() -> ResponseReturnValue:
    form = ElectionForm.sent(request.form)

    def enter() -> None:
        notice_on, polling_on = form.days
        enter_election(
            db.session,
            name=form.name,
            notice_on=notice_on,
            polling_on=polling_on,
            actor=actor(),
            now=now(),
        )

    return carried_out(form, enter, elections_with)


@manage.get(ONE)
def election(election_id: int) -> ResponseReturnValue:
    found = election_by_id(db.session, election_id)
    return election_with(found, ElectionForm.of(found))


@manage.post(ONE)
def change_election_now(election_id: int) -> ResponseReturnValue:
    found = election_by_id(db.session, election_id)
    form = ElectionForm.sent(request.form)

    def change() -> None:
        notice_on, polling_on = form.days
        change_election(
            db.session,
            election=found,
            name=form.name,
            notice_on=notice_on,
            polling_on=polling_on,
            actor=actor(),
            now=now(),
        )

    return carried_out(
        form, change, lambda form: election_with(election_by_id(db.session, election_id), form)
    )


@manage.post(f"{ONE}/remove")
def remove_election_now(election_id: int) -> ResponseReturnValue:
    found = election_by_id(db.session, election_id)
    remove_election(db.session, election=found, actor=actor(), now=now())
    db.session.commit()
    return redirect(url_for("manage.elections_page"))


def carried_out(
    form: ElectionForm, deed: Callable[[], None], page: Callable[[ElectionForm], str]
) -> ResponseReturnValue:
    """Do `deed` where the form is right, and show every election; else `page` with the form."""
    if form.errors:
        return page(form), 400
    try:
        deed()
    except SurveyError as error:
        db.session.rollback()
        form.errors["polling-on"] = str(error)
        return page(form), error.status
    db.session.commit()
    return redirect(url_for("manage.elections_page"))


def elections_with(form: ElectionForm) -> str:
    return render_template(
        "manage/elections.html",
        elections=elections(db.session),
        today=london_day(now()),
        form=form,
        errors=form.errors,
    )


def election_with(found: Election, form: ElectionForm) -> str:
    return render_template("manage/election.html", election=found, form=form, errors=form.errors)
