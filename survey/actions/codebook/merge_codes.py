from collections.abc import Iterable

from sqlalchemy import delete, exists, func, insert, literal, select
from sqlmodel import Session, SQLModel

from survey.actions.codebook.rules import refuse_families, standing
from survey.actions.codebook.step import Step, close, descend, make_version, refuse_stale
from survey.errors import SurveyError
from survey.models import Code, LineageKind

CODINGS = SQLModel.metadata.tables["coding"]
ANSWERED = SQLModel.metadata.tables["commitment_code"]


def merge_codes(session: Session, step: Step, *, code_ids: Iterable[int], into: int) -> Code:
    """Let the codes of `code_ids` become the code `into`, which stays; gives it.

    What was coded with any of them is coded with it, once, and what commitments answer moves
    likewise. Raises NotFound for no such code, Conflict for one that has left or where the
    codebook was changed meanwhile, and SurveyError for a family's own code or none at all.
    """
    number = refuse_stale(session, step)
    (target,) = standing(session, [into])
    merged = standing(session, [code_id for code_id in code_ids if code_id != into])
    if not merged:
        raise SurveyError("Choose at least one code beside the one that stays.")
    refuse_families(merged, "merged into another")
    names = ", ".join(f"'{code.name}'" for code in merged)
    verb = "was" if len(merged) == 1 else "were"
    make_version(session, step, number, f"{names} {verb} merged into '{target.name}'.")
    close(session, merged, number)
    for code in merged:
        descend(session, number, LineageKind.MERGED, code, target)
    old = [code.id or 0 for code in merged]
    move_codings(session, old, into)
    move_commitments(session, old, into)
    return target


def move_codings(session: Session, old: list[int], into: int) -> None:
    """Each comment is coded with `into` once, as it was with the first of its old codes."""
    first, there = CODINGS.alias(), CODINGS.alias()
    earliest = (
        select(func.min(first.c.code_id))
        .where(first.c.comment_id == CODINGS.c.comment_id, first.c.code_id.in_(old))
        .scalar_subquery()
    )
    has_it = exists().where(there.c.comment_id == CODINGS.c.comment_id, there.c.code_id == into)
    moved = select(
        CODINGS.c.comment_id, literal(into), CODINGS.c.coded_by, CODINGS.c.coded_at
    ).where(CODINGS.c.code_id.in_(old), CODINGS.c.code_id == earliest, ~has_it)
    columns = ["comment_id", "code_id", "coded_by", "coded_at"]
    session.execute(insert(CODINGS).from_select(columns, moved))
    session.execute(delete(CODINGS).where(CODINGS.c.code_id.in_(old)))


def move_commitments(session: Session, old: list[int], into: int) -> None:
    answered, there = ANSWERED, ANSWERED.alias()
    has_it = exists().where(
        there.c.commitment_id == answered.c.commitment_id, there.c.code_id == into
    )
    moved = select(answered.c.commitment_id, literal(into)).where(
        answered.c.code_id.in_(old), ~has_it
    )
    columns = ["commitment_id", "code_id"]
    session.execute(insert(answered).from_select(columns, moved.distinct()))
    session.execute(delete(answered).where(answered.c.code_id.in_(old)))
