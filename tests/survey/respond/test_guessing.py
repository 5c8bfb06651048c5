"""Whose guesses are counted together."""

import pytest

from survey import create_app
from survey.config import Settings
from survey.respond.guessing import MISSES
from tests.survey.client import CheckingClient

pytestmark = pytest.mark.holds("a council's july")


def guess(client: CheckingClient, address: str, told: str = "", times: int = 1) -> int:
    """The status of the last of some guesses from `address`, of which a proxy has `told`."""
    status = 0
    for _ in range(times):
        response = client.get(
            "/take/guess",
            environ_overrides={"REMOTE_ADDR": address},
            headers={"X-Forwarded-For": told} if told else {},
        )
        status = response.status_code
    return status


def test_a_link_that_works_costs_nothing(client: CheckingClient, tokens: list[str]) -> None:
    for _ in range(MISSES.amount + 1):
        assert client.get(f"/take/{tokens[0]}").status_code == 200
    assert guess(client, "127.0.0.1", times=MISSES.amount) == 404
    assert guess(client, "127.0.0.1") == 429


def test_every_way_of_guessing_counts(client: CheckingClient) -> None:
    for number in range(MISSES.amount):
        ask = (client.get, client.head, client.post)[number % 3]
        assert ask(f"/take/x/{('decline', 'talk')[number % 2]}").status_code in {404, 405}
    assert guess(client, "127.0.0.1") == 429


def test_behind_our_own_proxy_visitors_are_told_apart(client: CheckingClient) -> None:
    assert guess(client, "127.0.0.1", "192.0.2.1", MISSES.amount) == 404
    assert guess(client, "127.0.0.1", "192.0.2.1") == 429
    assert guess(client, "127.0.0.1", "10.0.0.1, 192.0.2.1") == 429
    assert guess(client, "127.0.0.1", "192.0.2.2") == 404


def test_nobody_else_may_say_where_they_come_from(client: CheckingClient) -> None:
    for number in range(MISSES.amount):
        guess(client, "198.51.100.7", f"192.0.2.{number}")
    assert guess(client, "198.51.100.7", "192.0.2.250") == 429


def test_a_network_of_one_household_counts_as_one(client: CheckingClient) -> None:
    for number in range(MISSES.amount):
        guess(client, f"2001:db8:0:1::{number:x}")
    assert guess(client, "2001:db8:0:1::ffff") == 429
    assert guess(client, "2001:db8:0:2::1") == 404


@pytest.mark.parametrize("odd", ["", "unknown", "192.0.2.1:5000"])
def test_an_address_that_is_none_is_counted_as_it_stands(client: CheckingClient, odd: str) -> None:
    assert guess(client, "127.0.0.1", odd) == 404
    assert guess(client, odd) == 404


def test_a_proxy_elsewhere_is_believed_once_it_is_named(settings: Settings) -> None:
    named = Settings.from_env(
        {
            "DATA_DIR": str(settings.data_dir),
            "SECRET_KEY": settings.secret_key,
            "TRUSTED_PROXIES": "10.0.0.0/24, 2001:db8::1",
        }
    )
    app = create_app(named)
    client = CheckingClient(app)
    assert guess(client, "10.0.0.5", "192.0.2.1", MISSES.amount) == 404
    assert guess(client, "10.0.0.5", "192.0.2.1") == 429
    assert guess(client, "2001:db8::1", "192.0.2.1") == 429
    assert guess(client, "10.0.0.5", "192.0.2.2") == 404
    assert guess(client, "10.0.1.5", "192.0.2.1") == 404
    app.extensions["engine"].dispose()
