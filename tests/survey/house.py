"""A small plan, a panel of two and a round that is open for a long time, to answer in."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from sqlmodel import Session, SQLModel, col, select

from questionnaires.load import definition
from survey.actions.open_round import open_round
from survey.config import Settings
from survey.models import (
    Aim,
    Contact,
    Draft,
    Group,
    GroupBlock,
    Holder,
    OutboxItem,
    Person,
    Round,
    Seat,
    Side,
    Theme,
    ThemeKind,
)
from survey.tokens import unseal
from tests.survey.client import CheckingClient

OPENS = datetime(2018, 7, 2, 8, 0, tzinfo=UTC)
CLOSES = datetime(2118, 7, 16, 16, 0, tzinfo=UTC)
ROLES = ("Leader of the Council", "Chair, Audit Committee")


class House:
    """The installation seen from behind: what is stored, and the links that were sent."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        with self.session() as session:
            add_plan(session)
            add_panel(session)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session of its own, committed at the end, so that no request waits for it."""
        with Session(self.app.extensions["engine"].execution_options(immediate=True)) as session:
            yield session
            session.commit()

    def open_month(self, month: str) -> list[str]:
        """Open the round of `month`; the tokens of its links, in the order of the seats."""
        with self.session() as session:
            before = len(session.exec(select(OutboxItem.id)).all())
            open_round(
                session,
                month=month,
                definition=definition("governance-2018"),
                opens_at=OPENS,
                closes_at=CLOSES,
                secret_key=self.settings.secret_key,
                actor="command",
                now=OPENS,
            )
            queued = session.exec(select(OutboxItem).order_by(col(OutboxItem.id)))
            sealed = [item.sealed_token or "" for item in queued.all()[before:]]
        return [unseal(token, self.settings.secret_key) for token in sealed]

    def close(self, month: str = "2018-07") -> None:
        with self.session() as session:
            session.exec(select(Round).where(Round.month == month)).one().closes_at = OPENS

    def rows(self, table: type[SQLModel]) -> list[SQLModel]:
        with Session(self.app.extensions["engine"]) as session:
            return list(session.exec(select(table)))

    def drafted(self) -> dict[str, str]:
        """The document of the only draft."""
        (draft,) = self.rows(Draft)
        document: dict[str, str] = json.loads(draft.model_dump()["document"])
        return document

    def count(self) -> dict[str, int]:
        """Rows of every table."""
        with Session(self.app.extensions["engine"]) as session:
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


def add_plan(session: Session) -> None:
    for position, name in ((1, "Political leadership"), (2, "Culture & protocol")):
        theme = Theme(ref=str(position), name=name, kind=ThemeKind.GOVERNANCE, position=position)
        session.add(theme)
        session.flush()
        session.add(
            Aim(ref=f"{position}.1", theme_id=theme.id or 0, aim="A culture dashboard", position=1)
        )


def add_panel(session: Session) -> None:
    group = Group(ref="cabinet", name="Cabinet")
    session.add(group)
    session.flush()
    session.add(
        GroupBlock(
            group_id=group.id or 0,
            from_month="2018-07",
            block="executive",
            block_name="Executive",
            side=Side.EXECUTIVE,
        )
    )
    for position, role in enumerate(ROLES):
        person = Person(email=f"person-{position}@panel.example")
        seat = Seat(
            ref=f"seat-{position}",
            role=role,
            group_id=group.id or 0,
            organisation="Sample City Council",
            position=position,
        )
        session.add_all([person, seat])
        session.flush()
        session.add(
            Holder(
                seat_id=seat.id or 0,
                person_id=person.id or 0,
                contact=Contact.FORM,
                active_from="2018-07",
            )
        )
