"""The rows of a panel's file, and what of them cannot be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, TypeVar

from survey.actions.importing.cells import (
    email,
    first_day,
    flag,
    last_day,
    one_of,
    perhaps,
    perhaps_never,
    ref,
    words,
)
from survey.actions.importing.changes import Key
from survey.actions.importing.source import Source
from survey.actions.importing.table import Column, Row, Unsaid, refuse_disagreement
from survey.errors import ImportFileError
from survey.models import Contact, Group

T = TypeVar("T")
OF_A_HOLDER = (
    ("contact", "contact"), ("active_from", "active_from"), ("is_primary", "primary"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SeatRow(Row):
    """A seat and, where the row has an address, one of its holders.

    An empty `active_to` is not yet known, an empty `ended_on` is a seat that goes on.
    """

    seat: Annotated[str, Column(ref)]
    role: Annotated[str, Column(words)]
    group: Annotated[str, Column(ref)]
    organisation: Annotated[str, Column(words)]
    ended_on: Annotated[date | Unsaid | None, Column(perhaps_never(last_day), optional=True)]
    email: Annotated[str, Column(perhaps(email))]
    contact: Annotated[Contact | str, Column(perhaps(one_of(Contact)))]
    active_from: Annotated[date | None, Column(perhaps_never(first_day))]
    active_to: Annotated[date | None, Column(perhaps_never(last_day))]
    is_primary: Annotated[bool | None, Column(lambda text: flag(text) if text else None, "primary")]


@dataclass(frozen=True, slots=True)
class HolderRow:
    """A holder of a seat, from the row `line`."""

    line: int
    seat: str
    email: str
    contact: Contact
    active_from: date
    active_to: date | None
    is_primary: bool


def holder_rows(source: Source, rows: Sequence[SeatRow]) -> list[HolderRow]:
    """The holders that `rows` name; refuses one of whom something is missing."""
    for row in rows:
        refuse_half_a_holder(source, row)
    return [
        HolderRow(
            row.line,
            row.seat,
            row.email,
            Contact(row.contact),
            row.active_from,
            row.active_to,
            row.is_primary,
        )
        for row in rows
        if row.active_from is not None and row.is_primary is not None
    ]


def refuse_half_a_holder(source: Source, row: SeatRow) -> None:
    if not row.email and row.active_to is None and not said_of_a_holder(row):
        return
    if not row.email:
        raise ImportFileError(
            source.name,
            "it is empty; fill it in, or empty all that the row says of a holder.",
            row=row.line,
            column="email",
        )
    for field, column in OF_A_HOLDER:
        if getattr(row, field) in {None, ""}:
            raise ImportFileError(
                source.name, "it is empty; fill it in.", row=row.line, column=column
            )


def said_of_a_holder(row: SeatRow) -> bool:
    return any(getattr(row, field) not in {None, ""} for field, _ in OF_A_HOLDER)


def refuse_contradictions(source: Source, rows: Sequence[SeatRow]) -> None:
    """Refuse rows of one seat that say different things of it."""
    refuse_disagreement(source, rows, "seat", ("role", "group", "organisation", "ended_on"))


def refuse_unknown_groups(
    source: Source, rows: Sequence[SeatRow], groups: Mapping[Key, Group]
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


def refuse_groups_without_block(
    source: Source, rows: Sequence[SeatRow], first: Mapping[str, str]
) -> None:
    """Nobody can be asked whose answers would stand in no block; `first` is a month by group."""
    for row in rows:
        since = first.get(row.group, "")
        if row.active_from and (not since or f"{row.active_from:%Y-%m}" < since):
            raise ImportFileError(
                source.name,
                f"the group '{row.group}' has a block from {since} on only; let the holder join "
                "then, or import the groups with an earlier month."
                if since
                else f"the group '{row.group}' has no block; import the groups with one.",
                row=row.line,
                column="active_from",
            )
