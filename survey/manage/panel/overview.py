"""The panel at a glance, and whoever is to be asked after a round has opened."""

from flask import current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from analysis.periods import month_label, quarter_of
from survey.access.accounts import actor
from survey.actions.invite_late import invite_late
from survey.clock import london_day, now
from survey.errors import NotFound
from survey.extensions import db
from survey.manage.blueprint import manage
from survey.manage.deed_page import DeedPage, ask, carry_out, sent
from survey.manage.panel.words import saved_words
from survey.queries.conversations import quarter_months, steps_by_seat
from survey.queries.late import late_to_ask
from survey.queries.panel import EligibleHolder
from survey.queries.rounds import open_rounds, round_by_month
from survey.queries.seats import GroupCounts, SeatToday, counts_on, seats_on

# A panel of more seats than this is shown a group at a time.
WHOLE = 120


@manage.get("/panel/")
def panel() -> ResponseReturnValue:
    moment = now()
    day = london_day(moment)
    counts = counts_on(db.session, day)
    rounds = open_rounds(db.session)
    month = rounds[0].month if rounds else f"{day:%Y-%m}"
    chosen = chosen_group(counts, request.args.get("group", ""))
    return render_template(
        "manage/panel.html",
        counts=counts,
        groups=by_group(seats_on(db.session, day, group=chosen)),
        chosen=chosen,
        steps=steps_by_seat(db.session, quarter_months(month)),
        quarter=quarter_of(month).label,
        late=[
            (each, late_to_ask(db.session, each, moment))
            for each in rounds
            if each.closes_at > moment
        ],
        saved=saved_words(),
    )


@manage.get("/panel/late/<month>")
def late_page(month: str) -> ResponseReturnValue:
    return ask(page_of_late(month, late(month)))


@manage.post("/panel/late/<month>")
def late_now(month: str) -> ResponseReturnValue:
    found = late(month)
    page = page_of_late(month, found)
    return carry_out(
        page,
        sent(page),
        lambda: invite_late(
            db.session,
            round_=round_by_month(db.session, month),
            persons=[each.person_id for each in found],
            secret_key=current_app.config["SECRET_KEY"],
            actor=actor(),
            now=now(),
        ),
        url_for("manage.panel", saved="late"),
    )


def late(month: str) -> list[EligibleHolder]:
    found = late_to_ask(db.session, round_by_month(db.session, month), now())
    if not found:
        raise NotFound(f"Everybody who can be asked in {month_label(month)} is asked already.")
    return found


def page_of_late(month: str, found: list[EligibleHolder]) -> DeedPage:
    people = "1 person" if len(found) == 1 else f"{len(found)} people"
    return DeedPage(
        title=f"Invite {people} to {month_label(month)}?",
        caption="Since the round opened",
        lead=(
            "They hold a seat, or are back, since the round was opened: "
            f"{'; '.join(each.role for each in found)}.\n"
            f"{people.capitalize()} will get mail, with a link of their own. Where somebody held "
            "such a seat before them, that link stops working and what was typed is thrown away."
        ),
        boxes=(),
        submit=f"Send {len(found)} invitation{'s' if len(found) > 1 else ''}",
        back=url_for("manage.panel"),
    )


def chosen_group(counts: list[GroupCounts], wanted: str) -> str:
    """The ref of the group to be shown alone, '' where the whole panel fits on one page."""
    refs = [each.ref for each in counts]
    if wanted in refs:
        return wanted
    return refs[0] if sum(each.seats for each in counts) > WHOLE else ""


def by_group(seats: list[SeatToday]) -> list[tuple[str, list[SeatToday]]]:
    """The name and the seats of each group, in the order of the panel."""
    found: dict[str, list[SeatToday]] = {}
    for each in seats:
        found.setdefault(each.group.name, []).append(each)
    return list(found.items())
