from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, TypeVar

from sqlmodel import Session

from survey.actions.importing.cells import (
    email,
    first_day,
    flag,
    last_day,
    one_of,
    perhaps_never,
    ref,
    words,
)
from survey.actions.importing.changes import (
    Changes,
    Key,
    Values,
    called,
    names_by_id,
    upsert,
    values_of,
)
from survey.actions.importing.record_import import record_import
from survey.actions.importing.source import Source
from survey.actions.importing.table import Column, Row, read_rows, refuse_disagreement
from survey.actions.importing.tenures import FOR_EVER, Tenure, refuse_impossible
from survey.errors import ImportFileError
from survey.models import Contact, Group, Holder, Person, Seat
from survey.queries.standing import (
    blocks_by_key,
    groups_by_key,
    holders,
    persons_by_key,
    seats_by_key,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class HolderRow(Row):
    """A holder of a seat and what is said of the seat; an empty `active_to` is not yet known."""

    seat: Annotated[str, Column(ref)]
    role: Annotated[str, Column(words)]
    group: Annotated[str, Column(ref)]
    organisation: Annotated[str, Column(words)]
    email: Annotated[str, Column(email)]
    contact: Annotated[Contact, Column(one_of(Contact))]
    active_from: Annotated[date, Column(first_day)]
    active_to: Annotated[date | None, Column(perhaps_never(last_day))]
    is_primary: Annotated[bool, Column(flag, name="primary")]


def import_panel(session: Session, *, source: Source, actor: str, now: datetime) -> Changes:
    """Make seats and holders what `source` says; raises ImportFileError.

    A holder is known by seat and address, and by which of their times in that seat it is, so
    that a first month can be corrected. Holders whom the file leaves out stay in the panel.
    """
    rows = read_rows(source, HolderRow)
    refuse_disagreement(source, rows, "seat", ("role", "group", "organisation"))
    groups = groups_by_key(session)
    refuse_unknown_groups(source, rows, groups)
    refuse_groups_without_block(source, rows, first_months(session))
    wanted, standing = keyed_rows(rows), keyed_holders(session)
    refuse_impossible(
        source,
        [*map(tenure_of_row, rows), *kept_tenures(standing, wanted)],
    )
    add_persons(session, rows)
    changes = upsert_seats(session, rows, groups) + upsert_holders(session, wanted, standing)
    return record_import(session, changes, noun="panel", source=source, actor=actor, now=now)


def refuse_unknown_groups(
    source: Source, rows: Sequence[HolderRow], groups: Mapping[Key, Group]
) -> None:
    for row in rows:
        if (row.group,) not in groups:
            known = ", ".join(ref for (ref,) in groups)
            mend = f"use {known}" if known else "import the groups first"
            raise ImportFileError(
                source.name,
                f"there is no group '{row.group}'; {mend}.",
                row=row.line,
                column="group",
            )


def first_months(session: Session) -> dict[str, str]:
    """The month from which each group, by its ref, has a block."""
    latest_first = sorted(blocks_by_key(session), reverse=True)
    return {key[0]: key[1] for key in latest_first}


def refuse_groups_without_block(
    source: Source, rows: Sequence[HolderRow], first: Mapping[str, str]
) -> None:
    """Nobody can be asked whose answers would stand in no block."""
    for row in rows:
        if f"{row.active_from:%Y-%m}" < first[row.group]:
            raise ImportFileError(
                source.name,
                f"the group '{row.group}' has a block from {first[row.group]} on only; "
                "let the holder join then, or import the groups with an earlier month.",
                row=row.line,
                column="active_from",
            )


def keyed_rows(rows: Sequence[HolderRow]) -> dict[Key, HolderRow]:
    return numbered([(row.seat, row.email, row) for row in sorted(rows, key=joining)])


def keyed_holders(session: Session) -> dict[Key, Holder]:
    return numbered([(seat.ref, person.email, held) for seat, person, held in holders(session)])


def joining(row: HolderRow) -> date:
    return row.active_from


def numbered(entries: Sequence[tuple[str, str, T]]) -> dict[Key, T]:
    """By seat, address and the ordinal of this time among the person's times in the seat."""
    times: dict[tuple[str, str], int] = defaultdict(int)
    found: dict[Key, T] = {}
    for seat, address, entry in entries:
        times[seat, address] += 1
        found[seat, address, str(times[seat, address])] = entry
    return found


def tenure_of_row(row: HolderRow) -> Tenure:
    last = row.active_to or FOR_EVER
    return Tenure(row.seat, row.email, row.active_from, last, row.is_primary, row.line)


def kept_tenures(standing: Mapping[Key, Holder], wanted: Mapping[Key, HolderRow]) -> list[Tenure]:
    """The tenures of the panel that the file does not speak of."""
    return [
        Tenure(key[0], key[1], held.active_from, held.active_to or FOR_EVER, held.is_primary, None)
        for key, held in standing.items()
        if key not in wanted
    ]


def upsert_seats(
    session: Session, rows: Sequence[HolderRow], groups: Mapping[Key, Group]
) -> Changes:
    firsts = {(row.seat,): row for row in reversed(rows)}
    in_order = dict.fromkeys((row.seat,) for row in rows)
    wanted: dict[Key, Values] = {
        key: {
            "ref": firsts[key].seat,
            "role": firsts[key].role,
            "group_id": groups[firsts[key].group,].id,
            "organisation": firsts[key].organisation,
            "position": position,
        }
        for position, key in enumerate(in_order, start=1)
    }
    names = {"group_id": names_by_id(groups)}
    return upsert(session, called("seat"), seats_by_key(session), wanted, Seat, names)


def add_persons(session: Session, rows: Sequence[HolderRow]) -> None:
    """Whoever is new to the panel; the changes tell them as holders."""
    wanted: dict[Key, Values] = {(row.email,): {"email": row.email} for row in rows}
    upsert(session, called("person"), persons_by_key(session), wanted, Person)


def upsert_holders(
    session: Session, rows: Mapping[Key, HolderRow], standing: Mapping[Key, Holder]
) -> Changes:
    seats, persons = seats_by_key(session), persons_by_key(session)
    wanted: dict[Key, Values] = {
        key: {
            "seat_id": seats[row.seat,].id,
            "person_id": persons[row.email,].id,
            **values_of(row, ("contact", "active_from", "active_to", "is_primary")),
        }
        for key, row in rows.items()
    }
    return upsert(session, holder, standing, wanted, Holder)


def holder(key: Key) -> str:
    return f"holder {key[1]} of seat {key[0]}"
