from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from sqlmodel import Session

from survey.actions.importing.cells import month, one_of, ref
from survey.actions.importing.changes import Changes
from survey.actions.importing.record_import import record_import
from survey.actions.importing.source import Source
from survey.actions.importing.table import Column, Row, by_key, read_rows
from survey.actions.rate_aims import set_ratings
from survey.errors import ImportFileError
from survey.models import Rag
from survey.queries.standing import aims_by_key, ratings_in_force


@dataclass(frozen=True, slots=True)
class RatingRow(Row):
    """The official rating of an aim in a month."""

    month: Annotated[str, Column(month)]
    aim: Annotated[str, Column(ref)]
    rag: Annotated[Rag, Column(one_of(Rag))]


def import_rag(session: Session, *, source: Source, actor: str, now: datetime) -> Changes:
    """Make the ratings of the months in `source` what it says; raises ImportFileError.

    A rating holds until a later month's. What is in force already is left alone, so that a file
    of all aims each month keeps the months in which something changed.
    """
    rows = by_key(source, read_rows(source, RatingRow), lambda row: (row.month, row.aim), "aim")
    refuse_unknown_aims(session, source, rows)
    changes = Changes()
    for each in sorted({row.month for row in rows.values()}):
        ratings = {row.aim: row.rag for row in rows.values() if row.month == each}
        changes += set_ratings(session, each, ratings, ratings_in_force(session, each))
    return record_import(session, changes, noun="ratings", source=source, actor=actor, now=now)


def refuse_unknown_aims(
    session: Session, source: Source, rows: Mapping[tuple[str, str], RatingRow]
) -> None:
    known = aims_by_key(session)
    for row in rows.values():
        if (row.aim,) not in known:
            raise ImportFileError(
                source.name,
                f"the plan has no aim '{row.aim}'; use the ref of an aim, "
                "or import the plan first.",
                row=row.line,
                column="aim",
            )
