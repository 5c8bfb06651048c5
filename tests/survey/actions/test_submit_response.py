from datetime import datetime
from typing import Any

import pytest
from sqlmodel import Session, select

from questionnaires.expanded import ExpandedQuestionnaire
from survey.actions.submit_response import REFERENCE_LETTERS, new_reference, submit_response
from survey.errors import AlreadyAnswered, Conflict, Gone, NotComplete, SurveyError
from survey.models import AuditEvent, Draft, Invitation, Mode, Response, Round, RoundState
from survey.queries.responses import answered_before, document_of, standing_response
from tests.survey.council import invitations, opened
from tests.survey.house import ANSWERS

pytestmark = pytest.mark.holds("a council's july")


def submit(
    session: Session,
    invitation: Invitation,
    expanded: ExpandedQuestionnaire,
    now: datetime,
    document: dict[str, str] | None = None,
    **changed: Any,
) -> Response:
    facts: dict[str, Any] = {"mode": Mode.FORM, "idempotency_key": "first", "now": now} | changed
    return submit_response(
        session, invitation=invitation, expanded=expanded, document=document or ANSWERS, **facts
    )


def test_what_was_submitted_reads_back_as_a_document(
    session: Session, invitation: Invitation, expanded: ExpandedQuestionnaire, now: datetime
) -> None:
    said = ANSWERS | {"theme-2-comment": "Two\r\nlines", "theme-2-comment-permission": "internal"}
    response = submit(session, invitation, expanded, now, said)
    assert document_of(session, response.id or 0, expanded) == said | {
        "theme-1-comment": "",
        "theme-2-comment": "Two\nlines",
        "overall-comment": "",
    }


def test_every_revision_counts_one_more(
    session: Session, invitation: Invitation, expanded: ExpandedQuestionnaire, now: datetime
) -> None:
    made = [
        submit(session, invitation, expanded, now, idempotency_key=key) for key in ("a", "b", "c")
    ]
    assert [response.revision for response in made] == [1, 2, 3]
    assert standing_response(session, invitation.id or 0) is made[2]


def test_the_same_key_gives_the_same_response_even_to_other_answers(
    session: Session, invitation: Invitation, expanded: ExpandedQuestionnaire, now: datetime
) -> None:
    first = submit(session, invitation, expanded, now)
    assert submit(session, invitation, expanded, now, {"theme-1-progress": "5"}) is first


def test_a_key_of_somebody_else_gives_nothing_away(
    session: Session, invitation: Invitation, expanded: ExpandedQuestionnaire, now: datetime
) -> None:
    submit(session, invitation, expanded, now)
    other = session.exec(select(Invitation)).all()[1]
    with pytest.raises(Conflict):
        submit(session, other, expanded, now)
    assert standing_response(session, other.id or 0) is None


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"theme-1-progress": "6"}, "'theme-1-progress'"),
        ({"theme-3-progress": "1"}, "'theme-3-progress'"),
        ({"theme-1-comment": "x" * 4001}, "4,000 characters at most"),
        ({"theme-1-comment-permission": "everybody"}, "'theme-1-comment-permission'"),
    ],
)
def test_answers_that_the_questionnaire_does_not_have_are_refused(
    session: Session,
    invitation: Invitation,
    expanded: ExpandedQuestionnaire,
    now: datetime,
    wrong: dict[str, str],
    words: str,
) -> None:
    with pytest.raises(SurveyError, match=words):
        submit(session, invitation, expanded, now, ANSWERS | wrong)
    assert not session.exec(select(Response)).all()


def test_missing_scores_are_named_in_the_order_of_asking(
    session: Session, invitation: Invitation, expanded: ExpandedQuestionnaire, now: datetime
) -> None:
    with pytest.raises(NotComplete) as incomplete:
        submit(session, invitation, expanded, now, {"theme-1-maturity": "3"})
    assert incomplete.value.missing == (
        "theme-1-progress",
        "theme-2-progress",
        "theme-2-maturity",
    )


def test_a_closed_round_takes_nothing(
    session: Session, invitation: Invitation, expanded: ExpandedQuestionnaire, now: datetime
) -> None:
    session.exec(select(Round)).one().state = RoundState.CLOSED
    with pytest.raises(Gone):
        submit(session, invitation, expanded, now)


@pytest.mark.parametrize("mode", [Mode.PAPER, Mode.TELEPHONE])
def test_what_others_write_for_somebody_who_answered_the_form_is_refused(
    session: Session,
    invitation: Invitation,
    expanded: ExpandedQuestionnaire,
    now: datetime,
    mode: Mode,
) -> None:
    submit(session, invitation, expanded, now)
    with pytest.raises(AlreadyAnswered):
        submit(session, invitation, expanded, now, mode=mode, idempotency_key="second")


def test_an_interview_leaves_the_holders_own_draft(
    session: Session, invitation: Invitation, expanded: ExpandedQuestionnaire, now: datetime
) -> None:
    session.add(Draft(invitation_id=invitation.id or 0, version=1, document="{}", saved_at=now))
    submit(session, invitation, expanded, now, mode=Mode.INTERVIEW)
    assert session.get(Draft, invitation.id) is not None
    submit(session, invitation, expanded, now, idempotency_key="the form")
    assert session.get(Draft, invitation.id) is None


def test_an_invitation_that_is_not_stored_cannot_be_answered(
    session: Session, expanded: ExpandedQuestionnaire, now: datetime
) -> None:
    nobody = Invitation(round_id=1, person_id=1, seat_id=1, group_id=1)
    with pytest.raises(ValueError, match="an invitation that is stored"):
        submit(session, nobody, expanded, now)


def test_the_audit_names_the_invitation_and_no_words(
    session: Session, invitation: Invitation, expanded: ExpandedQuestionnaire, now: datetime
) -> None:
    submit(session, invitation, expanded, now, ANSWERS | {"theme-1-comment": "A secret"})
    events = session.exec(select(AuditEvent).where(AuditEvent.action == "response submitted"))
    event = events.one()
    assert (event.actor, event.detail) == (f"invitation {invitation.id}", '{"revision": 1}')


def test_a_person_who_answered_in_july_has_answered_before_in_august(
    session: Session, invitation: Invitation, expanded: ExpandedQuestionnaire, now: datetime
) -> None:
    after_july = now.replace(year=2119)
    august = invitations(session, opened(session, after_july, "2018-08"))[0]
    assert not answered_before(session, august)
    submit(session, invitation, expanded, now)
    assert answered_before(session, august)
    assert not answered_before(session, invitation)


def test_references_can_be_read_out() -> None:
    made = {new_reference() for _ in range(50)}
    assert len(made) == 50
    for reference in made:
        prefix, first, second = reference.split("-")
        assert (prefix, len(first), len(second)) == ("TT", 4, 4)
        assert set(first + second) <= set(REFERENCE_LETTERS)
    assert not set("0O1IL5S8B2ZV") & set(REFERENCE_LETTERS)


def test_a_paused_round_takes_no_form_but_what_was_said_in_conversation(
    session: Session, invitation: Invitation, expanded: ExpandedQuestionnaire, now: datetime
) -> None:
    session.exec(select(Round)).one().paused_at = now
    with pytest.raises(Conflict, match="paused"):
        submit(session, invitation, expanded, now)
    assert submit(session, invitation, expanded, now, mode=Mode.INTERVIEW).revision == 1


def test_who_does_not_score_is_stored_without_scores(
    session: Session, invitation: Invitation, expanded: ExpandedQuestionnaire, now: datetime
) -> None:
    invitation.scores = False
    with pytest.raises(SurveyError, match="theme-1-progress"):
        submit(session, invitation, expanded, now)
    response = submit(session, invitation, expanded, now, {"theme-1-comment": "Words"})
    said = document_of(session, response.id or 0, expanded)
    assert said["theme-1-comment"] == "Words"
    assert not said.keys() & ANSWERS.keys()


@pytest.mark.parametrize(
    ("mode", "still_asked"),
    [
        (Mode.FORM, False),
        (Mode.INTERVIEW, True),
        (Mode.PAPER, True),
        (Mode.TELEPHONE, True),
    ],
)
def test_whoever_is_heard_has_not_declined(
    session: Session,
    invitation: Invitation,
    expanded: ExpandedQuestionnaire,
    now: datetime,
    mode: Mode,
    *,
    still_asked: bool,
) -> None:
    invitation.declined_at = invitation.talk_asked_at = now
    submit(session, invitation, expanded, now, mode=mode)
    assert invitation.declined_at is None
    assert (invitation.talk_asked_at is not None) == still_asked


def test_who_does_not_score_says_something_in_the_form_but_need_not_in_conversation(
    session: Session, invitation: Invitation, expanded: ExpandedQuestionnaire, now: datetime
) -> None:
    invitation.scores = False
    nothing = {"overall-comment": " ", "theme-1-comment-permission": "team"}
    with pytest.raises(SurveyError, match="Nothing is written yet"):
        submit(session, invitation, expanded, now, nothing)
    assert submit(session, invitation, expanded, now, nothing, mode=Mode.INTERVIEW).revision == 1
