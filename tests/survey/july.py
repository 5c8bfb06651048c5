"""July 2018, open for a long time: two themes, and three people of two groups to be heard."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from flask import Flask
from sqlmodel import Session

from questionnaires.load import definition
from survey.actions.close_round import close_round
from survey.actions.open_round import open_round
from survey.actions.submit_response import submit_response
from survey.extensions import db
from survey.models import (
    Contact,
    Group,
    GroupBlock,
    Holder,
    Invitation,
    Mode,
    Person,
    Response,
    Seat,
    Side,
    Theme,
    ThemeKind,
)
from survey.queries.rounds import questionnaire, round_by_month

OPENS = datetime(2018, 7, 2, 8, 0, tzinfo=UTC)
CLOSES = datetime(2118, 7, 16, 16, 0, tzinfo=UTC)
SEATS = (
    ("Leader of the Council", "leader@council.example", Contact.INTERVIEW, "cabinet"),
    ("Cabinet Member for Finance", "finance@council.example", Contact.FORM, "cabinet"),
    ("Chair, Audit Committee", "audit@council.example", Contact.FORM, "audit"),
)
ANSWERS = {
    "theme-1-progress": "3",
    "theme-1-maturity": "2",
    "theme-2-progress": "too-early",
    "theme-2-maturity": "5",
}


@contextmanager
def writing(app: Flask) -> Iterator[Session]:
    """A unit of work that is committed at its end, apart from any request's."""
    with app.app_context():
        yield db.session
        db.session.commit()


def open_july(app: Flask, month: str = "2018-07") -> None:
    """The plan and the panel, and the round of `month`; its invitations are 1, 2 and 3."""
    with writing(app) as session:
        add_plan_and_panel(session)
        open_round(
            session,
            month=month,
            definition=definition("governance-2018"),
            opens_at=OPENS,
            closes_at=CLOSES,
            secret_key=app.config["SECRET_KEY"],
            actor="command",
            now=OPENS,
        )


def add_plan_and_panel(session: Session) -> None:
    for place, name in enumerate(("Political leadership", "Culture"), 1):
        session.add(Theme(ref=str(place), name=name, kind=ThemeKind.GOVERNANCE, position=place))
    groups = {}
    for ref, side in (("cabinet", Side.EXECUTIVE), ("audit", Side.ASSURANCE)):
        groups[ref] = Group(ref=ref, name=f"Group {ref}")
        session.add(groups[ref])
        session.flush()
        session.add(
            GroupBlock(
                group_id=groups[ref].id or 0,
                from_month="2018-07",
                block=ref,
                block_name=ref.capitalize(),
                side=side,
            )
        )
    for place, (role, email, contact, group) in enumerate(SEATS):
        seat = Seat(
            ref=f"seat-{place}",
            role=role,
            group_id=groups[group].id or 0,
            organisation="Council",
            position=place,
        )
        person = Person(email=email)
        session.add_all([seat, person])
        session.flush()
        session.add(
            Holder(
                seat_id=seat.id or 0,
                person_id=person.id or 0,
                contact=contact,
                active_from="2018-06",
            )
        )
    session.flush()


def close_july(app: Flask) -> None:
    with writing(app) as session:
        close_round(session, month="2018-07", actor="command", now=OPENS)


def hear(app: Flask, invitation_id: int, **more: str) -> Response:
    """Let a holder answer the form: `ANSWERS`, and what `more` says, theme_1_comment='Good'."""
    with writing(app) as session:
        round_ = round_by_month(session, "2018-07")
        return submit_response(
            session,
            invitation=session.get_one(Invitation, invitation_id),
            expanded=questionnaire(session, round_.questionnaire_sha256),
            document=ANSWERS | {name.replace("_", "-"): text for name, text in more.items()},
            mode=Mode.FORM,
            idempotency_key=f"{invitation_id} {more}",
            now=OPENS,
        )
