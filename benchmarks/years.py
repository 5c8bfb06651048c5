"""An installation to manage: 2,000 holders, 36 past months and one that is open."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from tempfile import TemporaryDirectory
from typing import Any

from sqlmodel import Session, SQLModel, col, insert, select

from benchmarks.installation import KEY, bring_in_sample
from questionnaires.expand import expand
from questionnaires.load import definition
from survey.actions.add_user import add_user
from survey.actions.freeze_questionnaire import freeze_questionnaire
from survey.cli.installation import installation
from survey.cli.setting_up import set_up
from survey.clock import now
from survey.config import Settings
from survey.models import (
    AuditEvent,
    Contact,
    Draft,
    Group,
    Holder,
    Invitation,
    MailAttempt,
    MailOutcome,
    Mode,
    OutboxItem,
    OutboxKind,
    OutboxState,
    Person,
    PlannedRound,
    Response,
    Round,
    RoundState,
    Seat,
)
from survey.queries.asked_themes import asked_themes

HOLDERS, PAST = 2000, 36
MANAGER, PASSWORD = "manager@council.example", "a password to measure with"
LIVE = (2019, 7)
SINCE = date(2016, 4, 1)
OPEN_SINCE = timedelta(days=6)
Rows = list[dict[str, Any]]


@contextmanager
def three_years() -> Iterator[dict[str, str]]:
    """The environment that serves it; gone when the block ends."""
    with TemporaryDirectory() as folder:
        environment = {"DATA_DIR": folder, "SECRET_KEY": KEY, "DATABASE_URL": ""}
        settings = Settings.from_env({**os.environ, **environment})
        set_up(settings, name="Sample City Council", contact_email="take@council.example")
        with installation(settings) as here:
            fill(here.session)
            here.session.commit()
        yield environment


def fill(session: Session) -> None:
    bring_in_sample(session)
    add_user(
        session,
        email=MANAGER,
        name="M. Manager",
        roles=["manager"],
        password=PASSWORD,
        actor="benchmark",
        now=now(),
    )
    groups = seat_everybody(session)
    for ago in range(PAST, -1, -1):
        hold_month(session, ago, groups)


def put(session: Session, table: type[SQLModel], rows: Rows) -> None:
    session.execute(insert(table), rows)


def seat_everybody(session: Session) -> list[int]:
    """Seats and holders 1 to HOLDERS; the group of each."""
    known = [number or 0 for number in session.exec(select(Group.id).order_by(col(Group.id)))]
    groups = [known[number % len(known)] for number in range(HOLDERS)]
    numbers = range(1, HOLDERS + 1)
    put(session, Person, [{"id": n, "email": f"holder.{n}@council.example"} for n in numbers])
    put(
        session,
        Seat,
        [
            {"id": n, "ref": f"s{n}", "role": f"Seat {n}", "organisation": "", "position": n}
            | {"group_id": groups[n - 1]}
            for n in numbers
        ],
    )
    put(
        session,
        Holder,
        [
            {"seat_id": n, "person_id": n, "active_from": SINCE}
            | {"contact": Contact.INTERVIEW if n % 20 == 5 else Contact.FORM, "is_primary": True}
            for n in numbers
        ],
    )
    return groups


def hold_month(session: Session, ago: int, groups: list[int]) -> None:
    """The month `ago` months before the open one, asked, answered by most and closed.

    In the open one, 0 months ago, half is still to come.
    """
    opens_at = now() - OPEN_SINCE - ago * timedelta(days=30)
    round_ = add_round(session, ago, opens_at)
    first = session.exec(select(Invitation.id).order_by(col(Invitation.id).desc())).first() or 0
    ids = range(first + 1, first + HOLDERS + 1)
    put(
        session,
        Invitation,
        [
            {"id": number, "round_id": round_.id, "person_id": n, "seat_id": n}
            | {"group_id": groups[n - 1], "scores": True}
            | {"opened_at": opens_at + timedelta(hours=n % 90) if n % 7 else None}
            | {"talk_asked_at": opens_at if n % 200 == 2 else None}
            | {"declined_at": opens_at if n % 100 == 4 else None}
            for n, number in enumerate(ids, 1)
        ],
    )
    heard = [n for n in range(1, HOLDERS + 1) if n % 5 != 1 and (ago or n % 2)]
    add_responses(session, opens_at, [(n, ids[n - 1]) for n in heard])
    add_drafts(session, opens_at, [ids[n - 1] for n in range(1, HOLDERS + 1) if n % 20 == 6])
    add_messages(session, opens_at, list(ids), ago)


def add_round(session: Session, ago: int, opens_at: datetime) -> Round:
    year, number = divmod(LIVE[0] * 12 + LIVE[1] - 1 - ago, 12)
    month = f"{year}-{number + 1:02}"
    asked = expand(definition("governance-2018"), asked_themes(session, month))
    closed = opens_at + timedelta(days=14) if ago else None
    round_ = Round(
        month=month,
        state=RoundState.CLOSED if ago else RoundState.OPEN,
        questionnaire_sha256=freeze_questionnaire(session, asked).sha256,
        opens_at=opens_at,
        closes_at=opens_at + timedelta(days=14),
        closed_at=closed,
    )
    planned = PlannedRound(month=month, definition="governance-2018", thanks=False)
    session.add_all([round_, planned])
    session.flush()
    for place, kind in enumerate(
        (OutboxKind.OPEN_ROUND, OutboxKind.REMIND, OutboxKind.CLOSE_ROUND)
    ):
        due_at = opens_at + place * timedelta(days=7)
        state = OutboxState.DONE if due_at < now() else OutboxState.QUEUED
        session.add(
            OutboxItem(
                kind=kind,
                subject_id=planned.id or 0,
                key=f"{kind}-{month}",
                state=state,
                due_at=due_at,
                created_at=opens_at,
            )
        )
    session.flush()
    return round_


def add_responses(session: Session, opens_at: datetime, asked: list[tuple[int, int]]) -> None:
    rows: Rows = [
        {
            "invitation_id": number,
            "revision": 1,
            "mode": Mode.INTERVIEW if n % 20 == 5 else Mode.FORM,
            "reference": f"TT-{number}",
            "idempotency_key": f"key {number}",
            "submitted_at": opens_at + timedelta(hours=n % 120),
            "simulated": False,
        }
        for n, number in asked
    ]
    put(session, Response, rows)
    put(
        session,
        AuditEvent,
        [
            {
                "at": row["submitted_at"],
                "actor": f"invitation {row['invitation_id']}",
                "action": "response submitted",
                "subject": f"invitation {row['invitation_id']}",
                "detail": '{"revision": 1}',
            }
            for row in rows
        ],
    )


def add_drafts(session: Session, opens_at: datetime, ids: list[int]) -> None:
    at = opens_at + timedelta(days=1)
    put(
        session,
        Draft,
        [
            {"invitation_id": number, "version": 1, "document": "{}", "saved_at": at}
            for number in ids
        ],
    )


def add_messages(session: Session, opens_at: datetime, ids: list[int], ago: int) -> None:
    """Invitations to all and a reminder to half; of this month's some came back or wait."""
    states = {11: OutboxState.BOUNCED, 12: OutboxState.UNCERTAIN}
    rows: Rows = []
    for place, (kind, asked) in enumerate(
        ((OutboxKind.INVITATION, ids), (OutboxKind.REMINDER, ids[::2]))
    ):
        at = opens_at + place * timedelta(days=3)
        for number in asked:
            state = states.get(number % 200, OutboxState.DONE)
            waits = not ago and kind is OutboxKind.REMINDER and number % 40 == 0
            rows.append(
                {
                    "kind": kind,
                    "subject_id": number,
                    "key": f"{kind}-{number}",
                    "state": OutboxState.QUEUED if waits else state,
                    "due_at": at,
                    "created_at": at,
                    "domain": "council.example",
                }
            )
    put(session, OutboxItem, rows)
    first = session.exec(select(OutboxItem.id).where(OutboxItem.key == rows[0]["key"])).one()
    put(
        session,
        MailAttempt,
        [
            {"item_id": (first or 0) + place, "at": row["due_at"], "domain": "council.example"}
            | {"outcome": MailOutcome.DELIVERED}
            for place, row in enumerate(rows)
        ],
    )
