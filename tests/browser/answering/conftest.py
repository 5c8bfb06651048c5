"""One council for all these tests: everybody who is asked answers in one test only."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.answering.council import Council, asked_council
from tests.browser.answering.measures import faults_in
from tests.browser.conftest import Look


@pytest.fixture(scope="session")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Council]:
    with asked_council(tmp_path_factory.mktemp("answering")) as made:
        yield made


@pytest.fixture
def examine(look: Look) -> Look:
    """`look`, and all that it leaves out: zoom, other spacing, fingers."""

    def check(page: Page, name: str) -> None:
        look(page, name)
        assert "problem with the service" not in page.title(), name
        faults = list(faults_in(page))
        assert not faults, "\n".join([name, *faults])

    return check
