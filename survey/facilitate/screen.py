"""The one screen of a conversation: notes and scores of every theme, the guide beside them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from flask import render_template
from flask.typing import ResponseReturnValue

from analysis.periods import month_label
from survey.access.accounts import account, actor
from survey.actions.record_event import record_event
from survey.actions.record_said import heard_already, heard_sentence
from survey.actions.save_draft import document_of_draft, page_version
from survey.clock import london_day, london_time, now
from survey.errors import AlreadyAnswered
from survey.extensions import db
from survey.facilitate.blueprint import facilitate
from survey.facilitate.guide import last_time
from survey.facilitate.keeping import draft_id
from survey.facilitate.own import asked, own_open
from survey.facilitate.parts import Circumstances, Part, themes_of
from survey.models import Booking
from survey.queries.assignments import Held, facilitators_of
from survey.queries.bookings import standing_booking
from survey.queries.people import asked_person

OPENED = "interview opened"


@dataclass(frozen=True, slots=True)
class Shown:
    """The screen as it is filled: `document`, and `errors` beside what cannot be saved of it.

    Of the parts in `seen` that version is known, of all others the one that is stored.
    """

    document: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)
    seen: Mapping[str, str] = field(default_factory=dict)


@facilitate.get("/people/<int:invitation_id>")
def interview(invitation_id: int) -> ResponseReturnValue:
    """Opening it shows what this person said before, so it is recorded, once all was read."""
    held = own_open(invitation_id)
    refuse_heard(held)
    reader = actor()
    page = filled_screen(held, Shown(document_of_draft(held.draft)))
    db.session.rollback()  # SQLite refuses to write in a transaction that began by reading
    record_event(
        db.session, actor=reader, action=OPENED, subject=f"invitation {invitation_id}", now=now()
    )
    db.session.commit()
    return page


def refuse_heard(held: Held) -> None:
    """AlreadyAnswered where there is nothing to type any more: what was typed can be ended."""
    if held.standing is not None and (held.draft is None or held.recorded):
        raise AlreadyAnswered(heard_sentence(held.standing.mode, held.standing.submitted_at))


def filled_screen(held: Held, shown: Shown) -> str:
    expanded, stored = asked(held), document_of_draft(held.draft)
    themes, opening = themes_of(expanded), Circumstances()
    parts: tuple[Part, ...] = (opening, *themes)
    booking = standing_booking(db.session, held.invitation_id)
    heard = held.standing
    return render_template(
        "facilitate/interview.html",
        held=held,
        person=asked_person(db.session, held.invitation_id),
        heard=heard_already(heard.mode, heard.submitted_at) if heard else "",
        month=month_label(held.round.month),
        expanded=expanded,
        opening=opening,
        themes=themes,
        beside=circumstances(held, booking, shown.document),
        booking=booking,
        colleagues=colleagues(held),
        last_time=last_time(held, themes),
        document=shown.document,
        errors=shown.errors,
        versions={**versions(stored, parts), **shown.seen},
        drafts={part.id: draft_id(held, part.id) for part in parts},
        saved=london_time(held.draft.saved_at) if held.draft else None,
        today=london_day(now()).isoformat(),
    )


def versions(document: Mapping[str, str], parts: tuple[Part, ...]) -> dict[str, str]:
    return {part.id: page_version(document, part) for part in parts}


def colleagues(held: Held) -> list[str]:
    own, holding = account().id, facilitators_of(db.session, held.invitation_id)
    return [user.name for user in holding if user.id != own]


def circumstances(
    held: Held, booking: Booking | None, document: Mapping[str, str]
) -> dict[str, str]:
    """Day, attendees and place as typed; until then, what was booked, or when it was typed."""
    return {
        "day": london_day(usual_moment(held, booking)).isoformat(),
        "attendees": "",
        "place": booking.place if booking else "",
        **{key: document[key] for key in Circumstances.keys if key in document},
    }


def usual_moment(held: Held, booking: Booking | None) -> datetime:
    """When the conversation most likely is or was."""
    moment = now()
    if booking is not None and booking.starts_at <= moment:
        return booking.starts_at
    return held.draft.saved_at if held.draft else moment
