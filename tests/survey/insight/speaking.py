"""What people say in tests about packs, on the closed quarter of `tests.survey.quarter`.

Its one theme, '1', holds an exempt aim, so words about it count only once they are marked clear;
words about nothing in particular count always.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session, col, select

from survey.actions.packing.payload import payload
from survey.models import (
    Code,
    CodeFamily,
    Coding,
    Comment,
    CommentKind,
    Commitment,
    CommitmentStatus,
    InsightPack,
    Invitation,
    Mode,
    Permission,
    Response,
    Round,
)
from survey.queries.rounds import round_by_month
from tests.survey.council import invitations

JULY, AUGUST = "2018-07", "2018-08"
MADE = datetime(2018, 8, 20, 9, 0, tzinfo=UTC)
ANALYST, PUBLISHER = "analyst@staff.example", "publisher@staff.example"
WORDS = "The protocol lies in a drawer."


def family(session: Session, of: CodeFamily = CodeFamily.CONCERN) -> Code:
    """The code of its own that a family has."""
    query = select(Code).where(Code.family == of, col(Code.parent_id).is_(None))
    return session.exec(query).one()


def add_code(session: Session, name: str, of: CodeFamily = CodeFamily.CONCERN) -> int:
    code = Code(family=of, parent_id=family(session, of).id, name=name, since=1)
    session.add(code)
    session.flush()
    assert code.id is not None
    return code.id


def responses(session: Session, month: str) -> list[Response]:
    """Those of `month` in the order of the panel."""
    query = (
        select(Response)
        .join(Invitation, col(Invitation.id) == Response.invitation_id)
        .join(Round, col(Round.id) == Invitation.round_id)
        .where(Round.month == month)
    )
    return list(session.exec(query.order_by(col(Invitation.id))))


def say(
    session: Session,
    code: int,
    people: Iterable[int],
    *,
    month: str = JULY,
    item: str = "",
    clear: bool = False,
    kind: CommentKind = CommentKind.COMMENT,
) -> None:
    """Let the `people`, by their place in the panel, say something that is coded as `code`."""
    said = responses(session, month)
    for place in people:
        comment = Comment(
            response_id=said[place].id or 0,
            field=f"words-{code}-{item}",
            item=item,
            text=WORDS,
            permission=Permission.TEAM,
            kind=kind,
            to_code=False,
            clear_of_exempt_by=ANALYST if clear else "",
        )
        session.add(comment)
        session.flush()
        session.add(
            Coding(comment_id=comment.id or 0, code_id=code, coded_by=ANALYST, coded_at=MADE)
        )
    session.flush()


def hear_all(session: Session, month: str) -> None:
    """Let everybody else answer `month` as well, as if it had not been closed yet."""
    for invitation in invitations(session, round_by_month(session, month)):
        known = select(Response).where(Response.invitation_id == invitation.id)
        if session.exec(known).first() is None:
            session.add(
                Response(
                    invitation_id=invitation.id or 0, revision=1, mode=Mode.FORM,
                    reference=f"r{invitation.id}", idempotency_key=f"k{invitation.id}",
                    submitted_at=MADE,
                )
            )  # fmt: skip
    session.flush()


def promise(session: Session, **facts: object) -> Commitment:
    made = Commitment.model_validate(
        {
            "said": "The protocol is not used.",
            "people": 12,
            "promise": "Train every chair.",
            "lead": "City Solicitor",
            "due_month": JULY,
            "status": CommitmentStatus.PLANNED,
            "made_by": ANALYST,
            "made_at": MADE,
            "changed_at": MADE,
        }
        | facts
    )
    session.add(made)
    session.flush()
    return made


def latest(session: Session) -> InsightPack:
    session.rollback()
    query = select(InsightPack).order_by(col(InsightPack.id).desc())
    found = session.exec(query).first()
    assert found is not None
    session.expunge(found)
    session.rollback()
    return found


def document(session: Session, month: str = JULY) -> dict[str, Any]:
    session.flush()
    return payload(session, round_by_month(session, month), 1)
