"""Audit events as lines that can be read."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from survey.models import AuditEvent


@dataclass(frozen=True, slots=True)
class Deed:
    """One line: who did what to what, when, and the plain facts, 'asked 29, closes_at …'."""

    at: datetime
    actor: str
    action: str
    subject: str
    facts: str


def deeds(events: Iterable[AuditEvent]) -> list[Deed]:
    return [
        Deed(event.at, event.actor, event.action, event.subject, facts(event.detail))
        for event in events
    ]


def facts(detail: str) -> str:
    found: dict[str, object] = json.loads(detail)
    return ", ".join(f"{name.replace('_', ' ')} {words(value)}" for name, value in found.items())


def words(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
