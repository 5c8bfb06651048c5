"""A round with three holders of seats, each with a personal link."""

import pytest

from tests.survey.client import CheckingClient
from tests.survey.house import House, begin


@pytest.fixture
def tokens(house: House) -> list[str]:
    return house.tokens()


@pytest.fixture
def holder(client: CheckingClient, tokens: list[str]) -> CheckingClient:
    """A browser in which the Leader's link was opened and its button pressed."""
    assert begin(client, tokens[0]).status_code == 303
    return client
