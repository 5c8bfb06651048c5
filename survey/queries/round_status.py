"""How far a round has come: who has been heard, by group."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from survey.clock import LONDON, london_date, london_time
from survey.models import Round, RoundState
from survey.queries.counts import ALWAYS, Counts, GroupStatus, added, counts_by_group


@dataclass(frozen=True, slots=True)
class RoundStatus:
    """A round's counts, over all and by group in the order of the seats."""

    month: str
    state: RoundState
    opens_at: datetime
    closes_at: datetime
    closed_at: datetime | None
    paused_at: datetime | None
    counts: Counts
    groups: tuple[GroupStatus, ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready; moments in ISO 8601, UTC."""
        return {
            "month": self.month,
            "state": self.state.value,
            "opens_at": self.opens_at.isoformat(),
            "closes_at": self.closes_at.isoformat(),
            "closed_at": self.closed_at.isoformat() if self.closed_at else None,
            "paused_at": self.paused_at.isoformat() if self.paused_at else None,
            **self.counts.to_dict(),
            "groups": [
                {"group": entry.group, "name": entry.name, **entry.counts.to_dict()}
                for entry in self.groups
            ],
        }

    def sentence(self, now: datetime) -> str:
        """'24 of 29 heard (19 forms, 5 interviews); 4 half-way; closes Friday 17:00, in 3 days.'"""
        counts = self.counts
        parts = [f"{counts.heard} of {counts.asked} heard ({self.modes()})"]
        parts.append(f"{counts.half_way} half-way")
        if counts.declined:
            parts.append(f"{counts.declined} declined")
        if counts.bounced:
            parts.append(f"{counts.bounced} bounced")
        return "; ".join([*parts, self.ending(now)]) + "."

    def modes(self) -> str:
        """'19 forms, 5 interviews', and '1 on paper', '1 by telephone' where there was one."""
        counts = self.counts
        modes = [counted(counts.forms, "form"), counted(counts.interviews, "interview")]
        if counts.papers:
            modes.append(f"{counts.papers} on paper")
        if counts.telephones:
            modes.append(f"{counts.telephones} by telephone")
        return ", ".join(modes)

    def ending(self, now: datetime) -> str:
        """When it closes or closed: 'closes Friday 17:00, in 3 days', 'closed 19 October 2018'."""
        if self.closed_at is not None:
            return f"closed {london_date(self.closed_at)}"
        if self.paused_at is not None:
            return f"paused since {london_date(self.paused_at)}"
        if self.closes_at <= now:
            return f"time ran out {london_date(self.closes_at)}, not closed yet"
        left = self.closes_at - now
        soon = left < timedelta(days=7)
        day = f"{self.closes_at.astimezone(LONDON):%A}" if soon else london_date(self.closes_at)
        return f"closes {day} {london_time(self.closes_at)}, in {remaining(left)}"


def round_status(session: Session, round_: Round, at: datetime = ALWAYS) -> RoundStatus:
    """Who of `round_` has been heard, who has begun and who has not; or as it stood at `at`."""
    groups = tuple(counts_by_group(session, round_, at))
    return RoundStatus(
        month=round_.month,
        state=round_.state,
        opens_at=round_.opens_at,
        closes_at=round_.closes_at,
        closed_at=round_.closed_at,
        paused_at=round_.paused_at,
        counts=added(entry.counts for entry in groups),
        groups=groups,
    )


def remaining(left: timedelta) -> str:
    """'3 days', '1 day', '5 hours', 'less than an hour'."""
    if left >= timedelta(days=1):
        return counted(left.days, "day")
    hours = int(left / timedelta(hours=1))
    return counted(hours, "hour") if hours else "less than an hour"


def counted(count: int, noun: str) -> str:
    """'1 form', '19 forms'."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
