"""No clock runs out on whoever answers but the round's own (WCAG 2.2, 2.2.1)."""

import time
from datetime import timedelta

import pytest

from survey.cli.rounds import LONGEST_DAYS
from tests.survey.client import CheckingClient
from tests.survey.house import House, answer

pytestmark = pytest.mark.holds("a council's july")


@pytest.mark.parametrize("days", [32, LONGEST_DAYS + 31])
def test_a_page_that_was_open_for_a_whole_round_is_still_saved(
    holder: CheckingClient, house: House, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    later = time.time() + timedelta(days=days).total_seconds()
    with monkeypatch.context() as patch:
        patch.setattr("itsdangerous.timed.time.time", lambda: later)
        assert answer(holder, "theme-1", progress="3", comment="Typed slowly.").status_code == 303
    assert house.drafted()["theme-1-comment"] == "Typed slowly."


def test_the_cookie_ends_with_the_browser(holder: CheckingClient) -> None:
    cookie = holder.get_cookie("take")
    assert cookie is not None
    assert cookie.expires is None
    assert cookie.max_age is None
