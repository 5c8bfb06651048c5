"""Audit events as lines that can be read."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeGuard

from survey.clock import london_moment
from survey.models import AuditEvent


@dataclass(frozen=True, slots=True)
class Deed:
    """One line: who did what to what, when, and the plain facts, 'asked 29, closes at Monday …'."""

    at: datetime
    actor: str
    action: str
    subject: str
    facts: str


def deeds(events: Iterable[AuditEvent], subjects: Mapping[str, str]) -> list[Deed]:
    """A line for each event; `subjects` has words for those that are the number of a row."""
    return [
        Deed(
            event.at,
            event.actor,
            event.action,
            subjects.get(event.subject, event.subject),
            facts(event.detail),
        )
        for event in events
    ]


def facts(detail: str) -> str:
    found: dict[str, object] = json.loads(detail)
    return ", ".join(f"{name.replace('_', ' ')} {words(value)}" for name, value in found.items())


def words(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return london_moment(datetime.fromisoformat(value)) if is_moment(value) else str(value)


def is_moment(value: object) -> TypeGuard[str]:
    """Whether it is a moment in ISO 8601, date and time, as actions write them."""
    return isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d", value) is not None
