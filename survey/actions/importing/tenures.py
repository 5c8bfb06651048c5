"""Who sits where from when to when, and what of it cannot be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter

from survey.actions.importing.source import Source
from survey.errors import ImportFileError

FOR_EVER = date.max
MOST_NAMED = 5


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
    held: Tenure | None = None
    for one in sorted(tenures, key=attrgetter("first")):
        if held is not None and one.first <= held.last:
            raise ImportFileError(
                source.name,
                f"the seat '{one.seat}' has two holders on {one.first}, "
                f"{held.email} ({held.place}) and {one.email} ({one.place}); "
                "let one leave before the other joins.",
                row=last_line([held, one]),
                column="active_from",
            )
        held = one


def refuse_other_than_one_primary(source: Source, tenures: Sequence[Tenure]) -> None:
    """On every day on which a person holds any seat, exactly one of them counts the person."""
    borders = sorted({tenure.first for tenure in tenures} | {next_day(t.last) for t in tenures})
    waiting = sorted(tenures, key=attrgetter("first"), reverse=True)
    active: list[Tenure] = []
    for day in borders:
        active = [tenure for tenure in active if day <= tenure.last]
        while waiting and waiting[-1].first <= day:
            active.append(waiting.pop())
        if active and sum(tenure.primary for tenure in active) != 1:
            raise other_than_one_primary(source, sorted(active, key=by_line), day)


def other_than_one_primary(source: Source, active: Sequence[Tenure], day: date) -> ImportFileError:
    """That of the seats held on `day` none counts the person, or several do; names the rows."""
    seats = " and ".join(f"'{tenure.seat}' ({tenure.place})" for tenure in active[:MOST_NAMED])
    if len(active) == 1:
        fault, mend = "their only seat then, which is not marked as primary", "mark it"
    else:
        marked = sum(tenure.primary for tenure in active)
        fault, mend = f"of which {marked} are marked as primary", "mark exactly one"
    return ImportFileError(
        source.name,
        f"{active[0].email} holds {seats} on {day}, {fault}; {mend} with 'yes'.",
        row=last_line(active),
        column="primary",
    )


def refuse_after_the_end(
    source: Source, tenures: Sequence[Tenure], ends: Mapping[str, date]
) -> None:
    """Refuse a holder of a seat after the last day of the seat itself, by its ref."""
    for tenure in tenures:
        end = ends.get(tenure.seat, FOR_EVER)
        if tenure.last > end:
            raise ImportFileError(
                source.name,
                f"the seat '{tenure.seat}' itself ends on {end}, and {tenure.email} "
                f"({tenure.place}) holds it longer; let them leave by then, or correct the end.",
                row=tenure.line,
                column="active_to",
            )


def by_line(tenure: Tenure) -> int:
    return tenure.line or 0


def last_line(tenures: Sequence[Tenure]) -> int | None:
    return max(map(by_line, tenures), default=0) or None


def next_day(day: date) -> date:
    return day if day == FOR_EVER else day + timedelta(days=1)
