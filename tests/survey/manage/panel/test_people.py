from datetime import date

import pytest
from flask import Flask

from survey.extensions import db
from survey.models import (
    MESSAGES,
    Absence,
    Booking,
    Invitation,
    LinkToken,
    MailAttempt,
    MailOutcome,
    OutboxItem,
    OutboxState,
    Person,
    RoleName,
)
from tests.survey.accounts import add_account, browser, events
from tests.survey.client import CheckingClient, texts
from tests.survey.house import OPENS, House

pytestmark = pytest.mark.holds("a council's july")
LEADER = "/manage/panel/people/1"
AWAY = {"first_day": "2018-08-01", "last_day": "14/8/2018", "deputy": "", "reason": "Leave"}


@pytest.fixture
def manager(app: Flask) -> CheckingClient:
    return browser(app, RoleName.MANAGER)


def words(client: CheckingClient, address: str) -> str:
    return " ".join(client.get(address).get_data(as_text=True).split())


def test_a_person_has_seats_absences_rounds_and_messages(
    manager: CheckingClient, house: House
) -> None:
    house.hear(1)
    page = words(manager, LEADER)
    assert "Leader of the Council." in page
    assert "Heard by form, 2 July 2018" in page
    assert "<strong>Invitation</strong>: waiting for Monday 2 July 2018 at 09:00" in page
    assert "Not heard yet" in words(manager, "/manage/panel/people/2")


@pytest.mark.parametrize(
    ("moment", "said", "step"),
    [
        ("declined_at", "Declined", "Not offered yet"),
        ("talk_asked_at", "Asked to talk", "Asked to talk"),
        ("opened_at", "Opened", "Not offered yet"),
    ],
)
def test_how_far_somebody_has_come_is_said_in_a_word(
    manager: CheckingClient, house: House, moment: str, said: str, step: str
) -> None:
    with house.session() as session:
        setattr(session.get_one(Invitation, 1), moment, OPENS)
    page = words(manager, "/manage/panel/seats/seat-0")
    assert f"{said}</strong> 2 July 2018" in page
    assert step in texts(manager.get("/manage/panel/"), "tr")[1]


def test_a_conversation_is_shown_once_it_is_booked(
    app: Flask, manager: CheckingClient, house: House
) -> None:
    with app.app_context():
        facilitator = add_account(db.session, RoleName.FACILITATOR)
        booking = Booking(
            invitation_id=1,
            facilitator_id=facilitator.id or 0,
            starts_at=OPENS,
            minutes=45,
            place="Room 2 <east>",
            uid="one",
        )
        db.session.add(booking)
        db.session.commit()
    page = words(manager, LEADER)
    assert "Conversation booked for Monday 2 July 2018 at 09:00, Room 2 &lt;east&gt;" in page
    row = texts(manager.get("/manage/panel/"), "tr")[1]
    assert "Booked for Monday 2 July 2018 at 09:00" in row
    with house.session() as session:
        session.get_one(Booking, 1).cancelled_at = OPENS
    assert "booked" not in words(manager, LEADER)


def test_nobody_and_nothing_is_not_found(manager: CheckingClient) -> None:
    for page in (
        "people/99",
        "people/99/address",
        "people/99/absence",
        "absences/99",
        "invitations/99/deputy",
    ):
        assert manager.get(f"/manage/panel/{page}").status_code == 404


def test_an_absence_is_recorded_changed_and_removed(manager: CheckingClient, house: House) -> None:
    assert manager.fill(f"{LEADER}/absence", AWAY).status_code == 303
    page = words(manager, LEADER)
    assert "1 August 2018 to 14 August 2018" in page
    assert "No deputy: nobody is asked; Leave" in page
    change = "/manage/panel/absences/1"
    assert 'value="2018-08-14"' in words(manager, change)
    deputy = AWAY | {"deputy": "deputy@council.example"}
    assert manager.fill(change, deputy).status_code == 303
    assert "Deputy deputy@council.example" in words(manager, LEADER)
    assert 'value="deputy@council.example"' in words(manager, change)
    assert "this person is a deputy" in words(manager, "/manage/panel/people/4")
    assert manager.fill(LEADER, {}, to=f"{change}/remove").status_code == 303
    assert not house.rows(Absence)
    done = texts(manager.get("/manage/events"), "tr")[1]
    assert "absence removed leader@council.example" in done.lower()


def test_an_absence_that_shares_a_day_is_refused(manager: CheckingClient, house: House) -> None:
    with house.session() as session:
        session.add(Absence(person_id=1, first_day=date(2018, 8, 14), last_day=date(2018, 8, 20)))
    answer = manager.fill(f"{LEADER}/absence", AWAY)
    assert answer.status_code == 409
    assert '<a href="#first_day">leader@council.example is away' in answer.get_data(as_text=True)


def test_an_address_is_corrected(manager: CheckingClient, house: House) -> None:
    address = f"{LEADER}/address"
    assert 'value="leader@council.example"' in words(manager, address)
    assert manager.fill(address, {"email": "the.leader@council.example"}).status_code == 303
    assert house.rows(Person)[0].email == "the.leader@council.example"
    assert manager.fill(address, {"email": "audit@council.example"}).status_code == 409


def test_a_corrected_address_gets_a_new_link(manager: CheckingClient, house: House) -> None:
    address = f"{LEADER}/address"
    assert "A new link for July 2018 is sent there at once" in words(manager, address)
    assert manager.fill(address, {"email": "the.leader@council.example"}).status_code == 303
    links = [link for link in house.rows(LinkToken) if link.invitation_id == 1]
    assert [link.revoked_at is None for link in links] == [False, True]
    house.hear(1)
    assert "A new link" not in words(manager, address)


def test_mail_that_did_not_arrive_is_shown(manager: CheckingClient, house: House) -> None:
    first = next(item.id for item in house.rows(OutboxItem) if item.kind in MESSAGES)
    with house.session() as session:
        item = session.get_one(OutboxItem, first)
        item.state = OutboxState.BOUNCED
        session.add(
            MailAttempt(
                item_id=item.id or 0,
                at=item.due_at,
                domain="council.example",
                outcome=MailOutcome.BOUNCED,
                said="no such <mailbox>",
            )
        )
        subject = item.subject_id
    page = words(manager, f"/manage/panel/people/{subject}")
    assert "Mail did not arrive" in page
    assert "returned <span" in page
    assert "(no such &lt;mailbox&gt;)" in page


def test_an_open_round_is_handed_to_a_deputy(
    app: Flask, manager: CheckingClient, house: House
) -> None:
    deputy = "/manage/panel/invitations/1/deputy"
    assert "Ask a deputy instead" in words(manager, LEADER)
    assert "One person will get mail" in words(manager, deputy)
    typed = {"email": "deputy@council.example"}
    assert manager.fill(deputy, typed).location == f"{LEADER}?saved=deputy"
    assert house.rows(Invitation)[0].deputy_id == 4
    assert "deputy@council.example as deputy for leader@council.example" in words(manager, LEADER)
    assert "not sent, no longer wanted" in words(manager, "/manage/panel/people/4")
    assert events(app)[-1].action == "handed to a deputy"


def test_the_deputy_of_an_absence_is_proposed(manager: CheckingClient) -> None:
    away = {"first_day": "2018-01-01", "last_day": "2118-12-31", "deputy": "d@council.example"}
    assert manager.fill(f"{LEADER}/absence", AWAY | away).status_code == 303
    assert 'value="d@council.example"' in words(manager, "/manage/panel/invitations/1/deputy")


def test_a_seat_that_was_heard_has_no_deputy(manager: CheckingClient, house: House) -> None:
    house.hear(1)
    assert "Ask a deputy instead" not in words(manager, LEADER)
    typed = {"email": "deputy@council.example"}
    assert manager.fill("/manage/panel/invitations/1/deputy", typed).status_code == 409
