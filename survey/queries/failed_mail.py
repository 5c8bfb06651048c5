"""Messages that did not arrive, or may not have."""

from sqlalchemy import Subquery, bindparam, func, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from survey.models import MESSAGES, MailAttempt, OutboxItem, OutboxKind, OutboxState

ABOUT_PEOPLE = sorted(MESSAGES - {OutboxKind.TEST})
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
