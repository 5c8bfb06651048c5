"""Messages that did not arrive, or may not have."""

from sqlalchemy import Subquery, bindparam, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from survey.models import (
    MESSAGES,
    Invitation,
    MailAttempt,
    OutboxItem,
    OutboxKind,
    OutboxState,
    Round,
)

# A code and a test are asked for by whoever waits for them; they tell nothing of the round.
ABOUT_PEOPLE = sorted(MESSAGES - {OutboxKind.TEST, OutboxKind.CODE})
FAILED = (OutboxState.DEAD, OutboxState.BOUNCED)


def failed_mail(*states: OutboxState) -> Subquery:
    """The last message of each invitation, where it ended in one of `states` by `:at`.

    Columns `invitation_id`, `item_id`, `failed_at`. A later message that waits or went out makes
    good an earlier one that failed. The parameters are `:opens_at`, before which no message of
    the round was due, and `:at`.
    """
    later = aliased(OutboxItem)
    made_good = select(col(later.id)).where(
        col(later.subject_id) == col(OutboxItem.subject_id),
        col(later.kind).in_(ABOUT_PEOPLE),
        col(later.id) > col(OutboxItem.id),
        col(later.created_at) <= bindparam("at"),
        col(later.state).not_in(states),
    )
    last_tried = (
        select(func.max(MailAttempt.at))
        .where(col(MailAttempt.item_id) == col(OutboxItem.id))
        .correlate(OutboxItem)
        .scalar_subquery()
    )
    failed_at = func.coalesce(last_tried, col(OutboxItem.due_at))
    return (
        select(
            col(OutboxItem.subject_id).label("invitation_id"),
            func.max(OutboxItem.id).label("item_id"),
            func.max(failed_at).label("failed_at"),
        )
        .where(
            col(OutboxItem.state).in_(states),
            col(OutboxItem.due_at) >= bindparam("opens_at"),
            col(OutboxItem.kind).in_(ABOUT_PEOPLE),
            failed_at <= bindparam("at"),
            ~made_good.exists(),
        )
        .group_by(col(OutboxItem.subject_id))
        .subquery()
    )


UNCERTAIN = (
    select(func.count(func.distinct(OutboxItem.subject_id)), func.count())
    .join(Invitation, col(Invitation.id) == col(OutboxItem.subject_id))
    .where(
        col(OutboxItem.state) == OutboxState.UNCERTAIN,
        col(OutboxItem.due_at) >= bindparam("opens_at"),
        col(OutboxItem.kind).in_(sorted(MESSAGES)),
        col(Invitation.round_id) == bindparam("round_id"),
    )
)


def uncertain_mail(session: Session, round_: Round) -> tuple[int, int]:
    """To how many people mail of `round_` may or may not have arrived, and how many messages."""
    parameters = {"opens_at": round_.opens_at, "round_id": round_.id}
    people, messages = session.execute(UNCERTAIN, parameters).one()
    return people, messages
