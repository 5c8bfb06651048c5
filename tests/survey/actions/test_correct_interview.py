from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from questionnaires.expanded import ExpandedQuestionnaire
from survey.actions.confirm_interview import confirm_interview
from survey.actions.correct_interview import Corrected, correct_interview
from survey.actions.read_back_again import read_back_again
from survey.errors import Conflict, NotComplete, NotFound, SurveyError
from survey.models import (
    Code,
    Coding,
    Comment,
    CommentKind,
    Invitation,
    Mode,
    Permission,
    Response,
    Round,
)
from survey.queries.counting import counts
from survey.queries.records import corrected_since
from survey.queries.rounds import questionnaire
from tests.survey.conversation import NOTES, PASSAGE, SAID, talked
from tests.survey.council import SECRET, answered, complete

pytestmark = pytest.mark.holds("a council's july")


@pytest.fixture
def invitation(session: Session) -> Invitation:
    return session.get_one(Invitation, 1)


@pytest.fixture
def expanded(session: Session) -> ExpandedQuestionnaire:
    return questionnaire(session, session.exec(select(Round)).one().questionnaire_sha256)


def correct(
    session: Session, seen: str, now: datetime, words: str = SAID, **document: str
) -> Response:
    invitation = session.get_one(Invitation, 1)
    round_ = session.get_one(Round, invitation.round_id)
    expanded = questionnaire(session, round_.questionnaire_sha256)
    typed = {name.replace("_", "-"): text for name, text in document.items()}
    return correct_interview(
        session,
        invitation=invitation,
        expanded=expanded,
        corrected=Corrected(complete(expanded) | typed, {PASSAGE: (words, Permission.BLOCK)}),
        seen=seen,
        idempotency_key=f"correction {seen} {words} {document}",
        now=now,
    )


def code(session: Session, comment: Comment, now: datetime) -> None:
    """Let an analyst have coded `comment`, and cleared it."""
    made = session.exec(select(Code)).first()
    assert made is not None
    session.add(
        Coding(comment_id=comment.id or 0, code_id=made.id or 0, coded_by="analyst", coded_at=now)
    )
    comment.to_code, comment.clear_of_exempt_by, comment.clear_of_exempt_at = False, "analyst", now
    session.flush()


def words(session: Session, response: Response, kind: CommentKind) -> Comment:
    query = select(Comment).where(Comment.response_id == response.id, Comment.kind == kind)
    return session.exec(query).one()


def test_words_that_stay_the_same_stay_coded(session: Session, now: datetime) -> None:
    first = talked(session)
    code(session, words(session, first, CommentKind.PASSAGE), now)
    second = correct(session, first.reference, now, theme_1_progress="5")
    same = words(session, second, CommentKind.PASSAGE)
    assert (same.to_code, same.clear_of_exempt_by) == (False, "analyst")
    assert [each.comment_id for each in session.exec(select(Coding))] == [
        words(session, first, CommentKind.PASSAGE).id,
        same.id,
    ]
    third = correct(session, second.reference, now, "Quite other words")
    other = words(session, third, CommentKind.PASSAGE)
    assert (other.to_code, other.clear_of_exempt_by) == (True, "")
    assert words(session, third, CommentKind.NOTES).text == NOTES
    assert [each.id for each in session.exec(select(Response).where(counts()))] == [third.id]


def test_without_a_mandatory_score_nothing_is_corrected(session: Session, now: datetime) -> None:
    first = talked(session)
    with pytest.raises(NotComplete):
        correct(session, first.reference, now, theme_1_progress="")
    with pytest.raises(SurveyError, match="no such answer"):
        correct(session, first.reference, now, theme_1_progress="7")
    with pytest.raises(SurveyError, match="Shorten what you said to 20,000"):
        correct(session, first.reference, now, "x" * 20_001)


def test_only_what_stands_is_confirmed_or_corrected(
    session: Session, invitation: Invitation, now: datetime
) -> None:
    with pytest.raises(NotFound):
        confirm_interview(session, invitation=invitation, seen="TT-AAAA-AAAA", now=now)
    first = talked(session)
    with pytest.raises(Conflict):
        correct(session, "TT-AAAA-AAAA", now)
    answered(session, invitation, now)
    with pytest.raises(NotFound):
        correct(session, first.reference, now)
    with pytest.raises(NotFound, match="nothing to read back"):
        read_back_again(session, invitation=invitation, secret_key=SECRET, actor="a", now=now)


def test_anothers_key_corrects_nothing(
    session: Session, expanded: ExpandedQuestionnaire, now: datetime
) -> None:
    first = talked(session)
    answered(session, session.get_one(Invitation, 2), now)
    (key,) = [r.idempotency_key for r in session.exec(select(Response)) if r.mode is Mode.FORM]
    with pytest.raises(Conflict, match="cannot be sent twice"):
        correct_interview(
            session,
            invitation=session.get_one(Invitation, 1),
            expanded=expanded,
            corrected=Corrected(complete(expanded), {}),
            seen=first.reference,
            idempotency_key=key,
            now=now,
        )


def test_corrections_are_counted_by_people_and_from_a_moment_on(
    session: Session, now: datetime
) -> None:
    months, later = ["2018-07"], now + timedelta(days=3)
    first = talked(session)
    assert corrected_since(session, months, now) == 0
    second = correct(session, first.reference, later, "Other words")
    correct(session, second.reference, later, "And others")
    assert corrected_since(session, months, now) == 1
    assert corrected_since(session, months, later) == 0
    assert corrected_since(session, ["2018-08"], now) == 0
