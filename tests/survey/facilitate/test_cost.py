"""What typing costs the database: a save comes every second while somebody talks."""

import pytest
from flask import Flask

from tests.survey.client import CheckingClient
from tests.survey.facilitate.talking import END, PAGE, facilitator_of, save, section, standing, talk
from tests.survey.house import ANSWERS, House
from tests.survey.respond.test_cost import statements

pytestmark = pytest.mark.holds("a council's july")
SCRIPT = {"Accept": "application/json"}
# Who is signed in and whether they hold a seat; and the interview, all of it at once.
WHO, WHAT = ["SELECT"] * 2, ["SELECT"]


@pytest.fixture
def sam(app: Flask) -> CheckingClient:
    made = facilitator_of(app, 1)
    save(made, "theme-1", {"theme-1-notes": "Begun"})
    return made


def test_a_save_costs_three_queries_and_one_small_write(sam: CheckingClient, house: House) -> None:
    typed = standing(sam.get(PAGE), section("theme-1")) | {"theme-1-notes": "Begun, and more"}
    with statements(house) as seen:
        assert sam.post(section("theme-1"), data=typed, headers=SCRIPT).status_code == 200
    assert seen == ["BEGIN", *WHO, *WHAT, "UPDATE"]


def test_the_screen_costs_as_much_however_much_is_typed(sam: CheckingClient, house: House) -> None:
    with statements(house) as few:
        sam.get(PAGE)
    talk(sam, ANSWERS | {"theme-2-notes": "> Much\nmore", "overall-comment": "And more"})
    with statements(house) as more:
        sam.get(PAGE)
    assert more == few
    assert few.count("SELECT") <= 12
    assert few.count("INSERT") == 1  # that it was opened


def test_the_end_costs_little(sam: CheckingClient, house: House) -> None:
    talk(sam, ANSWERS)
    sam.get(END)
    with statements(house) as seen:
        sam.get(END)
    assert set(seen) == {"BEGIN", "SELECT"}
    assert seen.count("SELECT") <= 6
