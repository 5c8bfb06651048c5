"""What people of the closed quarter have said, as an analyst coded it, and what was promised."""

from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session, col, select

from survey.actions.commitment_facts import CommitmentFacts
from survey.actions.make_commitment import make_commitment
from survey.actions.settle_commitment import Standing, settle_commitment
from survey.models import (
    Code,
    CodeFamily,
    Coding,
    Comment,
    Commitment,
    CommitmentStatus,
    Permission,
    Response,
)
from survey.queries.codebook import family_root

ANALYST = "analyst@staff.example"
MADE = datetime(2018, 8, 20, 9, 0, tzinfo=UTC)
DONE = datetime(2018, 9, 20, 9, 0, tzinfo=UTC)
SAID = "Training on the protocol came late"
PROMISE = "Every new member is trained within a month"
OUTCOME = "Two evenings of training were held"


def add_code(session: Session, name: str = "Training is late", meaning: str = "") -> Code:
    """A concern, in the codebook from its first version on."""
    root = family_root(session, CodeFamily.CONCERN)
    code = Code(family=CodeFamily.CONCERN, parent_id=root.id, name=name, meaning=meaning, since=1)
    session.add(code)
    session.flush()
    return code


def let_say(session: Session, code: Code, people: int, item: str = "1", first: int = 0) -> None:
    """`people` of the panel, from the one at place `first` on, said in July what the code means."""
    responses = session.exec(select(Response).order_by(col(Response.id)))
    for response in responses.all()[first : first + people]:
        comment = Comment(
            response_id=response.id or 0,
            field="theme-1-comment",
            item=item,
            text="It came late.",
            permission=Permission.TEAM,
            to_code=False,
        )
        session.add(comment)
        session.flush()
        session.add(
            Coding(
                comment_id=comment.id or 0, code_id=code.id or 0, coded_by=ANALYST, coded_at=MADE
            )
        )
    session.flush()


def facts(*codes: Code, **changed: Any) -> CommitmentFacts:
    told: dict[str, Any] = {
        "said": SAID,
        "promise": PROMISE,
        "lead": "City Solicitor",
        "item": "1.1",
        "due_month": "2018-09",
        "codes": tuple(code.id or 0 for code in codes),
        "clear_of_exempt": True,
        **changed,
    }
    return CommitmentFacts(**told)


def promised(session: Session, code: Code, *, at: datetime = MADE, **changed: Any) -> Commitment:
    """A commitment that answers `code`, flushed."""
    return make_commitment(session, facts=facts(code, **changed), actor=ANALYST, now=at)


def settle(
    session: Session,
    commitment: Commitment,
    status: CommitmentStatus = CommitmentStatus.DONE,
    *,
    at: datetime = DONE,
) -> Commitment:
    return settle_commitment(
        session,
        commitment_id=commitment.id or 0,
        standing=Standing(status, OUTCOME),
        seen=commitment.changed_at,
        actor=ANALYST,
        now=at,
    )
