from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from sqlmodel import Session

from survey.actions.importing.cells import month, prose, refs, words
from survey.actions.importing.changes import Changes, upsert, values_of
from survey.actions.importing.record_import import record_import
from survey.actions.importing.source import Source
from survey.actions.importing.table import Column, Row, by_key, read_rows
from survey.actions.importing.theme_refs import refuse_unknown_themes
from survey.models import Recommendation
from survey.queries.standing import recommendations_by_key

FIELDS = ("source", "number", "recommendation", "status", "as_at", "theme_refs", "basis")


@dataclass(frozen=True, slots=True)
class RecommendationRow(Row):
    """An external recommendation and how far it had come by the month `as_at`."""

    source: Annotated[str, Column(words)]
    number: Annotated[str, Column(words)]
    recommendation: Annotated[str, Column(words)]
    status: Annotated[str, Column(words)]
    as_at: Annotated[str, Column(month)]
    theme_refs: Annotated[str, Column(refs)]
    basis: Annotated[str, Column(prose)]


def import_recommendations(
    session: Session, *, source: Source, actor: str, now: datetime
) -> Changes:
    """Make the recommendations what `source` says; raises ImportFileError."""
    rows = read_rows(source, RecommendationRow)
    found = by_key(source, rows, lambda row: (row.source, row.number), "number")
    refuse_unknown_themes(session, source, rows, "theme_refs")
    changes = upsert(
        session,
        lambda key: f"recommendation {key[1]} of {key[0]}",
        recommendations_by_key(session),
        {key: values_of(row, FIELDS) for key, row in found.items()},
        Recommendation,
    )
    return record_import(
        session, changes, noun="recommendations", source=source, actor=actor, now=now
    )
