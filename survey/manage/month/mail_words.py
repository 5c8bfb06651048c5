"""What became of each message to a person, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from survey.models import MailOutcome, OutboxItem, OutboxKind, OutboxState
from survey.queries.history import Message

KINDS = {
    OutboxKind.INVITATION: "Invitation",
    OutboxKind.REMINDER: "Reminder",
    OutboxKind.LAST_DAY: "Last day",
    OutboxKind.THANKS: "Thanks",
    OutboxKind.INTERVIEW: "Talk",
    OutboxKind.CODE: "Code",
    OutboxKind.READ_BACK: "Read-back",
}
STATES = {
    OutboxState.QUEUED: "Waiting",
    OutboxState.DONE: "Sent",
    OutboxState.DROPPED: "Not sent",
    OutboxState.DEAD: "Failed",
    OutboxState.UNCERTAIN: "Uncertain",
    OutboxState.BOUNCED: "Came back",
}
COLOURS = {
    OutboxState.QUEUED: "light-blue",
    OutboxState.DEAD: "red",
    OutboxState.UNCERTAIN: "yellow",
    OutboxState.BOUNCED: "red",
}
OUTCOMES = {
    MailOutcome.DELIVERED: "taken by the mail server",
    MailOutcome.POSTPONED: "put off",
    MailOutcome.REJECTED: "refused",
    MailOutcome.UNCERTAIN: "handed over without an answer",
    MailOutcome.DROPPED: "not sent",
    MailOutcome.BOUNCED: "came back",
}


@dataclass(frozen=True, slots=True)
class Attempt:
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class MailLine:
    """One message: `colour` is that of its state's tag, empty where nothing is amiss."""

    kind: str
    at: datetime
    state: str
    colour: str
    attempts: tuple[Attempt, ...]


def mail_lines(messages: Iterable[Message]) -> list[MailLine]:
    """A line for each message of `history`, the latest first."""
    return [line(each) for each in reversed(list(messages))]


def line(message: Message) -> MailLine:
    item = message.item
    return MailLine(
        kind=KINDS.get(item.kind, item.kind.value),
        at=item.due_at if item.state is OutboxState.QUEUED else item.done_at or item.due_at,
        state=STATES[item.state],
        colour=COLOURS.get(item.state, ""),
        attempts=tuple(
            Attempt(each.at, said(OUTCOMES[each.outcome], each.said)) for each in message.attempts
        )
        or noted(item),
    )


def noted(item: OutboxItem) -> tuple[Attempt, ...]:
    """What the row itself says, for a message that has no line of its own."""
    at = item.done_at or item.due_at
    return (Attempt(at, item.last_error),) if item.last_error else ()


def said(outcome: str, words: str) -> str:
    return f"{outcome}: {words}" if words else outcome
