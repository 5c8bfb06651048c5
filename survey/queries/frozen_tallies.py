"""Periods that were counted once, as long as what they were counted from is as it was."""

from collections.abc import Sequence

from sqlalchemy import tuple_
from sqlmodel import Session, col, select

from analysis.periods import Period
from survey.models import FrozenTally
from survey.queries.fingerprints import facts_of, fingerprint
from survey.queries.tallies import Counted
from survey.queries.tally_documents import read

# A period, and what it is compared with.
Compared = tuple[Period, Period | None]


def frozen_tallies(
    session: Session, wanted: Sequence[Compared], *, inside: bool
) -> dict[Compared, Counted]:
    """Of `wanted` what was counted once and still holds, in one statement however many they are."""
    held = {(row.period, row.against): row for row in _rows(session, wanted, inside=inside)}
    marks = fingerprints(session, [pair for pair in wanted if key(pair) in held])
    return {
        pair: read(held[key(pair)].document, *pair)
        for pair, mark in marks.items()
        if held[key(pair)].fingerprint == mark
    }


def outdated(session: Session, wanted: Sequence[Compared], *, inside: bool) -> dict[Compared, str]:
    """Of `wanted` what must be counted anew, with the fingerprint of what it is counted from."""
    held = {
        (row.period, row.against): row.fingerprint for row in _rows(session, wanted, inside=inside)
    }
    return {
        pair: mark
        for pair, mark in fingerprints(session, wanted).items()
        if held.get(key(pair)) != mark
    }


def fingerprints(session: Session, wanted: Sequence[Compared]) -> dict[Compared, str]:
    """The fingerprint of what each of `wanted` is counted from."""
    months = {month for pair in wanted for each in pair if each for month in each.months}
    facts = facts_of(session, months) if months else {}
    return {pair: fingerprint(facts, pair) for pair in wanted}


def key(pair: Compared) -> tuple[str, str]:
    """Under which refs a period is frozen."""
    period, against = pair
    return period.ref, against.ref if against else ""


def _rows(session: Session, wanted: Sequence[Compared], *, inside: bool) -> list[FrozenTally]:
    pairs = tuple_(col(FrozenTally.period), col(FrozenTally.against))
    query = select(FrozenTally).where(
        col(FrozenTally.inside).is_(inside), pairs.in_([key(pair) for pair in wanted])
    )
    return list(session.exec(query))
