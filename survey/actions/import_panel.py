from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

from sqlmodel import Session

from survey.actions.importing.changes import (
    Changes,
    Key,
    Values,
    called,
    names_by_id,
    upsert,
    values_of,
)
from survey.actions.importing.panel_rows import (
    HolderRow,
    SeatRow,
    holder_rows,
    refuse_contradictions,
    refuse_groups_without_block,
    refuse_unknown_groups,
)
from survey.actions.importing.places import places
from survey.actions.importing.record_import import record_import
from survey.actions.importing.source import Source
from survey.actions.importing.table import UNSAID, read_rows
from survey.actions.importing.tenures import (
    FOR_EVER,
    Tenure,
    refuse_after_the_end,
    refuse_impossible,
)
from survey.actions.refuse_block_change import refuse_seat_move
from survey.errors import ImportFileError, Refused
from survey.models import Group, Holder, Person, Seat
from survey.queries.standing import (
    blocks_by_key,
    groups_by_key,
    holders,
    persons_by_key,
    seats_by_key,
)

T = TypeVar("T")


def import_panel(session: Session, *, source: Source, actor: str, now: datetime) -> Changes:
    """Make seats and holders what `source` says; raises ImportFileError.

    A holder is known by seat and address, and by which of their times in that seat it is, so
    that a first day can be corrected. Holders whom the file leaves out stay in the panel.
    """
    rows = read_rows(source, SeatRow)
    held = holder_rows(source, rows)
    refuse_contradictions(source, rows)
    groups = groups_by_key(session)
    refuse_unknown_groups(source, rows, groups)
    refuse_groups_without_block(source, rows, first_months(session))
    refuse_moves(session, source, rows, now)
    wanted, standing = keyed_rows(held), keyed_holders(session)
    tenures = [*map(tenure_of_row, held), *kept_tenures(standing, wanted)]
    refuse_impossible(source, tenures)
    refuse_after_the_end(source, tenures, ends(session, rows))
    add_persons(session, held)
    changes = upsert_seats(session, rows, groups) + upsert_holders(session, wanted, standing)
    return record_import(session, changes, noun="panel", source=source, actor=actor, now=now)


def first_months(session: Session) -> dict[str, str]:
    """The month from which each group, by its ref, has a block."""
    latest_first = sorted(blocks_by_key(session), reverse=True)
    return {key[0]: key[1] for key in latest_first}


def refuse_moves(session: Session, source: Source, rows: Sequence[SeatRow], now: datetime) -> None:
    """Refuse to move a seat between blocks within a municipal year."""
    group_of = {group.id: group.ref for group in groups_by_key(session).values()}
    firsts = {row.seat: row for row in reversed(rows)}
    for (ref,), seat in seats_by_key(session).items():
        row, old = firsts.get(ref), group_of[seat.group_id]
        if row is None or row.group == old:
            continue
        try:
            refuse_seat_move(session, seat=seat, old_group=old, new_group=row.group, now=now)
        except Refused as error:
            raise ImportFileError(source.name, str(error), row=row.line, column="group") from error


def ends(session: Session, rows: Sequence[SeatRow]) -> dict[str, date]:
    """The last day of each seat that ends, as the file says or else as it stands."""
    found = {ref: seat.ended_on for (ref,), seat in seats_by_key(session).items()}
    found |= {row.seat: row.ended_on for row in rows if row.ended_on is not UNSAID}
    return {ref: day for ref, day in found.items() if day is not None}


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


def upsert_seats(session: Session, rows: Sequence[SeatRow], groups: Mapping[Key, Group]) -> Changes:
    firsts: dict[Key, SeatRow] = {}
    for row in rows:
        firsts.setdefault((row.seat,), row)
    standing = seats_by_key(session)
    position = places(standing, list(firsts))
    wanted: dict[Key, Values] = {
        key: {
            "ref": row.seat,
            "role": row.role,
            "group_id": groups[row.group,].id,
            "organisation": row.organisation,
            "position": position[key],
            **({} if row.ended_on is UNSAID else {"ended_on": row.ended_on}),
        }
        for key, row in firsts.items()
    }
    names = {"group_id": names_by_id(groups)}
    return upsert(session, called("seat"), standing, wanted, Seat, names)


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
