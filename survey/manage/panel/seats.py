"""A seat: what it is called, who holds it, and what it was asked."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from analysis.periods import month_label
from survey.access.accounts import actor
from survey.actions.add_seat import add_seat
from survey.actions.change_seat import change_seat
from survey.actions.end_seat import end_seat
from survey.clock import london_day, now
from survey.errors import NotFound, SurveyError
from survey.extensions import db
from survey.manage.blueprint import manage
from survey.manage.deed_page import Box, DeedPage, Typed, ask, carry_out, sent
from survey.manage.panel.words import WAYS, saved_words
from survey.models import Group, GroupBlock, Seat
from survey.queries.asked_rounds import rounds_of_seat
from survey.queries.groups import all_groups, blocks_of_groups, group_by_ref
from survey.queries.seats import seat_by_ref, seat_on
from survey.queries.tenures import tenures_of_seats


@manage.get("/panel/seats/<ref>")
def seat(ref: str) -> ResponseReturnValue:
    found = seat_or_404(ref)
    day = london_day(now())
    return render_template(
        "manage/seat.html",
        today=seat_on(db.session, found, day),
        tenures=tenures_of_seats(db.session, [found.id or 0]),
        block=block_on(found.group_id, f"{day:%Y-%m}"),
        rounds=rounds_of_seat(db.session, found.id or 0),
        ways=WAYS,
        month_label=month_label,
        saved=saved_words(),
    )


@manage.get("/panel/new-seat")
def new_seat_page() -> ResponseReturnValue:
    return ask(page_of_new_seat())


@manage.post("/panel/new-seat")
def new_seat_now() -> ResponseReturnValue:
    page = page_of_new_seat()
    typed = sent(page)
    return carry_out(
        page,
        typed,
        lambda: add_seat(
            db.session,
            role=typed["role"],
            group=group_chosen(typed),
            organisation=typed["organisation"],
            ref=typed["ref"],
            actor=actor(),
            now=now(),
        ),
        url_for("manage.panel", saved="seat"),
    )


@manage.get("/panel/seats/<ref>/change")
def change_seat_page(ref: str) -> ResponseReturnValue:
    found = seat_or_404(ref)
    group = db.session.get_one(Group, found.group_id)
    return ask(
        page_of_change(found), role=found.role, group=group.ref, organisation=found.organisation
    )


@manage.post("/panel/seats/<ref>/change")
def change_seat_now(ref: str) -> ResponseReturnValue:
    found = seat_or_404(ref)
    page = page_of_change(found)
    typed = sent(page)
    return carry_out(
        page,
        typed,
        lambda: change_seat(
            db.session,
            seat=found,
            role=typed["role"],
            organisation=typed["organisation"],
            group=group_chosen(typed),
            actor=actor(),
            now=now(),
        ),
        url_for("manage.seat", ref=ref, saved="seat"),
    )


@manage.get("/panel/seats/<ref>/end")
def end_seat_page(ref: str) -> ResponseReturnValue:
    return ask(page_of_end(seat_or_404(ref)))


@manage.post("/panel/seats/<ref>/end")
def end_seat_now(ref: str) -> ResponseReturnValue:
    found = seat_or_404(ref)
    page = page_of_end(found)
    typed = sent(page)
    return carry_out(
        page,
        typed,
        lambda: end_seat(
            db.session, seat=found, last_day=typed.days["last_day"], actor=actor(), now=now()
        ),
        url_for("manage.seat", ref=ref, saved="ended"),
    )


def seat_or_404(ref: str) -> Seat:
    found = seat_by_ref(db.session, ref)
    if found is None:
        raise NotFound("The panel has no such seat; choose one from the list of the panel.")
    return found


def block_on(group_id: int, month: str) -> GroupBlock | None:
    blocks = blocks_of_groups(db.session).get(group_id, [])
    return next((each for each in reversed(blocks) if each.from_month <= month), None)


def group_chosen(typed: Typed) -> Group:
    found = group_by_ref(db.session, typed["group"])
    if found is None:
        raise SurveyError("That group is gone; choose another.")
    return found


def seat_boxes() -> tuple[Box, ...]:
    groups = tuple((group.ref, group.name, "") for group in all_groups(db.session))
    return (
        Box("role", "Role", hint="As it is published, such as Chair, Audit Committee", width=30),
        Box("group", "Group", "select", options=groups),
        Box("organisation", "Organisation", width=30),
    )


def page_of_new_seat() -> DeedPage:
    short = Box(
        "ref",
        "Short name (optional)",
        hint="For files; made from the role if you leave it empty",
        needed=False,
    )
    return DeedPage(
        title="Add a seat",
        caption="The panel",
        lead="A seat is an office, such as a chair or a directorship. Appoint its holder next.",
        boxes=(*seat_boxes(), short),
        submit="Add the seat",
        back=url_for("manage.panel"),
    )


def page_of_change(found: Seat) -> DeedPage:
    return DeedPage(
        title="Change the seat",
        caption=found.role,
        lead=(
            "What you change counts from the next round on; past rounds keep their group. If "
            "another person takes the seat over, appoint a new holder instead."
        ),
        boxes=seat_boxes(),
        submit="Save",
        back=url_for("manage.seat", ref=found.ref),
    )


def page_of_end(found: Seat) -> DeedPage:
    return DeedPage(
        title="End the seat",
        caption=found.role,
        lead=(
            "The office itself ends, and its holder is not asked any more. All that was said "
            "under it stays."
        ),
        boxes=(Box("last_day", "Last day", "day"),),
        submit="End the seat",
        back=url_for("manage.seat", ref=found.ref),
        grave=True,
    )
