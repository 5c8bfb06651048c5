import json
from datetime import timedelta

import pytest
from flask import Flask
from sqlmodel import Session, col, select

from survey.clock import london_date, now
from survey.models import (
    Draft,
    Invitation,
    LinkToken,
    OutboxItem,
    OutboxKind,
    OutboxState,
    RoleName,
    Round,
)
from tests.survey.accounts import browser, events
from tests.survey.client import CheckingClient, parsed, texts
from tests.survey.house import OPENS, House

MONTH = "/manage/rounds/2018-07"
pytestmark = pytest.mark.holds("a council's july")


@pytest.fixture
def manager(app: Flask) -> CheckingClient:
    return browser(app, RoleName.MANAGER)


def message(session: Session, invitation_id: int) -> OutboxItem:
    """The invitation's mail."""
    query = select(OutboxItem).where(
        OutboxItem.kind == OutboxKind.INVITATION, OutboxItem.subject_id == invitation_id
    )
    return session.exec(query.order_by(col(OutboxItem.id))).first() or OutboxItem()  # type: ignore[call-arg]  # every invitation has one


def chased(page: str) -> list[str]:
    items = parsed(page).findall(".//ol[@class='take-chase']/li")
    return [" ".join("".join(item.itertext()).split()) for item in items]


def test_this_month_says_who_was_heard_and_never_what_they_said(
    manager: CheckingClient, house: House
) -> None:
    house.hear(1, theme_1_comment="Between us")
    page = manager.get("/manage/").get_data(as_text=True)
    assert "1 of 3 heard (1 form, 0 interviews); 0 half-way; closes 16 July 2118" in page
    assert "Between us" not in page
    assert "Send a new link" in page


def test_each_person_to_chase_has_one_next_action(manager: CheckingClient, house: House) -> None:
    yesterday = london_date(now() - timedelta(days=1))
    with house.session() as session:
        message(session, 2).state = OutboxState.BOUNCED
        session.get_one(Invitation, 3).talk_asked_at = now() - timedelta(days=1)
    assert chased(manager.get("/manage/").get_data(as_text=True)) == [
        (
            "Leader of the Council Is heard by conversation; none is booked Cabinet "
            "Book a talk: Leader of the Council"
        ),
        (
            "Cabinet Member for Finance Mail to finance@council.example did not arrive, "
            "2 July 2018 Cabinet Correct the address: Cabinet Member for Finance"
        ),
        (
            f"Chair, Audit Committee Asked to talk on {yesterday} Audit "
            "Book a talk: Chair, Audit Committee"
        ),
    ]


def test_a_new_link_is_sent_from_the_list(
    app: Flask, manager: CheckingClient, house: House
) -> None:
    with house.session() as session:
        session.add(Draft(invitation_id=3, version=1, document="{}", saved_at=OPENS))
    link = f"{MONTH}/people/3/link"
    answer = manager.fill("/manage/", {}, to=link)
    assert answer.location == "/manage/?done=link"
    assert "A new link is on its way" in manager.get(answer.location).get_data(as_text=True)
    with house.session() as session:
        tokens = session.exec(select(LinkToken).where(LinkToken.invitation_id == 3)).all()
        assert [token.revoked_at is None for token in tokens] == [False, True]
        assert session.get(Draft, 3) is not None
    assert events(app)[-1].subject == "invitation 3"


def test_uncertain_mail_is_sent_again_by_hand_alone(manager: CheckingClient, house: House) -> None:
    with house.session() as session:
        message(session, 2).state = OutboxState.UNCERTAIN
    page = manager.get(f"{MONTH}/uncertain").get_data(as_text=True)
    assert "Send 1 uncertain message again?" in page
    assert "1 person gets mail" in page
    assert manager.fill("/manage/", {}, to=f"{MONTH}/people/2/again").location
    with house.session() as session:
        assert message(session, 2).state is OutboxState.QUEUED
    assert "No mail is uncertain" in manager.get(f"{MONTH}/uncertain").get_data(as_text=True)


def test_all_uncertain_mail_at_once(manager: CheckingClient, house: House) -> None:
    with house.session() as session:
        for number in (1, 2):
            message(session, number).state = OutboxState.UNCERTAIN
    assert manager.fill(f"{MONTH}/uncertain", {}, to=f"{MONTH}/uncertain").location
    with house.session() as session:
        assert message(session, 1).state is message(session, 2).state is OutboxState.QUEUED


def test_sending_is_followed_by_a_script_or_read_without(
    manager: CheckingClient, house: House
) -> None:
    page = manager.get("/manage/").get_data(as_text=True)
    assert "0 of 3 messages sent; 3 to go." in page
    with house.session() as session:
        message(session, 1).state = OutboxState.DONE
    assert json.loads(manager.get("/manage/sending.json").data) == {
        "done": False,
        "sent": 1,
        "total": 3,
        "sentence": "1 of 3 messages sent; 2 to go.",
    }
    with house.session() as session:
        for number in (2, 3):
            message(session, number).state = OutboxState.DONE
    assert json.loads(manager.get("/manage/sending.json").data) == {"done": True}


def test_one_persons_month_has_their_mail_and_what_can_be_done(
    manager: CheckingClient, house: House
) -> None:
    page = manager.get(f"{MONTH}/people/2").get_data(as_text=True)
    assert "finance@council.example" in page
    assert "Type in answers on paper or by telephone" in page
    house.hear(2)
    page = manager.get(f"{MONTH}/people/2").get_data(as_text=True)
    assert "this person is heard for July 2018" in page
    assert "Send a new link" not in page


@pytest.mark.parametrize("address", ["people/99", "people/0", "paper/99", "paper/99/enter"])
def test_nobody_is_found_under_a_number_that_is_not_theirs(
    manager: CheckingClient, address: str
) -> None:
    assert manager.get(f"{MONTH}/{address}").status_code == 404


def test_another_months_person_is_not_found(manager: CheckingClient, house: House) -> None:
    with house.session() as session:
        session.exec(select(Round)).one().month = "2018-06"
    assert manager.get(f"{MONTH}/people/1").status_code == 404
    assert manager.get("/manage/rounds/2018-06/people/1").status_code == 200


def test_a_closed_months_people_get_no_link(manager: CheckingClient, house: House) -> None:
    address = f"{MONTH}/people/3"
    page = manager.get(address).get_data(as_text=True)
    token = page.rpartition('name="csrf_token" value="')[2].partition('"')[0]
    house.close()
    answer = manager.post(f"{address}/link", data={"csrf_token": token})
    assert answer.status_code == 410
    assert "Nobody: July 2018 is closed" in manager.get("/manage/").get_data(as_text=True)


def test_everybody_is_listed_by_group(manager: CheckingClient, house: House) -> None:
    house.hear(1)
    rows = texts(manager.get(f"{MONTH}/people"), "tr")[1:]
    assert rows == [
        "Leader of the Council Cabinet leader@council.example Heard by form, 2 July 2018",
        "Cabinet Member for Finance Cabinet finance@council.example Not heard yet",
        "Chair, Audit Committee Audit audit@council.example Not heard yet",
    ]
    audit = manager.get(f"{MONTH}/people?group=audit")
    assert len(texts(audit, "tr")) == 2
    assert len(texts(manager.get(f"{MONTH}/people?group=nobody&page=7"), "tr")) == 1


@pytest.mark.parametrize("page", ["2", "0", "x", "99999", "-1", "٣"])
def test_a_page_that_is_not_there_is_the_first(manager: CheckingClient, page: str) -> None:
    assert "Book a talk" in manager.get(f"/manage/?page={page}").get_data(as_text=True)
