from collections.abc import Mapping

from sqlmodel import Session

from survey.actions.replanning.record import Step, record
from survey.actions.replanning.rules import (
    refuse_asked_month,
    refuse_mid_quarter,
    refuse_unfit_name,
    refuse_unfit_ref,
    standing,
)
from survey.errors import SurveyError
from survey.models import Aim, Lineage, LineageKind, Theme
from survey.queries.plan import aims_of

FEWEST = 2


def split(
    session: Session,
    step: Step,
    *,
    ref: str,
    parts: Mapping[str, str],
    aims: Mapping[str, str] | None = None,
) -> list[Lineage]:
    """Let the theme or aim `ref` become `parts` ({ref: name}) from the month of `step` on.

    For a theme `aims` says into which part each of its aims goes ({aim's ref: part's ref}); the
    others go into the first. Raises SurveyError for a month opened already or within a quarter,
    for fewer than two parts, and for a ref or name that cannot be used.
    """
    (entry,) = standing(session, step.level, [ref])
    refuse_asked_month(session, step.from_month)
    refuse_mid_quarter(step.from_month)
    if len(parts) < FEWEST:
        raise SurveyError(f"A split has at least {FEWEST} parts; name another one.")
    for part, name in parts.items():
        refuse_unfit_ref(session, step.level, part)
        refuse_unfit_name(name)
    made = [part_of(entry, part, name) for part, name in parts.items()]
    session.add_all(made)
    session.flush()
    if isinstance(entry, Theme):
        move_aims(session, entry, {part.ref: part.id or 0 for part in made}, aims or {})
    rows = [step.row(LineageKind.SPLIT, entry, part, name) for part, name in parts.items()]
    return record(session, step, rows)


def part_of(entry: Theme | Aim, ref: str, name: str) -> Theme | Aim:
    """A copy of `entry` under another ref and name, in the same place of the plan."""
    kept = entry.model_dump(exclude={"id"})
    if isinstance(entry, Theme):
        return Theme(**{**kept, "ref": ref, "name": name})
    return Aim(**{**kept, "ref": ref, "aim": name})


def move_aims(
    session: Session, theme: Theme, ids: Mapping[str, int], wanted: Mapping[str, str]
) -> None:
    first = next(iter(ids))
    strange = set(wanted.values()) - set(ids)
    if strange:
        raise SurveyError(f"'{min(strange)}' is not among the parts; choose one of them.")
    for aim in aims_of(session, theme):
        aim.theme_id = ids[wanted.get(aim.ref, first)]
    session.flush()
