"""The days on which a person is away, and their deputy."""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from survey.access.accounts import actor
from survey.actions.change_absence import change_absence
from survey.actions.record_absence import record_absence
from survey.actions.remove_absence import remove_absence
from survey.clock import now
from survey.errors import NotFound
from survey.extensions import db
from survey.manage.blueprint import manage
from survey.manage.deed_page import Box, DeedPage, ask, carry_out, sent
from survey.manage.panel.people import person_or_404
from survey.models import Absence, Person

BOXES = (
    Box("first_day", "First day away", "day"),
    Box("last_day", "Last day away", "day"),
    Box(
        "deputy",
        "E-mail address of the deputy (optional)",
        "email",
        "Without one nobody is asked for them",
        needed=False,
        width=30,
    ),
    Box(
        "reason",
        "Reason (optional)",
        hint="For the team alone, such as leave; nothing about anybody's health",
        needed=False,
        width=30,
    ),
)
LEAD = (
    "Whoever is away on every day on which a round is open is not asked in it: their deputy is, "
    "or nobody. Whoever is away for a part of it is asked, and not reminded on those days."
)


@manage.get("/panel/people/<int:person_id>/absence")
def absence_page(person_id: int) -> ResponseReturnValue:
    return ask(page_of_absence(person_or_404(person_id), "Record an absence"))


@manage.post("/panel/people/<int:person_id>/absence")
def absence_now(person_id: int) -> ResponseReturnValue:
    person = person_or_404(person_id)
    return kept(person, "Record an absence", partial(record_absence, person=person))


@manage.get("/panel/absences/<int:absence_id>")
def change_absence_page(absence_id: int) -> ResponseReturnValue:
    absence, person = absence_or_404(absence_id)
    deputy = db.session.get(Person, absence.deputy_id) if absence.deputy_id else None
    return ask(
        page_of_absence(person, "Change the absence"),
        first_day=absence.first_day.isoformat(),
        last_day=absence.last_day.isoformat(),
        deputy=deputy.email if deputy else "",
        reason=absence.reason,
    )


@manage.post("/panel/absences/<int:absence_id>")
def change_absence_now(absence_id: int) -> ResponseReturnValue:
    absence, person = absence_or_404(absence_id)
    return kept(person, "Change the absence", partial(change_absence, absence=absence))


@manage.post("/panel/absences/<int:absence_id>/remove")
def remove_absence_now(absence_id: int) -> ResponseReturnValue:
    absence, person = absence_or_404(absence_id)
    remove_absence(db.session, absence=absence, actor=actor(), now=now())
    db.session.commit()
    onward = url_for("manage.person", person_id=person.id, saved="removed")
    return redirect(onward, HTTPStatus.SEE_OTHER)


def kept(person: Person, title: str, keep: Callable[..., object]) -> ResponseReturnValue:
    """What was typed about an absence, kept by the action `keep`, or shown with its errors."""
    page = page_of_absence(person, title)
    typed = sent(page)
    return carry_out(
        page,
        typed,
        lambda: keep(
            db.session,
            first_day=typed.days["first_day"],
            last_day=typed.days["last_day"],
            deputy_email=typed["deputy"],
            reason=typed["reason"],
            actor=actor(),
            now=now(),
        ),
        url_for("manage.person", person_id=person.id, saved="absence"),
    )


def absence_or_404(absence_id: int) -> tuple[Absence, Person]:
    found = db.session.get(Absence, absence_id)
    if found is None:
        raise NotFound("There is no such absence; it may have been removed.")
    return found, person_or_404(found.person_id)


def page_of_absence(person: Person, title: str) -> DeedPage:
    return DeedPage(
        title=title,
        caption=person.email,
        lead=LEAD,
        boxes=BOXES,
        submit="Save",
        back=url_for("manage.person", person_id=person.id),
    )
