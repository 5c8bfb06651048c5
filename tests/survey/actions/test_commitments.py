"""Making, changing, settling and counting commitments."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from survey.actions.change_commitment import change_commitment
from survey.actions.commitment_facts import CommitmentFacts
from survey.actions.make_commitment import make_commitment
from survey.actions.reckon_voices import reckon_voices
from survey.actions.settle_commitment import Standing, settle_commitment
from survey.errors import Conflict, NotFound, SurveyError
from survey.models import (
    AuditEvent,
    Code,
    CodeLineage,
    Commitment,
    CommitmentStatus,
    LineageKind,
    Worked,
)
from survey.queries.code_successors import successors
from survey.queries.commitments import codes_answered, is_overdue, overdue_commitments, voices_of
from tests.survey.spoken import (
    ANALYST,
    DONE,
    MADE,
    OUTCOME,
    add_code,
    facts,
    let_say,
    promised,
    settle,
)

pytestmark = pytest.mark.holds("a closed quarter")
LATER = MADE + timedelta(days=1)


@pytest.fixture
def code(session: Session) -> Code:
    made = add_code(session)
    let_say(session, made, 4)
    return made


def change(
    session: Session,
    commitment: Commitment,
    told: CommitmentFacts,
    seen: datetime | None = None,
) -> None:
    change_commitment(
        session,
        commitment_id=commitment.id or 0,
        facts=told,
        seen=seen or commitment.changed_at,
        actor=ANALYST,
        now=LATER,
    )


def last_event(session: Session) -> AuditEvent:
    return session.exec(select(AuditEvent).order_by(col(AuditEvent.id).desc()).limit(1)).one()


def test_who_has_said_it_is_kept_as_voices_and_counted_once(session: Session, code: Code) -> None:
    let_say(session, code, 2)  # two of the four come back to it
    made = promised(session, code)
    assert made.people == 4
    assert {voice.person_id for voice in voices_of(session, made.id or 0)} == {1, 2, 3, 4}
    assert codes_answered(session, [made.id or 0]) == {made.id: [code.id]}
    event = last_event(session)
    assert (event.actor, event.action, event.subject) == (
        ANALYST,
        "commitment made",
        "commitment 1",
    )
    assert "protocol" not in event.detail


def named(field: str, text: str) -> dict[str, Any]:
    return {field: text}


@pytest.mark.parametrize("field", ["said", "promise"])
@pytest.mark.parametrize(
    "text",
    [
        "As seat 3 told us",
        "Seat\n 3: it is late",
        "S\N{ZERO WIDTH SPACE}eat 3",
        "Write to PERSON-3@panel.example about it",
    ],
)
def test_nobody_is_named(session: Session, code: Code, field: str, text: str) -> None:
    with pytest.raises(SurveyError, match="never by whom"):
        promised(session, code, **named(field, text))
    assert not session.exec(select(Commitment)).all()
    promised(session, code, **named(field, "Seat 33 of the hall is broken; so is seat 2b"))


def test_a_lead_is_an_office_and_no_address(session: Session, code: Code) -> None:
    assert promised(session, code, lead="Seat 3").lead == "Seat 3"
    with pytest.raises(SurveyError, match="address"):
        promised(session, code, lead="somebody@council.example")


def test_a_code_is_needed_that_there_is(session: Session, code: Code) -> None:
    with pytest.raises(SurveyError, match="choose one"):
        make_commitment(session, facts=facts(), actor=ANALYST, now=MADE)
    with pytest.raises(NotFound):
        make_commitment(session, facts=facts(code, codes=(999,)), actor=ANALYST, now=MADE)


def test_a_change_is_audited_by_the_names_of_its_fields(session: Session, code: Code) -> None:
    made, other = promised(session, code), add_code(session, "Minutes are late")
    change(session, made, facts(code, other, lead="Chief Executive", clear_of_exempt=False))
    assert codes_answered(session, [1])[1] == [code.id, other.id]
    assert (made.lead, made.clear_of_exempt_by) == ("Chief Executive", "")
    assert '"fields": ["lead", "exempt", "codes"]' in last_event(session).detail
    change(session, made, facts(other, lead="Chief Executive", clear_of_exempt=False))
    assert codes_answered(session, [1])[1] == [other.id]


def test_nothing_changed_is_no_event(session: Session, code: Code) -> None:
    made = promised(session, code)
    before = last_event(session).id
    change(session, made, facts(code))
    settle_commitment(
        session, commitment_id=1, standing=Standing(CommitmentStatus.PLANNED),
        seen=made.changed_at, actor=ANALYST, now=LATER,
    )  # fmt: skip
    assert last_event(session).id == before
    assert made.changed_at == MADE


def test_of_two_who_change_it_at_once_the_second_is_stopped(session: Session, code: Code) -> None:
    made = promised(session, code)
    change(session, made, facts(code, lead="First"))
    with pytest.raises(Conflict):
        change(session, made, facts(code, lead="Second"), seen=MADE)
    with pytest.raises(Conflict):
        settle_commitment(
            session, commitment_id=1, standing=Standing(CommitmentStatus.DONE, OUTCOME),
            seen=MADE, actor=ANALYST, now=LATER,
        )  # fmt: skip
    assert (made.lead, made.status) == ("First", CommitmentStatus.PLANNED)


@pytest.mark.parametrize("status", [CommitmentStatus.DONE, CommitmentStatus.DROPPED])
def test_it_is_settled_with_an_outcome_in_a_month(
    session: Session, code: Code, status: CommitmentStatus
) -> None:
    made = promised(session, code)
    with pytest.raises(SurveyError, match="what came of it"):
        settle_commitment(
            session, commitment_id=1, standing=Standing(status), seen=MADE, actor=ANALYST, now=DONE
        )
    with pytest.raises(SurveyError, match="seat of the panel"):
        settle_commitment(
            session, commitment_id=1, standing=Standing(status, "Seat 3 is content"), seen=MADE,
            actor=ANALYST, now=DONE,
        )  # fmt: skip
    settle(session, made, status)
    done, dropped = ("2018-09", "") if status is CommitmentStatus.DONE else ("", "2018-09")
    assert (made.done_month, made.dropped_month) == (done, dropped)
    settle(session, made, CommitmentStatus.UNDER_WAY, at=DONE + timedelta(days=1))
    assert (made.done_month, made.dropped_month) == ("", "")


def test_counting_again_follows_the_coding_but_keeps_who_has_answered(
    session: Session, code: Code
) -> None:
    made = promised(session, code)
    answered = voices_of(session, 1)[0]
    answered.worked, answered.about_month = Worked.NO, "2018-09"
    other = add_code(session, "Minutes are late")
    let_say(session, other, 2, first=6)
    change(session, made, facts(other))
    reckon_voices(session, commitment_id=1, actor=ANALYST, now=LATER)
    assert made.people == 2
    assert {voice.person_id for voice in voices_of(session, 1)} == {1, 7, 8}
    settle(session, made)
    with pytest.raises(Conflict):
        reckon_voices(session, commitment_id=1, actor=ANALYST, now=LATER)


def test_a_code_that_was_merged_leads_to_its_successor(session: Session, code: Code) -> None:
    made, middle, last = promised(session, code), add_code(session, "A"), add_code(session, "B")
    for old, new, kind in ((code, middle, LineageKind.MERGED), (middle, last, LineageKind.SPLIT)):
        session.add(
            CodeLineage(
                version=1, kind=kind, old_id=old.id or 0, new_id=new.id or 0,
                old_name=old.name, new_name=new.name,
            )
        )  # fmt: skip
        old.until = 1
    session.flush()
    let_say(session, last, 6)
    assert successors(session, [code.id or 0, 999]) == {code.id: (last,)}
    reckon_voices(session, commitment_id=made.id or 0, actor=ANALYST, now=LATER)
    assert made.people == 6


def test_a_lineage_that_runs_in_a_circle_ends(session: Session, code: Code) -> None:
    other = add_code(session, "A")
    code.until = other.until = 1
    for old, new in ((code, other), (other, code)):
        session.add(
            CodeLineage(
                version=1, kind=LineageKind.MERGED, old_id=old.id or 0, new_id=new.id or 0,
                old_name="", new_name="",
            )
        )  # fmt: skip
    session.flush()
    assert successors(session, [code.id or 0]) == {code.id: ()}


def test_it_is_overdue_from_the_month_after_it_was_due(session: Session, code: Code) -> None:
    made = promised(session, code)
    assert [is_overdue(made, month) for month in ("2018-09", "2018-10")] == [False, True]
    assert [overdue_commitments(session, month) for month in ("2018-09", "2018-10")] == [0, 1]
    settle(session, made)
    assert not is_overdue(made, "2018-10")
    assert overdue_commitments(session, "2018-10") == 0
