"""An installation with many messages in its outbox, whatever database it is on."""

from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, SQLModel, select

from survey.models import Contact, Group, Holder, Person, Seat, Side
from tests.survey.council import FIRST_DAY, add_group, add_theme, opened


def invite_many(session: Session, now: datetime, count: int, domains: int = 1) -> None:
    """`count` people, each asked on a seat of their own, at `domains` mail domains in turn."""
    add_theme(session, 1, "Governance")
    group = add_group(session, "cabinet", "cabinet", Side.EXECUTIVE)
    seat_many(session, group, count, domains)
    opened(session, now)


def seat_many(session: Session, group: Group, count: int, domains: int) -> None:
    people = [{"email": f"holder.{n}@council{n % domains}.example"} for n in range(count)]
    seats = [
        {
            "ref": f"s{n}",
            "role": f"Member {n}",
            "group_id": group.id,
            "organisation": "Sample City Council",
            "position": n,
        }
        for n in range(count)
    ]
    holders = [
        {
            "person_id": person,
            "seat_id": seat,
            "contact": Contact.FORM,
            "active_from": FIRST_DAY,
            "is_primary": True,
        }
        for person, seat in zip(
            inserted(session, Person, people), inserted(session, Seat, seats), strict=True
        )
    ]
    session.execute(insert(Holder), holders)


def inserted(session: Session, table: type[SQLModel], rows: list[dict[str, Any]]) -> list[int]:
    session.execute(insert(table), rows)
    return list(session.exec(select(table.id).order_by(table.id)))  # type: ignore[attr-defined]
