from datetime import date, timedelta

import pytest
from flask import Flask

from survey.clock import london_day, now
from survey.manage.panel.overview import WHOLE
from survey.models import Absence, Contact, Holder, Invitation, Person, RoleName, Seat
from tests.survey.accounts import browser
from tests.survey.client import CheckingClient, texts
from tests.survey.house import House

pytestmark = pytest.mark.holds("a council")
PANEL = "/manage/panel/"
DAY = timedelta(days=1)


@pytest.fixture
def manager(app: Flask) -> CheckingClient:
    return browser(app, RoleName.MANAGER)


def rows(client: CheckingClient, address: str = PANEL) -> list[str]:
    return [row for row in texts(client.get(address), "tr") if not row.startswith("Seat")]


@pytest.mark.holds("no council")
def test_an_empty_panel_says_how_to_begin(manager: CheckingClient) -> None:
    assert "has no seats yet" in manager.get(PANEL).get_data(as_text=True)


def test_seats_stand_by_group_with_their_holders(manager: CheckingClient) -> None:
    council, last = "Sample City Council", "Not offered yet"
    assert rows(manager) == [
        f"Leader of the Council {council} leader@council.example Prefers to talk {last}",
        f"Cabinet Member for Finance {council} finance@council.example {last}",
        f"Chair, Audit Committee {council} audit@council.example {last}",
    ]
    page = manager.get(PANEL).get_data(as_text=True)
    assert "3 seats in 2 groups: 3 held, none vacant." in page


def test_vacancies_absences_and_talkers_are_seen(manager: CheckingClient, house: House) -> None:
    today = london_day(now())
    with house.session() as session:
        deputy = Person(email="deputy@council.example")
        session.add(deputy)
        session.flush()
        session.get_one(Holder, 1).active_to = date(2018, 8, 31)
        session.get_one(Holder, 3).contact = Contact.TALK
        session.add(
            Absence(person_id=2, first_day=today, last_day=today + DAY, deputy_id=deputy.id)
        )
    found = rows(manager)
    assert "Vacant since 1 September 2018" in found[0]
    assert "Away until" in found[1]
    assert "deputy deputy@council.example" in found[1]
    assert "Talks without scoring" in found[2]
    page = manager.get(PANEL).get_data(as_text=True)
    assert "2 held, 1 vacant; 1 holder is away today." in page


def test_a_large_panel_is_shown_a_group_at_a_time(manager: CheckingClient, house: House) -> None:
    with house.session() as session:
        session.add_all(
            Seat(ref=f"more-{n}", role=f"Partner {n}", group_id=2, organisation="", position=n + 9)
            for n in range(WHOLE)
        )
    assert len(rows(manager)) == 2
    assert len(rows(manager, f"{PANEL}?group=audit")) == WHOLE + 1
    assert len(rows(manager, f"{PANEL}?group=nobody")) == 2


@pytest.mark.holds("a council's july")
def test_a_new_holder_is_invited_late(manager: CheckingClient, house: House) -> None:
    late = "/manage/panel/late/2018-07"
    assert manager.get(late).status_code == 404
    appoint = "/manage/panel/seats/seat-0/appoint"
    typed = {
        "email": "new@council.example",
        "first_day": "2018-07-02",
        "contact": "form",
        "counts": "no",
    }
    assert manager.fill(appoint, typed).status_code == 303
    assert "not asked when this round opened: Leader" in manager.get(PANEL).get_data(as_text=True)
    assert "1 person will get mail" in manager.get(late).get_data(as_text=True).lower()
    assert manager.fill(late, {}).location == "/manage/panel/?saved=late"
    assert [row.person_id for row in house.rows(Invitation)] == [4, 2, 3]
    assert "on their way" in manager.get("/manage/panel/?saved=late").get_data(as_text=True)
