"""The watch over the figures, every night and at each close.

It needs whatever counts, so the worker loads it when the first is due. Counting takes its time and
is done from a reading session, before the write lock is taken.
"""

from datetime import datetime

from sqlmodel import Session

from survey.actions.freeze_tallies import freeze_tallies
from survey.actions.queue_watch import queue_watch
from survey.actions.settle_watches import settle_watches
from survey.actions.watch_figures import watch_figures
from survey.config import Settings
from survey.extensions import reading
from survey.mail.outcomes import NotYet
from survey.models import OutboxItem
from survey.queries.wanting_tallies import wanting_tallies
from survey.queries.watch_rows import EVERY_NIGHT, closes_waiting, is_watched_by_another
from survey.queries.watched import watched

BESIDE = "Another worker counts the figures just now."


def watch_over(session: Session, item: OutboxItem, _settings: Settings, now: datetime) -> None:
    """See what the figures warn of, for this close or night and for every other close that waits.

    Those were queued by what closed their rounds, so what is counted after they were seen counts
    them in. A night queues the next.
    """
    with reading(session) as reader:
        if is_watched_by_another(reader, item, now):
            raise NotYet(BESIDE)
        closes = closes_waiting(reader, item, now)
        found = watched(reader, now)
        counted = wanting_tallies(reader, now=now)
    freeze_tallies(session, now=now, counted=counted)
    watch_figures(session, watched=found, now=now)
    settle_watches(session, closes=closes, now=now)
    if item.subject_id == EVERY_NIGHT:
        queue_watch(session, now=now)
