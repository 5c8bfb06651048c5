from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from questionnaires.answers import blank
from questionnaires.expanded import ExpandedQuestionnaire
from survey.actions.carry_over import carry_over
from survey.actions.queue_read_back import drop_read_backs
from survey.actions.record_event import record_event
from survey.actions.refuse_unusable import refuse_unusable
from survey.actions.standing_interview import standing_interview
from survey.actions.store_answers import store_answers
from survey.actions.submit_response import new_reference
from survey.actions.take_out_quotes import take_out_quotes
from survey.errors import Conflict, SurveyError
from survey.language import gettext, thousands
from survey.models import (
    Comment,
    CommentKind,
    Interview,
    Invitation,
    Mode,
    Permission,
    Response,
    Round,
)
from survey.queries.records import published_edition, words_of
from survey.queries.responses import response_by_key
from survey.queries.rounds import asked_by

MOST_OF_A_PASSAGE = 20_000


@dataclass(frozen=True, slots=True)
class Corrected:
    """What the speaker says instead: answers as in a draft document, and each passage by field."""

    document: Mapping[str, str]
    passages: Mapping[str, tuple[str, Permission]]


def correct_interview(  # noqa: PLR0913 - each is a fact of its own, given by name
    session: Session,
    *,
    invitation: Invitation,
    expanded: ExpandedQuestionnaire,
    corrected: Corrected,
    seen: str,
    idempotency_key: str,
    now: datetime,
) -> Response:
    """Store what the speaker says instead of the record with the reference `seen`; both are kept.

    It is the next revision, confirmed as it is sent, of the same conversation with the
    facilitator's same notes. A passage left blank is left out. It may come when the round is
    closed or its quarter published: the next edition carries it. The same `idempotency_key` again
    gives the response of the first time. Raises what `standing_interview` and `refuse_unusable` do.
    """
    earlier = response_by_key(session, idempotency_key)
    if earlier is not None:
        return same_correction(earlier, invitation)
    standing, interview = standing_interview(session, invitation, seen)
    asked = asked_by(session, expanded, invitation)
    refuse_unusable(asked, corrected.document)
    refuse_long_passages(corrected)
    response = next_revision(session, standing, idempotency_key, now)
    store_answers(session, invitation, response, asked, corrected.document)
    copy_words(session, standing, response, corrected)
    carry_over(session, earlier_id=standing.id or 0, response_id=response.id or 0)
    take_out_quotes(session, now=now)
    session.add(corrected_interview(interview, response, now))
    drop_read_backs(session, invitation, now)
    tell(session, invitation, response, now)
    session.flush()
    return response


def same_correction(earlier: Response, invitation: Invitation) -> Response:
    if earlier.invitation_id != invitation.id:
        raise Conflict(
            gettext("These answers cannot be sent twice; check them and submit once more.")
        )
    return earlier


def refuse_long_passages(corrected: Corrected) -> None:
    if any(len(text) > MOST_OF_A_PASSAGE for text, _ in corrected.passages.values()):
        raise SurveyError(
            gettext("Shorten what you said to %(most)s characters at most.")
            % {"most": thousands(MOST_OF_A_PASSAGE)}
        )


def next_revision(
    session: Session, standing: Response, idempotency_key: str, now: datetime
) -> Response:
    response = Response(
        invitation_id=standing.invitation_id,
        revision=standing.revision + 1,
        mode=Mode.INTERVIEW,
        reference=new_reference(),
        idempotency_key=idempotency_key,
        submitted_at=now,
        simulated=standing.simulated,
    )
    session.add(response)
    session.flush()
    return response


def copy_words(
    session: Session, standing: Response, response: Response, corrected: Corrected
) -> None:
    """The notes as they are, and each passage as its speaker has it now."""
    for each in words_of(session, standing.id or 0):
        text, permission = each.text, each.permission
        if each.kind is CommentKind.PASSAGE:
            text, permission = corrected.passages.get(each.field, ("", each.permission))
        if each.kind is CommentKind.COMMENT or blank(text):
            continue
        session.add(
            Comment(
                response_id=response.id or 0,
                field=each.field,
                item=each.item,
                text=text,
                permission=permission,
                kind=each.kind,
            )
        )
    session.flush()


def corrected_interview(interview: Interview, response: Response, now: datetime) -> Interview:
    """The same conversation once more, as its speaker has corrected what was written down."""
    same = interview.model_dump(exclude={"id", "response_id", "confirmed_at", "corrects_id"})
    return Interview(
        **same, response_id=response.id or 0, confirmed_at=now, corrects_id=interview.id
    )


def tell(session: Session, invitation: Invitation, response: Response, now: datetime) -> None:
    """Whether the quarter is published is for the publisher: a new edition would carry this."""
    round_ = session.get_one(Round, invitation.round_id)
    edition = published_edition(session, round_.month)
    after = {"after_edition": edition} if edition else {}
    record_event(
        session,
        actor=f"invitation {invitation.id}",
        action="interview corrected",
        subject=f"invitation {invitation.id}",
        now=now,
        revision=response.revision,
        **after,
    )
