"""Records that are corrected after an edition was drafted, and what the next edition says."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlmodel import Session, select

from survey.actions.correct_interview import Corrected, correct_interview
from survey.actions.draft_edition import payload
from survey.models import Edition, Interview, Invitation, Mode, Response, RoleName, Round
from survey.queries.rounds import questionnaire
from tests.survey.accounts import browser
from tests.survey.council import complete
from tests.survey.frames import answers
from tests.survey.quarter import CLOSES, OPENS, PUBLISHED

pytestmark = pytest.mark.holds("a published quarter")
LATER = PUBLISHED + timedelta(days=1)


def interviewed(session: Session, people: int) -> None:
    """Let so many of July's people have been interviewed instead, and read back at the close."""
    for response in session.exec(select(Response).order_by(Response.id).limit(people)):  # type: ignore[arg-type]  # SQLModel types a column as its value
        response.mode = Mode.INTERVIEW
        session.add(
            Interview(response_id=response.id or 0, held_on=OPENS.date(), read_back_at=CLOSES)
        )
    session.flush()


def corrected(session: Session, response_id: int, at: datetime) -> None:
    response = session.get_one(Response, response_id)
    invitation = session.get_one(Invitation, response.invitation_id)
    round_ = session.get_one(Round, invitation.round_id)
    expanded = questionnaire(session, round_.questionnaire_sha256)
    correct_interview(
        session,
        invitation=invitation,
        expanded=expanded,
        corrected=Corrected(complete(expanded) | {"theme-1-progress": "5"}, {}),
        seen=response.reference,
        idempotency_key=f"correction {response_id}",
        now=at,
    )
    session.flush()


@pytest.mark.parametrize(
    ("records", "words"),
    [
        (1, "1 record was corrected since edition 1 was drafted; a new edition would carry it."),
        (2, "2 records were corrected since edition 1 was drafted; a new edition would carry"),
        (0, ""),
    ],
)
def test_the_desk_tells_the_publisher(app: Flask, records: int, words: str) -> None:
    with Session(app.extensions["engine"].execution_options(immediate=True)) as session:
        interviewed(session, 3)
        for number in range(1, records + 1):
            corrected(session, number, LATER)
        session.commit()
    page = browser(app, RoleName.PUBLISHER).get("/publish/").get_data(as_text=True)
    assert words in page
    assert ("corrected since" in page) is bool(records)


def test_what_is_published_stays_and_the_next_edition_carries_it(session: Session) -> None:
    before = session.exec(select(Edition)).one().sha256
    interviewed(session, 1)
    corrected(session, 1, LATER)
    assert session.exec(select(Edition)).one().sha256 == before
    frame = answers(session, ["2018-07"]).frame
    progress = frame[frame["measure"] == "progress"]
    assert sorted(progress["score"]) == [2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 5]


@pytest.mark.parametrize("people", [0, 9, 10])
def test_of_fewer_than_ten_conversations_no_number_is_frozen(session: Session, people: int) -> None:
    interviewed(session, people)
    if people:
        session.get_one(Interview, 1).confirmed_at = CLOSES
    edition = session.exec(select(Edition)).one()
    edition.drafted_at = PUBLISHED
    frozen: dict[str, Any] = payload(session, edition)["conversations"]
    if people < 10:
        assert frozen == {"days": 7, "held": None, "records": None}
    else:
        assert frozen["held"] == 10
        assert frozen["records"] == {
            "awaited": 0,
            "not-contradicted": 9,
            "confirmed": 1,
            "corrected": 0,
        }
