"""Twelve people whose months fall, from whose figures early warnings rise.

July is closed: everybody scores 3. In August four of the twelve give 2 for progress, so that low
scores are up by a third among all who are matched, which raises a warning; nothing else does.
"""

from datetime import UTC, datetime
from typing import Final

from sqlmodel import Session, col, select

from survey.actions.close_round import close_round
from survey.actions.watch_figures import Changes, watch_figures
from survey.models import AuditEvent, EarlyWarning, OutboxItem, OutboxKind
from survey.queries.watched import Watched, watched
from tests.survey.council import answered, invitations, opened
from tests.survey.quarter import OPENS, add_panel, add_plan

JULY, AUGUST = "3" * 12, "2222" + "3" * 8
FALLEN: Final = "low-share"
NIGHT = datetime(2018, 9, 1, 2, 0, tzinfo=UTC)
WORDS = "The lead brings a plan to the next meeting."


def council(session: Session) -> None:
    add_plan(session)
    add_panel(session)
    session.commit()


def answer_month(session: Session, month: str, progress: str) -> None:
    """Open `month` and let one person a digit answer, in the order of the panel."""
    round_ = opened(session, OPENS, month, invite=False)
    for invitation, score in zip(invitations(session, round_), progress, strict=False):
        answered(session, invitation, round_.opens_at, theme_1_progress=score)
    session.commit()


def hold(session: Session, month: str, progress: str) -> None:
    answer_month(session, month, progress)
    close(session, month)


def close(session: Session, month: str) -> None:
    close_round(session, month=month, actor="command", now=NIGHT)
    session.commit()


def fallen(session: Session) -> None:
    """The council after July and August, both closed."""
    council(session)
    hold(session, "2018-07", JULY)
    hold(session, "2018-08", AUGUST)


def look(session: Session, now: datetime = NIGHT) -> Changes:
    """See what the figures warn of and keep it."""
    found = watched(session, now)
    changes = watch_figures(session, watched=found, now=now)
    session.commit()
    return changes


def nothing(session: Session, *periods: str) -> Changes:
    """What follows when `periods` warn of nothing any more."""
    changes = watch_figures(session, watched=Watched(periods, ()), now=NIGHT)
    session.commit()
    return changes


def every(session: Session) -> list[EarlyWarning]:
    return list(session.exec(select(EarlyWarning).order_by(col(EarlyWarning.id))))


def kinds(session: Session) -> list[tuple[str, str, bool]]:
    """(kind, period, whether it stands) of every warning."""
    return [(each.kind.value, each.period, each.ended_at is None) for each in every(session)]


def rows(session: Session) -> list[OutboxItem]:
    """Those that ask for a watch."""
    query = select(OutboxItem).where(OutboxItem.kind == OutboxKind.WATCH)
    return list(session.exec(query.order_by(col(OutboxItem.id))))


def told(session: Session, action: str) -> list[AuditEvent]:
    query = select(AuditEvent).where(AuditEvent.action == action)
    return list(session.exec(query.order_by(col(AuditEvent.id))))
