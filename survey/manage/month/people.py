"""Everybody who was asked in a month, and one of them: how far they are, their mail, what to do."""

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from analysis.periods import month_label
from survey.access.accounts import actor
from survey.actions.reissue_link import reissue_link
from survey.actions.resend_uncertain import resend_uncertain
from survey.clock import now
from survey.errors import Gone, NotFound
from survey.extensions import db
from survey.forms.paging import page_asked, pages
from survey.manage.blueprint import manage
from survey.manage.month.mail_words import mail_lines
from survey.models import OutboxState, RoundState
from survey.queries.bookings import standing_booking
from survey.queries.history import history
from survey.queries.people import Asked, asked_person, people_page
from survey.queries.rounds import round_by_month, round_status

ON_A_PAGE = 50


@manage.get("/rounds/<month>/people")
def people(month: str) -> ResponseReturnValue:
    round_ = round_by_month(db.session, month)
    status = round_status(db.session, round_)
    group = request.args.get("group", "")
    asked = {each.group: each.counts.asked for each in status.groups}
    total = asked.get(group, 0) if group else status.counts.asked
    number = page_asked()
    first = (number - 1) * ON_A_PAGE
    return render_template(
        "manage/people.html",
        label=month_label(month),
        status=status,
        group=group,
        now=now(),
        people=people_page(db.session, round_, group=group, first=first, count=ON_A_PAGE),
        pages=pages(number, total, ON_A_PAGE),
    )


@manage.get("/rounds/<month>/people/<int:invitation_id>")
def asked(month: str, invitation_id: int) -> ResponseReturnValue:
    person = person_of(month, invitation_id)
    messages = history(db.session, invitation_id)
    return render_template(
        "manage/asked.html",
        person=person,
        label=month_label(month),
        booking=standing_booking(db.session, invitation_id),
        mail=mail_lines(messages),
        uncertain=any(each.item.state is OutboxState.UNCERTAIN for each in messages),
        can_be_asked=not person.heard and person.round.state is RoundState.OPEN,
        now=now(),
    )


@manage.post("/rounds/<month>/people/<int:invitation_id>/link")
def reissue(month: str, invitation_id: int) -> ResponseReturnValue:
    person = still_asked(month, invitation_id)
    reissue_link(
        db.session,
        invitation=person.invitation,
        secret_key=current_app.config["SECRET_KEY"],
        actor=actor(),
        now=now(),
    )
    db.session.commit()
    return redirect(url_for("manage.this_month", done="link"))


@manage.post("/rounds/<month>/people/<int:invitation_id>/again")
def resend_one(month: str, invitation_id: int) -> ResponseReturnValue:
    still_asked(month, invitation_id)
    resend_uncertain(db.session, month=month, only=invitation_id, actor=actor(), now=now())
    db.session.commit()
    return redirect(url_for("manage.this_month", done="again"))


def person_of(month: str, invitation_id: int) -> Asked:
    """The person of an invitation to the round of `month`; NotFound of another's."""
    person = asked_person(db.session, invitation_id)
    if person is None or person.round.month != month:
        raise NotFound("Nobody is asked under this address; choose a person from the list.")
    return person


def still_asked(month: str, invitation_id: int) -> Asked:
    """Likewise, while the round is open."""
    person = person_of(month, invitation_id)
    if person.round.state is RoundState.CLOSED:
        raise Gone(f"{month_label(month)} is closed, so nobody can be asked in it any more.")
    return person
