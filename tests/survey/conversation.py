"""A conversation that was recorded, with words in it, for tests of what comes after."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlmodel import Session

from survey.actions.record_interview import Conversation, Words, record_interview
from survey.models import (
    CommentKind,
    Interview,
    Invitation,
    Permission,
    Response,
    RoleName,
    Round,
    User,
)
from survey.queries.records import interview_of
from survey.queries.rounds import questionnaire
from tests.survey.accounts import add_account
from tests.survey.council import SECRET, complete
from tests.survey.house import OPENS, House

PASSAGE = "theme-1-passage-1"
SAID = "The dashboard came late"
NOTES = "Looked tired"
HELD = date(2018, 7, 3)


def talked(
    session: Session,
    invitation_id: int = 1,
    now: datetime = OPENS,
    *,
    by: User | None = None,
    said: Mapping[str, str] | None = None,
    permission: Permission = Permission.UNATTRIBUTED,
) -> Response:
    """An interview of threes with one passage and notes, read back by mail; flushed."""
    invitation = session.get_one(Invitation, invitation_id)
    round_ = session.get_one(Round, invitation.round_id)
    expanded = questionnaire(session, round_.questionnaire_sha256)
    facilitator = by or add_account(session, RoleName.FACILITATOR)
    return record_interview(
        session,
        invitation=invitation,
        expanded=expanded,
        document=complete(expanded) | dict(said or {}),
        conversation=Conversation(
            HELD,
            words=(
                Words(PASSAGE, "1", SAID, CommentKind.PASSAGE, permission),
                Words("theme-1-notes", "1", NOTES, CommentKind.NOTES),
            ),
        ),
        facilitator=facilitator,
        idempotency_key=f"interview {invitation_id} {facilitator.id} {now}",
        now=now,
        secret_key=SECRET,
    )


def record(house: House, invitation_id: int = 1, **how: object) -> Response:
    """Let somebody of July be interviewed, committed."""
    with house.session() as session:
        session.expire_on_commit = False
        return talked(session, invitation_id, **how)  # type: ignore[arg-type]


def interview(house: House, response_id: int) -> Interview:
    """The conversation behind a response, as it stands."""
    with house.session() as session:
        session.expire_on_commit = False
        found = interview_of(session, response_id)
    assert found is not None
    return found
