from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, update
from sqlmodel import Session, SQLModel

from survey.actions.record_event import record_event
from survey.errors import Conflict, Gone, NotFound, SurveyError
from survey.models import Code
from survey.queries.codebook import codes_by_id, latest_number, split_into
from survey.queries.to_code import codings_of, comment_to_code

CODINGS = SQLModel.metadata.tables["coding"]
COMMENTS = SQLModel.metadata.tables["comment"]
# Built once: nobody needs codings as objects here.
FORGET = delete(CODINGS).where(CODINGS.c.comment_id == bindparam("of_comment"))
CODE = insert(CODINGS)
WAIT_NO_LONGER = (
    update(COMMENTS).where(COMMENTS.c.id == bindparam("of_comment")).values(to_code=False)
)


@dataclass(frozen=True, slots=True)
class Found:
    """The codes that an analyst found in a comment, and those that it had when they saw it."""

    chosen: frozenset[int]
    seen: frozenset[int]


def code_comment(
    session: Session, *, comment_id: int, found: Found, actor: str, now: datetime
) -> None:
    """Let the comment have just the codes `found`, none where there is nothing to code in it.

    It waits no longer. Raises NotFound for no such comment, Gone for one that was replaced or
    erased, SurveyError for a code that there is not, and Conflict for one that has left the
    codebook or where somebody has coded the comment meanwhile.
    """
    comment = comment_to_code(session, comment_id)
    if comment is None:
        raise NotFound("There is no such comment.")
    if not comment.counts or not comment.text:
        raise Gone("These words were taken back or changed by their speaker, so nothing is coded.")
    codes = codes_by_id(session, found.chosen)
    standing = codings_of(session, [comment_id]).get(comment_id, [])
    refuse_unknown(session, found, codes, standing)
    refuse_coded_meanwhile(found, standing)
    replace_codings(session, comment_id, found.chosen, actor, now)
    record_event(
        session,
        actor=actor,
        action="comment coded",
        subject=f"comment {comment_id}",
        now=now,
        codebook=latest_number(session),
        codes=len(found.chosen),
    )
    session.flush()


def refuse_unknown(
    session: Session, found: Found, codes: dict[int, Code], standing: Collection[Code]
) -> None:
    """A code that was retired since may stay on what has it; one that was split may not."""
    if found.chosen - set(codes):
        raise SurveyError("The codebook has no such code; choose among those that are offered.")
    had = {code.id for code in standing}
    left = [code for code in codes.values() if code.until is not None]
    split = split_into(session, [code.id or 0 for code in left]) if left else {}
    for code in left:
        if code.id not in had or code.id in split:
            raise Conflict(
                f"'{code.name}' has left the codebook meanwhile; choose what took its place."
            )


def refuse_coded_meanwhile(found: Found, standing: Collection[Code]) -> None:
    if {code.id for code in standing} != found.seen:
        names = ", ".join(f"'{code.name}'" for code in standing) or "nothing"
        raise Conflict(
            f"Somebody else has coded this meanwhile, with {names}. Your choice is still here: "
            "save it to replace theirs."
        )


def replace_codings(
    session: Session, comment_id: int, chosen: Collection[int], actor: str, now: datetime
) -> None:
    connection = session.connection()
    connection.execute(FORGET, {"of_comment": comment_id})
    rows = [
        {"comment_id": comment_id, "code_id": code_id, "coded_by": actor, "coded_at": now}
        for code_id in sorted(chosen)
    ]
    if rows:
        connection.execute(CODE, rows)
    connection.execute(WAIT_NO_LONGER, {"of_comment": comment_id})
