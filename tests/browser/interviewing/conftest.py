"""One council for all these tests: everybody is talked to in one test only."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.answering.conftest import examine
from tests.browser.interviewing.council import SAM, Council, council_with_interviews

__all__ = ["examine"]


@pytest.fixture(scope="session")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Council]:
    with council_with_interviews(tmp_path_factory.mktemp("interviewing")) as made:
        yield made


@pytest.fixture
def page(council: Council, desktop: BrowserContext) -> Page:
    """Sam's browser, signed in."""
    made = desktop.new_page()
    council.sign_in(made, SAM)
    return made
