"""What measures pages is measured: each fault is found on a page that has it, and on no other."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.answering.measures import faults_in
from tests.browser.conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

SOUND = """
<p>Some words that are long enough to fill more than one line of a narrow window.</p>
<div style="height: 900px"></div>
<label for="box">A box</label> <input id="box" style="width: 44px; height: 44px">
<button class="govuk-button" style="min-height: 44px; min-width: 44px">Press</button>
"""
FAULTS = {
    "pixels wider than the window": '<div style="width: 400px">Wide</div>',
    "cut off, zoomed": '<p style="height: 12px; overflow: hidden">Two<br>lines</p>',
    "cut off, with wider spacing": (
        '<label style="display: block; width: 6.5em; overflow: hidden; white-space: nowrap">'
        "Twelve words</label>"
    ),
    "covered while it has the focus": (
        '<a href="/">Below</a><div style="position: fixed; inset: 0; background: white"></div>'
    ),
    "at its own size": (
        '<a href="/" style="position: absolute; top: 20px">Above</a>'
        '<div style="position: fixed; inset: 0 0 auto; height: 200px; background: white"></div>'
    ),
    "never scrolls away": (
        '<div style="position: sticky; top: 0; height: 80px; background: white"></div>'
    ),
    "too small for a finger": '<button class="govuk-button" style="height: 30px">Press</button>',
}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE)
    yield context.new_page()
    context.close()


def test_a_sound_page_has_no_fault(page: Page) -> None:
    page.set_content(SOUND)
    assert list(faults_in(page)) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(page: Page, fault: str) -> None:
    page.set_content(SOUND + FAULTS[fault])
    found = list(faults_in(page))
    assert any(fault in each for each in found), found
