"""My interviews this month, and the people whom nobody has taken yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import render_template, request
from flask.typing import ResponseReturnValue

from analysis.periods import month_label
from survey.access.accounts import account
from survey.clock import now
from survey.extensions import db
from survey.facilitate.blueprint import facilitate
from survey.forms.paging import page_asked, pages
from survey.models import (
    READ_BACK_DAYS,
    Booking,
    Contact,
    Interview,
    Record,
    Round,
    RoundState,
    User,
)
from survey.queries.assignments import (
    assigned_in,
    begun_interviews,
    bookings_in,
    recorded_interviews,
)
from survey.queries.organisation import organisation
from survey.queries.people import Asked, people_of_round
from survey.queries.rounds import current_round, open_rounds

ON_A_PAGE = 50
DONE = {
    "taken": "The interview is yours. Book a time, or begin",
    "added": "Your colleague has the interview too",
    "given-back": "You have given the interview back; what was typed stays for whoever takes it",
    "booked": "The conversation is booked; a mail with an entry for the calendar is on its way",
    "moved": "The conversation has moved; a mail with the new entry is on its way",
    "cancelled": "The conversation is cancelled; a mail that takes it out of the calendar is on "
    "its way",
}
RECORDS = {
    Record.AWAITED: "Recorded, awaiting the speaker",
    Record.NOT_CONTRADICTED: "Recorded, not contradicted",
    Record.CONFIRMED: "Recorded, confirmed",
    Record.CORRECTED: "Recorded, corrected by the speaker",
}


@dataclass(frozen=True, slots=True)
class Mine:
    """An interview of one's own: with whom it is shared, what is booked, how far it is."""

    person: Asked
    colleagues: tuple[str, ...]
    booking: Booking | None
    begun: bool
    record: str
    reference: str

    @property
    def is_open(self) -> bool:
        """Whether something can be typed: begun, or not heard in any way."""
        opened = self.person.round.state is RoundState.OPEN
        return opened and not self.record and (self.begun or not self.person.heard)


@dataclass(frozen=True, slots=True)
class Month:
    """One round as a facilitator sees it."""

    round: Round
    label: str
    heard: int
    asked: int
    mine: list[Mine]
    free: list[Asked]
    others: list[tuple[Asked, tuple[str, ...]]]


@facilitate.get("/")
def people() -> ResponseReturnValue:
    months = [month_of(round_) for round_ in rounds_to_show()]
    free = sum(len(month.free) for month in months)
    return render_template(
        "facilitate/people.html",
        months=months,
        open=any(month.round.state is RoundState.OPEN for month in months),
        pages=pages(page_asked(), free, ON_A_PAGE),
        done=DONE.get(request.args.get("done", ""), ""),
    )


def rounds_to_show() -> list[Round]:
    """Those that are open; else the latest, whose records may still be confirmed."""
    latest = current_round(db.session)
    return open_rounds(db.session) or ([latest] if latest else [])


def month_of(round_: Round) -> Month:
    everybody = people_of_round(db.session, round_)
    assigned = assigned_in(db.session, round_)
    me = account().id
    own = [each for each in everybody if me in ids(assigned, each)]
    others = [each for each in everybody if assigned.get(each.invitation_id) and each not in own]
    free = [each for each in everybody if may_be_taken(each, assigned)]
    return Month(
        round_,
        month_label(round_.month),
        sum(each.heard for each in everybody),
        len(everybody),
        in_order(mine_of(round_, own, assigned)),
        sorted(free, key=urgency),
        [(each, names(assigned[each.invitation_id])) for each in others],
    )


def mine_of(round_: Round, own: Sequence[Asked], assigned: dict[int, list[User]]) -> list[Mine]:
    begun, recorded = begun_interviews(db.session, round_), recorded_interviews(db.session, round_)
    booked, standing = bookings_in(db.session, round_), organisation(db.session)
    days = standing.read_back_days if standing else READ_BACK_DAYS
    moment = now()
    found = []
    for person in own:
        key = person.invitation_id
        interview, reference = recorded.get(key, (None, ""))
        found.append(
            Mine(
                person,
                names(each for each in assigned[key] if each.id != account().id),
                booked.get(key),
                key in begun,
                record_words(interview, days, moment),
                reference,
            )
        )
    return found


def record_words(interview: Interview | None, days: int, moment: datetime) -> str:
    return RECORDS[interview.record(days, moment)] if interview else ""


def in_order(mine: list[Mine]) -> list[Mine]:
    """What is to be done first comes first: begun, then booked by time, then the rest."""
    return sorted(
        mine,
        key=lambda each: (
            not each.is_open,
            not each.begun,
            each.booking is None,
            each.booking.starts_at.timestamp() if each.booking else 0,
        ),
    )


def may_be_taken(person: Asked, assigned: dict[int, list[User]]) -> bool:
    return (
        person.round.state is RoundState.OPEN
        and not person.heard
        and not assigned.get(person.invitation_id)
    )


def urgency(person: Asked) -> tuple[bool, bool, bool]:
    """Whoever asked to talk comes first, then who prefers it; who declined the month comes last."""
    asked_to_talk = person.invitation.talk_asked_at is not None
    return person.declined, not asked_to_talk, person.contact is not Contact.INTERVIEW


def ids(assigned: dict[int, list[User]], person: Asked) -> set[int | None]:
    return {each.id for each in assigned.get(person.invitation_id, ())}


def names(users: Iterable[User]) -> tuple[str, ...]:
    return tuple(each.name for each in users)
