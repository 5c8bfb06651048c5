from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete
from sqlmodel import Session, col

from questionnaires.expanded import ExpandedQuestionnaire
from survey.actions.queue_read_back import queue_read_back
from survey.actions.record_event import record_event
from survey.actions.record_said import record_said
from survey.actions.set_to_code import set_to_code
from survey.models import (
    FIRST_REVISION,
    Comment,
    CommentKind,
    Interview,
    InterviewDraft,
    Invitation,
    Mode,
    Permission,
    Response,
    User,
)


@dataclass(frozen=True, slots=True)
class Words:
    """What stands beside the answers: a passage that the speaker said, or a facilitator's notes.

    `item` is the ref of the theme, or empty where it is about the whole.
    """

    field: str
    item: str
    text: str
    kind: CommentKind
    permission: Permission = Permission.TEAM


@dataclass(frozen=True, slots=True)
class Conversation:
    """When it was held, where and with whom, and the words that are no answer."""

    held_on: date
    attendees: str = ""
    place: str = ""
    words: tuple[Words, ...] = ()


def record_interview(  # noqa: PLR0913  # each is a fact of its own, given by name
    session: Session,
    *,
    invitation: Invitation,
    expanded: ExpandedQuestionnaire,
    document: Mapping[str, str],
    conversation: Conversation,
    facilitator: User,
    idempotency_key: str,
    now: datetime,
    secret_key: str = "",
) -> Response:
    """Store `document` as what was said in `conversation`, as `record_said` does.

    What facilitators had typed so far is thrown away with that; the holder's own draft stays. With
    `secret_key`, which seals its personal link, a message is queued by which the speaker reads the
    record. Somebody who has been heard already gets none: that record is kept, and a `Clash` says
    so.
    """
    response, new = record_said(
        session,
        invitation=invitation,
        expanded=expanded,
        document=document,
        mode=Mode.INTERVIEW,
        idempotency_key=idempotency_key,
        now=now,
    )
    if new:
        write_down(session, response, conversation, facilitator)
        counts = response.revision >= FIRST_REVISION
        if not counts:
            set_to_code(session, response, to_code=False)
        record_event(
            session,
            actor=facilitator.email,
            action="interview recorded",
            subject=f"invitation {invitation.id}",
            now=now,
            held_on=conversation.held_on.isoformat(),
            counts=counts,
        )
        if counts and secret_key:
            queue_read_back(
                session, invitation=invitation, response=response, secret_key=secret_key, now=now
            )
    return response


def write_down(
    session: Session, response: Response, conversation: Conversation, facilitator: User
) -> None:
    if response.id is None:
        raise ValueError("The database gave the response no id.")
    session.add(
        Interview(
            response_id=response.id,
            facilitator_id=facilitator.id,
            held_on=conversation.held_on,
            attendees=conversation.attendees,
            place=conversation.place,
        )
    )
    session.add_all(
        Comment(
            response_id=response.id,
            field=words.field,
            item=words.item,
            text=words.text,
            permission=words.permission,
            kind=words.kind,
        )
        for words in conversation.words
    )
    typed = col(InterviewDraft.invitation_id) == response.invitation_id
    session.execute(delete(InterviewDraft).where(typed))
    session.flush()
