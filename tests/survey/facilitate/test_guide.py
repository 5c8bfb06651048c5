"""The guide: prompts, promises, and what this person said last time and what came of it."""

from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from sqlmodel import Session, select

from survey.models import (
    Comment,
    CommentKind,
    Commitment,
    CommitmentStatus,
    CommitmentVoice,
    Invitation,
    Mode,
    Permission,
    Response,
    Round,
    Worked,
)
from tests.survey.client import CheckingClient, parsed
from tests.survey.council import answered, invitations, opened
from tests.survey.facilitate.talking import PAGE, facilitator_of
from tests.survey.house import OPENS, House

pytestmark = pytest.mark.holds("a council's july")


@pytest.fixture
def sam(app: Flask) -> CheckingClient:
    return facilitator_of(app, 1)


def guide(client: CheckingClient, section: str) -> str:
    """What stands beside a theme, its spaces evened out."""
    page = parsed(client.get(PAGE).get_data(as_text=True))
    part = next(each for each in page.iter("section") if each.get("id") == section)
    beside = next(part.iter("aside"))
    return " ".join("".join(beside.itertext()).split())


def hear(session: Session, month: str, person: int = 0, **said: str) -> Response:
    """What one of the three said in an earlier month."""
    found = session.exec(select(Round).where(Round.month == month)).first()
    round_ = found or opened(session, OPENS, month, invite=False)
    return answered(session, invitations(session, round_)[person], OPENS, Mode.FORM, **said)


def promise(
    session: Session, person_id: int, item: str, worked: Worked | None = None, **facts: Any
) -> None:
    """A commitment about the theme or aim `item`, which this person had raised."""
    usual = {"promise": "Train all", "status": CommitmentStatus.DONE, "outcome": "Ten are trained"}
    made = Commitment(
        said="Training is late",
        people=12,
        lead="Solicitor",
        item=item,
        due_month="2018-06",
        made_by="a",
        made_at=OPENS,
        changed_at=OPENS,
        **usual | facts,
    )
    session.add(made)
    session.flush()
    session.add(CommitmentVoice(commitment_id=made.id or 0, person_id=person_id, worked=worked))


def test_it_has_the_opening_the_prompts_and_what_the_plan_promised(sam: CheckingClient) -> None:
    assert "Before you start" in guide(sam, "opening")
    assert "To ask What have you seen change?" in guide(sam, "theme-1")
    assert "What the plan promised A culture dashboard" in guide(sam, "theme-1")
    assert "Progress: what 1 to 5 mean" in guide(sam, "theme-1")
    assert "Last time" not in guide(sam, "theme-1")


def test_the_latest_month_in_which_they_spoke_of_it_is_remembered(
    house: House, sam: CheckingClient
) -> None:
    with house.session() as session:
        hear(session, "2018-04", theme_1_comment="Long ago")
        hear(session, "2018-05", theme_1_comment="In May", overall_comment="On the whole")
        hear(session, "2018-06", theme_2_comment="Only of culture")
        hear(session, "2018-06", person=1, theme_1_comment="Of somebody else")
    assert "Last time, in May 2018 In May" in guide(sam, "theme-1")
    assert "Last time, in June 2018 Only of culture" in guide(sam, "theme-2")
    assert "Last time, in May 2018 On the whole" in guide(sam, "overall")
    page = sam.get(PAGE).get_data(as_text=True)
    assert "Long ago" not in page
    assert "Of somebody else" not in page


def test_passages_are_remembered_and_other_facilitators_notes_are_not(
    house: House, sam: CheckingClient
) -> None:
    with house.session() as session:
        response = hear(session, "2018-05")
        for kind, field, text in (
            (CommentKind.PASSAGE, "theme-1-passage-1", "Said <b>"),
            (CommentKind.NOTES, "theme-1-notes", "Looked tired"),
        ):
            session.add(
                Comment(
                    response_id=response.id or 0,
                    field=field,
                    item="1",
                    text=text,
                    permission=Permission.TEAM,
                    kind=kind,
                )
            )
    assert "Last time, in May 2018 Said <b>" in guide(sam, "theme-1")
    assert "Looked tired" not in sam.get(PAGE).get_data(as_text=True)


def test_what_was_replaced_by_a_later_revision_is_not_remembered(
    house: House, sam: CheckingClient
) -> None:
    with house.session() as session:
        hear(session, "2018-05", theme_1_comment="First")
        hear(session, "2018-05", theme_1_comment="Then")
    assert "In May 2018 Then".lower() in guide(sam, "theme-1").lower()
    assert "First" not in guide(sam, "theme-1")


def test_a_deputy_is_reminded_of_what_they_said_themselves(
    house: House, sam: CheckingClient
) -> None:
    with house.session() as session:
        hear(session, "2018-05", theme_1_comment="Of the holder")
        hear(session, "2018-05", person=1, theme_1_comment="Of the deputy")
        holder = session.get_one(Invitation, 1)
        holder.deputy_id = session.get_one(Invitation, 2).person_id
    assert "Of the deputy" in guide(sam, "theme-1")
    assert "Of the holder" not in sam.get(PAGE).get_data(as_text=True)


def test_what_came_of_it_stands_with_the_theme_of_its_aim(
    house: House, sam: CheckingClient
) -> None:
    with house.session() as session:
        me, other = (session.get_one(Invitation, each).person_id for each in (1, 2))
        promise(session, me, "2.1", worked=Worked.NO)
        promise(session, me, "", status=CommitmentStatus.PLANNED, outcome="", promise="Ask again")
        promise(session, other, "1")
    told = guide(sam, "theme-2")
    assert "They said: Training is late" in told
    assert "We promised: Train all (done, due June 2018)" in told
    assert "What came of it: Ten are trained" in told
    assert "They told us that it did not work." in told
    assert "We promised: Ask again (planned, due June 2018)" in guide(sam, "overall")
    assert "They said" not in guide(sam, "theme-1")


def test_months_to_come_are_not_the_last_time(house: House, sam: CheckingClient) -> None:
    house.open_month("2018-08")
    with house.session() as session:
        august = session.exec(select(Round).where(Round.month == "2018-08")).one()
        later = datetime.fromisoformat("2018-08-09T09:00:00+00:00")
        answered(session, invitations(session, august)[0], later, theme_1_comment="In August")
    assert "In August" not in sam.get(PAGE).get_data(as_text=True)
