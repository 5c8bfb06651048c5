from collections.abc import Sequence

from sqlalchemy import select, update
from sqlmodel import Session, col

from survey.actions.codebook.rules import fit_meaning, fit_name, refuse_families, standing
from survey.actions.codebook.step import Step, close, descend, make_version, refuse_stale
from survey.errors import SurveyError
from survey.models import Code, Coding, Comment, LineageKind, Response
from survey.queries.counting import counts

FEWEST = 2
Part = tuple[str, str]


def split_code(session: Session, step: Step, *, code_id: int, parts: Sequence[Part]) -> list[Code]:
    """Let `parts`, each a name and a meaning, take the code's place in its family; gives them.

    The old code leaves the codebook. What was coded with it waits to be coded again, and keeps its
    codings until then. One part may keep the old name. Raises NotFound for no such code, Conflict
    for one that has left or where the codebook was changed meanwhile, and SurveyError for a
    family's own code, fewer than two parts or an unfit name.
    """
    number = refuse_stale(session, step)
    (code,) = standing(session, [code_id])
    refuse_families([code], "split")
    named = [
        (fit_name(session, code.family, name, beside=[code]), fit_meaning(meaning))
        for name, meaning in parts
    ]
    if len(named) < FEWEST:
        raise SurveyError(f"A split has at least {FEWEST} parts; name another one.")
    if len({name.casefold() for name, _ in named}) < len(named):
        raise SurveyError("Two parts have the same name; give each its own.")
    told = " and ".join(f"'{name}'" for name, _ in named)
    make_version(session, step, number, f"'{code.name}' was split into {told}.")
    close(session, [code], number)
    made = [
        Code(family=code.family, parent_id=code.parent_id, name=name, meaning=meaning, since=number)
        for name, meaning in named
    ]
    session.add_all(made)
    session.flush()
    for part in made:
        descend(session, number, LineageKind.SPLIT, code, part)
    queue_again(session, code_id)
    return made


def queue_again(session: Session, code_id: int) -> None:
    """What counts of the words that were coded with it waits for an analyst again."""
    coded = (
        select(col(Coding.comment_id))
        .join(Comment, col(Comment.id) == Coding.comment_id)
        .join(Response, col(Response.id) == Comment.response_id)
        .where(col(Coding.code_id) == code_id, counts())
    )
    session.execute(update(Comment).where(col(Comment.id).in_(coded)).values(to_code=True))
