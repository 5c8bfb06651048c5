from datetime import UTC, datetime

import pytest
from flask import Flask

from survey.actions.record_event import record_event
from survey.models import RoleName
from tests.survey.accounts import browser
from tests.survey.client import CheckingClient, texts
from tests.survey.house import House

EVENTS = "/manage/events"
DEEDS = [
    ("worker", "round opened", datetime(2018, 7, 2, 8, 0, tzinfo=UTC)),
    ("mira@council.example", "round extended", datetime(2018, 7, 3, 22, 59, tzinfo=UTC)),
    ("invitation 3", "response submitted", datetime(2018, 7, 3, 23, 1, tzinfo=UTC)),
    ("mira@council.example", "100% sure_thing", datetime(2018, 7, 5, 8, 0, tzinfo=UTC)),
]
pytestmark = pytest.mark.holds("an account")


@pytest.fixture
def manager(app: Flask, house: House) -> CheckingClient:
    with house.session() as session:
        for actor, action, at in DEEDS:
            record_event(session, actor=actor, action=action, subject="round 2018-07", now=at)
    return browser(app, RoleName.MANAGER)


def done(manager: CheckingClient, query: str) -> list[str]:
    """What was done, as the list says it, the setting-up aside."""
    rows = texts(manager.get(f"{EVENTS}?{query}"), "tr")[1:]
    return [deed for row in rows for _, deed, _ in DEEDS if deed in row]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [3, 2, 1, 0]),
        ("who=worker", [0]),
        ("who=mira%40council.example", [3, 1]),
        ("who=panel", [2]),
        ("what=ROUND+", [1, 0]),
        ("what=%25", [3]),
        ("what=_", [3]),
        ("since=2018-07-04", [3, 2]),
        ("until=3/7/2018", [1, 0]),
        ("since=2018-07-03&until=3+July+2018&who=mira%40council.example", [1]),
        ("who=nobody", []),
        ("what='; DROP TABLE audit_event; --", []),
    ],
)
def test_what_was_done_is_found_by_who_what_and_when(
    manager: CheckingClient, query: str, found: list[int]
) -> None:
    assert done(manager, query) == [DEEDS[number][1] for number in found]


def test_a_day_that_is_none_is_named_and_kept(manager: CheckingClient) -> None:
    page = manager.get(f"{EVENTS}?since=soon").get_data(as_text=True)
    assert 'href="#since"' in page
    assert 'value="soon"' in page


def test_a_long_list_has_pages(manager: CheckingClient, house: House) -> None:
    with house.session() as session:
        for number in range(60):
            record_event(
                session, actor="worker", action="many", subject=f"{number}", now=DEEDS[0][2]
            )
    first = manager.get(f"{EVENTS}?what=many")
    assert len(texts(first, "tr")) == 51
    assert "what=many&amp;page=2" in first.get_data(as_text=True)
    assert len(texts(manager.get(f"{EVENTS}?what=many&page=2"), "tr")) == 11
