from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from sqlmodel import Session

from survey.actions.importing.cells import line, month, ref, refs, words
from survey.actions.importing.changes import Changes, called, upsert, values_of
from survey.actions.importing.record_import import record_import
from survey.actions.importing.source import Source
from survey.actions.importing.table import Column, Row, by_key, read_rows
from survey.actions.importing.theme_refs import refuse_unknown_themes
from survey.models import Assurance
from survey.queries.standing import assurance_by_key

FIELDS = ("ref", "review", "reviewer", "reports_to", "due", "theme_refs", "source")


@dataclass(frozen=True, slots=True)
class AssuranceRow(Row):
    """A third party's review, to whom it reports and by which month."""

    ref: Annotated[str, Column(ref)]
    review: Annotated[str, Column(words)]
    reviewer: Annotated[str, Column(words)]
    reports_to: Annotated[str, Column(words)]
    due: Annotated[str, Column(month)]
    theme_refs: Annotated[str, Column(refs)]
    source: Annotated[str, Column(line)]


def import_assurance(session: Session, *, source: Source, actor: str, now: datetime) -> Changes:
    """Make the reviews what `source` says; raises ImportFileError."""
    rows = read_rows(source, AssuranceRow)
    found = by_key(source, rows, lambda row: (row.ref,), "ref")
    refuse_unknown_themes(session, source, rows, "theme_refs")
    changes = upsert(
        session,
        called("review"),
        assurance_by_key(session),
        {key: values_of(row, FIELDS) for key, row in found.items()},
        Assurance,
    )
    return record_import(session, changes, noun="assurance", source=source, actor=actor, now=now)
