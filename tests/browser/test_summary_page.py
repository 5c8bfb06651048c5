"""The page that the command writes, on a phone and on paper."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.conftest import Look
from tests.survey.cli.summarising.panels import GROUPS, Q1, Q2, Row, answers, counted, summary

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

NOW: list[Row] = counted(
    {
        "cabinet": (0, 1, 2, 5, 2),
        "statutory-officers": (0, 0, 2, 3, 1),
        "committee-chairs": (1, 2, 3, 0, 0),
        "audit": (1, 1, 0, 0, 0),
        "partnership-chairs": (0, 3, 2, 0, 0),
    }
)
BEFORE: list[Row] = [("2018-05", *row[1:5], max(1, row[5] - 1)) for row in NOW]


@pytest.mark.parametrize("inside", [(), ("--internal",)], ids=["safe", "internal"])
def test_the_page_of_a_summary_can_be_read_by_everybody(
    tmp_path: Path, phone: BrowserContext, look: Look, inside: tuple[str, ...]
) -> None:
    files = "--answers", answers(tmp_path, [*BEFORE, *NOW]), "--groups", GROUPS
    asked = "--period", Q2, "--against", Q1, "--format", "html"
    window = phone.new_page()
    window.set_content(summary(*files, *asked, *inside).stdout)
    look(window, f"summary-{'internal' if inside else 'safe'}")
    assert window.locator("svg[role=img]").first.is_visible()
    window.emulate_media(media="print")
    assert window.locator("nav").is_hidden()
