"""Words and codes for tests of the analyst's room: in the small council's July."""

from datetime import datetime

from sqlmodel import Session, col, select

from survey.actions.code_comment import Found, code_comment
from survey.actions.codebook.add_code import add_code
from survey.actions.codebook.step import Step
from survey.models import Code, CodeFamily, Coding, Comment, Invitation, Mode
from survey.queries.codebook import latest_version
from tests.survey.council import answered
from tests.survey.house import OPENS

ANALYST = "analyst@staff.example"


def step(session: Session, now: datetime = OPENS) -> Step:
    """A change of the codebook by somebody who has seen how it stands."""
    return Step(latest_version(session).number, ANALYST, now)


def a_code(
    session: Session, name: str, family: CodeFamily = CodeFamily.CONCERN, meaning: str = ""
) -> Code:
    return add_code(session, step(session), family=family, name=name, meaning=meaning)


def says(session: Session, invitation_id: int, **typed: str) -> list[Comment]:
    """What a holder of a seat says in July, in the order of the form."""
    invitation = session.get_one(Invitation, invitation_id)
    response = answered(session, invitation, OPENS, Mode.FORM, **typed)
    query = select(Comment).where(Comment.response_id == response.id)
    return list(session.exec(query.order_by(col(Comment.id))))


def is_coded(session: Session, comment: Comment, *codes: Code) -> None:
    """An analyst finds just these codes in the comment."""
    chosen = frozenset(code.id or 0 for code in codes)
    found = Found(chosen, codes_of(session, comment))
    code_comment(session, comment_id=comment.id or 0, found=found, actor=ANALYST, now=OPENS)
    session.refresh(comment)


def codes_of(session: Session, comment: Comment) -> frozenset[int]:
    query = select(Coding.code_id).where(Coding.comment_id == comment.id)
    return frozenset(session.exec(query))
