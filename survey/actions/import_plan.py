from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from sqlmodel import Session

from analysis.periods import parse_month
from survey.actions.heed_exempt_aims import heed_exempt_aims
from survey.actions.importing.cells import (
    flag,
    line,
    month,
    names_of,
    one_of,
    perhaps,
    prose,
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
from survey.actions.importing.places import places
from survey.actions.importing.record_import import record_import
from survey.actions.importing.source import Source
from survey.actions.importing.table import Column, Row, by_key, read_rows, refuse_disagreement
from survey.actions.rate_aims import set_ratings
from survey.clock import LONDON
from survey.errors import ImportFileError
from survey.models import Aim, Rag, Theme, ThemeKind
from survey.queries.exempt import exempt_places
from survey.queries.standing import (
    aims_by_key,
    is_rated,
    ratings_in_force,
    themes_by_key,
)

COLUMNS = (
    "ref", "kind", "theme_ref", "theme", "lga_criterion", "aim", "background", "required_action",
    "output", "due", "lead", "rag", "exempt",
)  # fmt: skip
AIM_FIELDS = (
    "aim", "background", "required_action", "output", "due", "lead", "exempt", "illustrative",
)  # fmt: skip
# What a row without an aim leaves empty.
OF_AN_AIM = ("background", "required_action", "output", "due", "lead", "rag", "exempt")


@dataclass(frozen=True, slots=True)
class AimRow(Row):
    """A theme and, where the row has a ref, one of its aims; a service block has one aim."""

    ref: Annotated[str, Column(perhaps(ref))]
    kind: Annotated[ThemeKind, Column(one_of(ThemeKind))]
    theme_ref: Annotated[str, Column(ref)]
    theme: Annotated[str, Column(words)]
    lga_criterion: Annotated[str, Column(line)]
    aim: Annotated[str, Column(line)]
    background: Annotated[str, Column(prose)]
    required_action: Annotated[str, Column(prose)]
    output: Annotated[str, Column(prose)]
    due: Annotated[str, Column(perhaps(month))]
    lead: Annotated[str, Column(line)]
    rag: Annotated[Rag | str, Column(perhaps(one_of(Rag)))]
    exempt: Annotated[bool | None, Column(lambda text: flag(text) if text else None)]
    illustrative: Annotated[str, Column(names_of(COLUMNS))]


def import_plan(
    session: Session, *, source: Source, rag_month: str | None, actor: str, now: datetime
) -> Changes:
    """Make the plan what `source` says, and rate its aims from `rag_month` on.

    Without a `rag_month` only ratings that differ from those in force are given, from
    `usual_rag_month` on, so that what was said of earlier months stays. Raises ImportFileError,
    and PeriodError for a `rag_month` that is no month.
    """
    rows = read_rows(source, AimRow)
    aims = aims_of(source, rows)
    by_key(source, aims, lambda row: row.ref, "ref")
    refuse_disagreement(source, rows, "theme_ref", ("theme", "kind", "lga_criterion"))
    rated_from = parse_month(rag_month) if rag_month else usual_rag_month(session, aims, now)
    before = exempt_places(session)
    changes = upsert_themes(session, rows) + upsert_aims(session, aims)
    in_force = {} if rag_month else ratings_in_force(session, rated_from)
    ratings = {row.ref: Rag(row.rag) for row in aims if row.rag}
    changes += set_ratings(session, rated_from, ratings, in_force)
    heed_exempt_aims(session, before=before, actor=actor, now=now)
    return record_import(
        session, changes, noun="plan", source=source, actor=actor, now=now, rag_month=rated_from
    )


def aims_of(source: Source, rows: Sequence[AimRow]) -> list[AimRow]:
    """The rows that speak of an aim; refuses one of which the ref, the text or `exempt` lacks."""
    for row in rows:
        said = [column for column in ("aim", *OF_AN_AIM) if getattr(row, column) not in {"", None}]
        lacking = {"ref": not row.ref, "aim": not row.aim, "exempt": row.exempt is None}
        for column in [column for column, lacks in lacking.items() if lacks and (row.ref or said)]:
            raise ImportFileError(
                source.name,
                "it is empty; fill it in, or empty all that the row says of an aim.",
                row=row.line,
                column=column,
            )
    return [row for row in rows if row.ref]


def usual_rag_month(session: Session, rows: Sequence[AimRow], now: datetime) -> str:
    """This month; before there are any ratings, the first due month where that is earlier.

    So a plan of the past is rated from the start, before its first action fell due.
    """
    this_month = f"{now.astimezone(LONDON):%Y-%m}"
    if is_rated(session):
        return this_month
    return min([this_month, *(row.due or this_month for row in rows)])


def upsert_themes(session: Session, rows: Sequence[AimRow]) -> Changes:
    firsts: dict[Key, AimRow] = {}
    for row in rows:
        firsts.setdefault((row.theme_ref,), row)
    standing = themes_by_key(session)
    position = places(standing, list(firsts))
    wanted: dict[Key, Values] = {
        key: {
            "ref": row.theme_ref,
            "name": row.theme,
            "kind": row.kind,
            "lga_criterion": row.lga_criterion,
            "position": position[key],
        }
        for key, row in firsts.items()
    }
    return upsert(session, called("theme"), standing, wanted, Theme)


def upsert_aims(session: Session, rows: Sequence[AimRow]) -> Changes:
    themes, standing = themes_by_key(session), aims_by_key(session)
    position = places(standing, [(row.ref,) for row in rows], [row.theme_ref for row in rows])
    wanted: dict[Key, Values] = {
        (row.ref,): {
            "ref": row.ref,
            "theme_id": themes[row.theme_ref,].id,
            **values_of(row, AIM_FIELDS),
            "position": position[row.ref,],
        }
        for row in rows
    }
    names = {"theme_id": names_by_id(themes)}
    return upsert(session, called("aim"), standing, wanted, Aim, names)
