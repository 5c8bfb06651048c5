from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from sqlmodel import Session

from survey.actions.importing.cells import (
    line,
    number,
    one_of,
    perhaps,
    period,
    prose,
    ref,
    words,
)
from survey.actions.importing.changes import Changes, called, upsert, values_of
from survey.actions.importing.record_import import record_import
from survey.actions.importing.source import Source
from survey.actions.importing.table import Column, Row, by_key, read_rows
from survey.actions.importing.theme_refs import refuse_unknown_themes
from survey.models import Indicator, Rag
from survey.queries.standing import indicators_by_key

KINDS = ("finance", "survey", "culture", "tracer")
FIELDS = (
    "ref", "kind", "measure", "theme_ref", "unit", "period", "value", "target", "comparator",
    "rag", "source", "note",
)  # fmt: skip
# What the demonstration fills in where the performance report has no figure.
FIGURE = ("unit", "value", "note", "simulated")


@dataclass(frozen=True, slots=True)
class IndicatorRow(Row):
    """A figure of a performance report; without a `value` it was named but not supplied."""

    ref: Annotated[str, Column(ref)]
    kind: Annotated[str, Column(one_of(KINDS))]
    measure: Annotated[str, Column(words)]
    theme_ref: Annotated[str, Column(perhaps(ref))]
    unit: Annotated[str, Column(line)]
    period: Annotated[str, Column(period)]
    value: Annotated[str, Column(number)]
    target: Annotated[str, Column(number)]
    comparator: Annotated[str, Column(line)]
    rag: Annotated[str, Column(perhaps(one_of(tuple(rag.value for rag in Rag))))]
    source: Annotated[str, Column(line)]
    note: Annotated[str, Column(prose)]


def import_indicators(session: Session, *, source: Source, actor: str, now: datetime) -> Changes:
    """Make the indicators what `source` says; raises ImportFileError."""
    rows = read_rows(source, IndicatorRow)
    figures = by_key(source, rows, lambda row: (row.ref, row.period), "period")
    refuse_unknown_themes(session, source, rows, "theme_ref")
    standing = indicators_by_key(session)
    wanted = {key: figure(row, standing.get(key)) for key, row in figures.items()}
    changes = upsert(session, called("indicator"), standing, wanted, Indicator)
    return record_import(session, changes, noun="indicators", source=source, actor=actor, now=now)


def figure(row: IndicatorRow, standing: Indicator | None) -> dict[str, Any]:
    """The values of an indicator; a missing figure does not take away a simulated one."""
    values = values_of(row, FIELDS) | {"simulated": False}
    if standing is not None and standing.simulated and not row.value:
        values |= values_of(standing, FIGURE)
    return values
