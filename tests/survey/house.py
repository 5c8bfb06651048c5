"""A small council: two themes, and three people of two groups to be heard."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from sqlmodel import Session, SQLModel, col, select

from survey.actions.close_round import close_round
from survey.models import (
    MESSAGES,
    Contact,
    Draft,
    Invitation,
    Mode,
    OutboxItem,
    Response,
    Round,
    Side,
)
from survey.tokens import unseal
from tests.survey.client import CheckingClient
from tests.survey.council import (
    SECRET,
    add_aim,
    add_group,
    add_seat,
    add_theme,
    answered,
    opened,
)

JULY = "2018-07"
OPENS = datetime(2018, 7, 2, 8, 0, tzinfo=UTC)
CLOSES = datetime(2118, 7, 16, 16, 0, tzinfo=UTC)
ANSWERS = {
    "theme-1-progress": "3",
    "theme-1-maturity": "2",
    "theme-2-progress": "too-early",
    "theme-2-maturity": "5",
}


def add_council(session: Session) -> None:
    """The plan and the panel, flushed."""
    for place, name in enumerate(("Political leadership", "Culture & protocol"), 1):
        add_aim(session, add_theme(session, place, name), 1, "A culture dashboard")
    cabinet = add_group(session, "cabinet", "executive", Side.EXECUTIVE)
    audit = add_group(session, "audit", "independent", Side.ASSURANCE)
    leader, member = "leader@council.example", "finance@council.example"
    add_seat(session, cabinet, 0, "Leader of the Council", leader, Contact.INTERVIEW)
    add_seat(session, cabinet, 1, "Cabinet Member for Finance", member)
    add_seat(session, audit, 2, "Chair, Audit Committee", "audit@council.example")


def open_july(session: Session) -> None:
    """July's round, open for a long time; its invitations are 1, 2 and 3, as the seats are."""
    opened(session, OPENS, closes_at=CLOSES)


class House:
    """The council's installation seen from behind: what is stored, and the links that were sent.

    Each unit of work is its own and committed at its end, so that no request waits for it.
    """

    def __init__(self, app: Flask) -> None:
        self.app = app

    @contextmanager
    def session(self) -> Iterator[Session]:
        with Session(self.app.extensions["engine"].execution_options(immediate=True)) as session:
            yield session
            session.commit()

    def open_month(self, month: str) -> None:
        """Open a later month, whose time begins after July's."""
        with self.session() as session:
            opened(session, CLOSES, month)

    def tokens(self, month: str = JULY) -> list[str]:
        """The tokens of the links of `month`'s round, in the order of the seats."""
        query = (
            select(OutboxItem.sealed_token)
            .join(Invitation, col(Invitation.id) == OutboxItem.subject_id)
            .join(Round, col(Round.id) == Invitation.round_id)
            .where(Round.month == month, col(OutboxItem.kind).in_(MESSAGES))
            .order_by(col(OutboxItem.id))
        )
        with self.session() as session:
            return [unseal(sealed, SECRET) for sealed in session.exec(query)]

    def hear(self, invitation_id: int, **typed: str) -> Response:
        """Let a holder answer July's form with threes, and what was `typed`."""
        with self.session() as session:
            session.expire_on_commit = False
            return answered(
                session, session.get_one(Invitation, invitation_id), OPENS, Mode.FORM, **typed
            )

    def close(self) -> None:
        """Close July's round by hand."""
        with self.session() as session:
            close_round(session, month=JULY, actor="command", now=OPENS)

    def run_out(self) -> None:
        """Let July's time have run out, with nobody there to close it."""
        with self.session() as session:
            session.exec(select(Round).where(Round.month == JULY)).one().closes_at = OPENS

    def pause(self, at: datetime | None) -> None:
        """Let July's round be paused since `at`, or go on again."""
        with self.session() as session:
            session.exec(select(Round).where(Round.month == JULY)).one().paused_at = at

    def rows(self, table: type[Any]) -> list[Any]:
        with self.session() as session:
            session.expire_on_commit = False
            return list(session.exec(select(table)))

    def drafted(self) -> dict[str, str]:
        """The document of the only draft."""
        (draft,) = self.rows(Draft)
        document: dict[str, str] = json.loads(draft.document)
        return document

    def count(self) -> dict[str, int]:
        """Rows of every table."""
        with self.session() as session:
            return {
                name: len(session.execute(table.select()).all())
                for name, table in SQLModel.metadata.tables.items()
            }


def begin(client: CheckingClient, token: str) -> Any:
    return client.fill(f"/take/{token}", {})


def answer(client: CheckingClient, section: str, **typed: str) -> Any:
    """Save `section` with `typed`, whose names leave the section's out: progress='3'."""
    return client.fill(
        f"/respond/{section}",
        {f"{section}-{name.replace('_', '-')}": value for name, value in typed.items()},
    )


def answer_all(client: CheckingClient, comment: str = "") -> None:
    answer(client, "theme-1", progress="3", maturity="not-close", comment=comment)
    answer(client, "theme-2", progress="too-early", maturity="5")
