"""Who sits where from when to when, and what of it cannot be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, groupby
from operator import attrgetter

from survey.actions.importing.source import Source
from survey.errors import ImportFileError

FOR_EVER = date.max


@dataclass(frozen=True, slots=True)
class Tenure:
    """One holder of one seat, from the day `first` to the day `last`, both included.

    `line` is its row in the file, or None where it stands in the panel and not in the file.
    """

    seat: str
    email: str
    first: date
    last: date
    primary: bool
    line: int | None

    @property
    def place(self) -> str:
        return f"row {self.line}" if self.line else "in the panel, not in this file"

    def meets(self, other: "Tenure") -> bool:
        return self.first <= other.last and other.first <= self.last


def refuse_impossible(source: Source, tenures: Sequence[Tenure]) -> None:
    """Refuse a holder who leaves before joining, a shared seat, a person counted twice or never.

    Raises ImportFileError at the last row of the file that takes part.
    """
    for tenure in tenures:
        if tenure.last < tenure.first:
            raise ImportFileError(
                source.name,
                f"{tenure.email} leaves on {tenure.last}, before joining on {tenure.first}; "
                "correct one of the two days.",
                row=tenure.line,
                column="active_to",
            )
    for _, of_seat in grouped(tenures, "seat"):
        refuse_shared_seat(source, of_seat)
    for _, of_person in grouped(tenures, "email"):
        refuse_other_than_one_primary(source, of_person)


def grouped(tenures: Iterable[Tenure], name: str) -> Iterable[tuple[str, list[Tenure]]]:
    by = attrgetter(name)
    return [(key, list(group)) for key, group in groupby(sorted(tenures, key=by), key=by)]


def refuse_shared_seat(source: Source, tenures: Sequence[Tenure]) -> None:
    for one, other in combinations(tenures, 2):
        if one.meets(other):
            raise ImportFileError(
                source.name,
                f"the seat '{one.seat}' has two holders on {max(one.first, other.first)}, "
                f"{one.email} ({one.place}) and {other.email} ({other.place}); "
                "let one leave before the other joins.",
                row=last_line([one, other]),
                column="active_from",
            )


def refuse_other_than_one_primary(source: Source, tenures: Sequence[Tenure]) -> None:
    """On every day on which a person holds any seat, exactly one of them counts the person."""
    changes = {tenure.first for tenure in tenures} | {next_day(t.last) for t in tenures}
    for day in sorted(changes):
        active = [tenure for tenure in tenures if tenure.first <= day <= tenure.last]
        primary = [tenure for tenure in active if tenure.primary]
        if active and len(primary) != 1:
            seats = " and ".join(f"'{tenure.seat}' ({tenure.place})" for tenure in active)
            raise ImportFileError(
                source.name,
                f"{active[0].email} holds {seats} on {day}, of which {len(primary)} are "
                "marked as primary; mark exactly one with 'yes'.",
                row=last_line(active),
                column="primary",
            )


def last_line(tenures: Sequence[Tenure]) -> int | None:
    return max((tenure.line or 0 for tenure in tenures), default=0) or None


def next_day(day: date) -> date:
    return day if day == FOR_EVER else day + timedelta(days=1)
