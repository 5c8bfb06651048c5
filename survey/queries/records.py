"""The records of conversations: whose words they hold, and how sure it is that they are right."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func
from sqlmodel import Session, col, select

from analysis.periods import quarter_of
from survey.models import (
    Clash,
    Comment,
    CommentKind,
    Edition,
    EditionState,
    Interview,
    Invitation,
    Mode,
    Record,
    Response,
    Round,
    RoundState,
)
from survey.queries.counting import counts
from survey.queries.heard_twice import clash_of
from survey.queries.organisation import read_back_days
from survey.queries.responses import standing_response


@dataclass(frozen=True, slots=True)
class Recorded:
    """A response of a conversation, whether it counts, and how long it can be contradicted."""

    response: Response
    interview: Interview
    clash: Clash | None
    counts: bool
    read_back_days: int

    def record(self, now: datetime) -> Record:
        return self.interview.record(self.read_back_days, now)


@dataclass(frozen=True, slots=True)
class Conversations:
    """How many conversations count in some months, by what their records are worth."""

    held: int
    by_record: dict[Record, int]


def interview_of(session: Session, response_id: int) -> Interview | None:
    """The conversation behind a response; None where there was none."""
    return session.scalars(select(Interview).where(Interview.response_id == response_id)).first()


def recorded(session: Session, reference: str) -> Recorded | None:
    """The conversation that was recorded under `reference`."""
    query = (
        select(Response, Interview)
        .join(Interview, col(Interview.response_id) == Response.id)
        .where(Response.reference == reference)
    )
    found = session.exec(query).first()
    if found is None:
        return None
    response, interview = found
    standing = standing_response(session, response.invitation_id)
    return Recorded(
        response,
        interview,
        clash=clash_of(session, response.id or 0),
        counts=standing is not None and standing.id == response.id,
        read_back_days=read_back_days(session),
    )


def passages_of(session: Session, response_id: int) -> list[Comment]:
    """What was marked in the notes as said, in the order in which it was said."""
    return _said(session, response_id, col(Comment.kind) == CommentKind.PASSAGE)


def words_of(session: Session, response_id: int) -> list[Comment]:
    """All the words of a response, the facilitator's notes among them."""
    return _said(session, response_id)


def conversations_in(
    session: Session, months: Collection[str], *, days: int, now: datetime
) -> Conversations:
    """The conversations that count in the closed rounds of `months`, as their records stand `now`.

    A record is contradicted within `days` or not at all.
    """
    query = (
        select(Interview)
        .join(Response, col(Response.id) == Interview.response_id)
        .join(Invitation, col(Invitation.id) == Response.invitation_id)
        .join(Round, col(Round.id) == Invitation.round_id)
        .where(_counting(months), col(Round.state) == RoundState.CLOSED)
    )
    found = Counter(each.record(days, now) for each in session.scalars(query))
    return Conversations(found.total(), {record: found[record] for record in Record})


def corrected_since(session: Session, months: Collection[str], since: datetime) -> int:
    """How many people have corrected the record of a month of `months` after `since`."""
    query: Select[int] = (
        select(func.count(func.distinct(Invitation.id)))
        .select_from(Response)
        .join(Interview, col(Interview.response_id) == Response.id)
        .join(Invitation, col(Invitation.id) == Response.invitation_id)
        .join(Round, col(Round.id) == Invitation.round_id)
        .where(
            _counting(months),
            col(Interview.corrects_id).is_not(None),
            col(Response.submitted_at) > since,
        )
    )
    return session.scalar(query) or 0


def published_edition(session: Session, month: str) -> str:
    """The latest edition of the quarter of `month`, '2018-19-q2/1'; empty before the first."""
    query = (
        select(Edition.period, Edition.number)
        .where(Edition.period == quarter_of(month).ref, Edition.state == EditionState.PUBLISHED)
        .order_by(col(Edition.number).desc())
        .limit(1)
    )
    found = session.exec(query).first()
    return f"{found[0]}/{found[1]}" if found else ""


def _counting(months: Collection[str]) -> ColumnElement[bool]:
    return (col(Response.mode) == Mode.INTERVIEW) & counts() & col(Round.month).in_(months)


def _said(session: Session, response_id: int, *which: ColumnElement[bool]) -> list[Comment]:
    query = select(Comment).where(Comment.response_id == response_id, *which)
    return list(session.scalars(query.order_by(col(Comment.id))))
