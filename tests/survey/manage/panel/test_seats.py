import pytest
from flask import Flask

from survey.models import Holder, RoleName, Seat
from tests.survey.accounts import browser, events
from tests.survey.client import CheckingClient
from tests.survey.house import House

pytestmark = pytest.mark.holds("a council")
LEADER = "/manage/panel/seats/seat-0"
NEW = "/manage/panel/new-seat"
TYPED = {"role": "Chief Whip", "group": "cabinet", "organisation": "Council", "ref": ""}
HOLDER = {"email": "new@council.example", "first_day": "2018-09-01", "contact": "talk"}


@pytest.fixture
def manager(app: Flask) -> CheckingClient:
    return browser(app, RoleName.MANAGER)


def words(client: CheckingClient, address: str) -> str:
    return " ".join(client.get(address).get_data(as_text=True).split())


def test_a_seat_says_who_holds_it_and_where_it_is_published(manager: CheckingClient) -> None:
    page = words(manager, LEADER)
    assert "Held by leader@council.example since 1 April 2018." in page
    assert "Executive, executive side" in page
    assert "Not asked in any round yet." in page


def test_a_seat_that_is_not_there(manager: CheckingClient) -> None:
    for page in ("", "/appoint", "/change", "/end"):
        assert manager.get(f"/manage/panel/seats/nobody{page}").status_code == 404
    for page in ("leave", "contact", "counted"):
        assert manager.get(f"/manage/panel/holders/99/{page}").status_code == 404


def test_a_seat_is_added_changed_and_ended(
    app: Flask, manager: CheckingClient, house: House
) -> None:
    assert manager.fill(NEW, TYPED).status_code == 303
    change = "/manage/panel/seats/chief-whip/change"
    assert 'value="Chief Whip"' in words(manager, change)
    assert manager.fill(change, TYPED | {"role": "Whip"}).status_code == 303
    assert house.rows(Seat)[-1].role == "Whip"
    end = "/manage/panel/seats/chief-whip/end"
    assert manager.fill(end, {"last_day": "1 May 2018"}).status_code == 303
    assert "The seat ended on 1 May 2018" in words(manager, "/manage/panel/seats/chief-whip")
    assert "Whip" not in words(manager, "/manage/panel/")
    assert [event.action for event in events(app)][-3:] == [
        "seat added",
        "seat changed",
        "seat ended",
    ]
    assert events(app)[-1].actor.endswith("@staff.example")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"role": ""}, "role"),
        ({"group": "nobody"}, "group"),
        ({"ref": "two words"}, "role"),
        ({"ref": "seat-0"}, "role"),
    ],
)
def test_bad_input_is_named_and_kept(
    manager: CheckingClient, typed: dict[str, str], field: str
) -> None:
    answer = manager.fill(NEW, TYPED | typed)
    page = answer.get_data(as_text=True)
    assert answer.status_code in {400, 409}
    assert f'<a href="#{field}">' in page
    assert 'value="Council"' in page


def test_a_new_holder_is_appointed(manager: CheckingClient) -> None:
    appoint = f"{LEADER}/appoint"
    assert "leader@council.example holds it now, and leaves the day before" in words(
        manager, appoint
    )
    assert manager.fill(appoint, HOLDER | {"counts": "no"}).location == f"{LEADER}?saved=appointed"
    page = words(manager, LEADER)
    assert "Held by new@council.example since 1 September 2018." in page
    assert "1 April 2018 to 31 August 2018" in page
    assert "talks without scoring" in page


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"email": ""}, "email"),
        ({"first_day": "soon"}, "first_day"),
        ({"first_day": "2018-02-30"}, "first_day"),
        ({"contact": "shout"}, "contact"),
        ({"counts": ""}, "counts"),
        ({"first_day": "2018-04-01"}, "first_day"),
    ],
)
def test_a_holder_who_cannot_be_is_refused(
    manager: CheckingClient, house: House, typed: dict[str, str], field: str
) -> None:
    answer = manager.fill(f"{LEADER}/appoint", HOLDER | {"counts": "no"} | typed)
    assert answer.status_code in {400, 409}
    assert f'<a href="#{field}">' in answer.get_data(as_text=True)
    assert len(house.rows(Holder)) == 3


def test_a_holder_leaves_and_the_seat_is_vacant(manager: CheckingClient) -> None:
    leave = "/manage/panel/holders/1/leave"
    assert manager.fill(leave, {"last_day": "2018-07-31"}).status_code == 303
    assert "Vacant since 1 August 2018: nobody is asked." in words(manager, LEADER)
    assert 'value="2018-07-31"' in words(manager, leave)
    assert manager.fill(leave, {"last_day": ""}).status_code == 303
    assert "Held by leader@council.example" in words(manager, LEADER)


def test_a_holder_may_talk_without_scoring(manager: CheckingClient) -> None:
    assert manager.fill("/manage/panel/holders/1/contact", {"contact": "talk"}).status_code == 303
    assert "Talks without scoring" in words(manager, LEADER)


def test_the_seat_that_counts_a_person_is_chosen(manager: CheckingClient, house: House) -> None:
    both = HOLDER | {"email": "audit@council.example", "counts": "no"}
    assert manager.fill(f"{LEADER}/appoint", both).status_code == 303
    assert "Counted here" in words(manager, "/manage/panel/people/3")
    counted = "/manage/panel/holders/4/counted"
    refused = manager.fill(counted, {"first_day": "2018-08-01"})
    assert "and not on 1 August 2018" in refused.get_data(as_text=True)
    assert manager.fill(counted, {"first_day": "2018-10-01"}).status_code == 303
    marks = [(h.seat_id, h.active_from.month, h.is_primary) for h in house.rows(Holder)[2:]]
    assert marks == [(3, 4, True), (1, 9, False), (1, 10, True), (3, 10, False)]
