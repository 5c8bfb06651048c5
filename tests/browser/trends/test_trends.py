"""Trends in a browser: every chart is drawn, a cell leads on, and pages fit a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Look
from tests.browser.demonstrated import copied, sign_in_as
from tests.browser.served import Served, running

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
HOME = "/analyse/trends/"
PAGES = {
    "overview": "",
    "overview-by-month": "?by=month&show=net",
    "theme": "2",
    "quadrant": "quadrant",
    "official": "official",
    "groups": "groups",
    "modes": "modes",
    "culture": "culture",
}


@pytest.fixture(scope="module")
def served(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with running(copied(built, tmp_path_factory.mktemp("trends")), "serve") as up:
        yield up


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_every_chart_is_drawn_and_every_page_fits(
    served: Served, request: pytest.FixtureRequest, look: Look, size: str
) -> None:
    context: BrowserContext = request.getfixturevalue(size)
    page = context.new_page()
    sign_in_as(page, served, "analyst")
    for name, address in PAGES.items():
        page.goto(f"{served.address}{HOME}{address}")
        charts = page.locator("[data-take-chart]")
        expect(page.locator("[data-take-drawn]")).to_have_count(charts.count())
        assert charts.count() > 0
        look(page, f"trends-{name}-{size}")


def test_a_cell_of_the_heatmap_leads_to_its_figures(
    served: Served, desktop: BrowserContext
) -> None:
    page = desktop.new_page()
    sign_in_as(page, served, "analyst")
    page.goto(f"{served.address}{HOME}")
    picture(page, "heat-progress").locator(".mark-text text", has_text="3.4").first.click()
    page.wait_for_url("**/analyse/figures/2018-19-q2/1")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Political leadership")


def test_a_chart_is_saved_as_a_picture_and_as_a_table(
    served: Served, desktop: BrowserContext
) -> None:
    page = desktop.new_page()
    sign_in_as(page, served, "analyst")
    page.goto(f"{served.address}{HOME}quadrant")
    for way, name in (("CSV", "trends-quarter-quadrant.csv"), ("SVG", "quadrant.svg")):
        with page.expect_download() as taken:
            page.locator("#quadrant").get_by_text(way).click()
        assert taken.value.suggested_filename == name
        assert taken.value.path().stat().st_size > 200


def picture(page: Page, chart: str):  # type: ignore[no-untyped-def]  # Playwright's own
    drawn = page.locator(f"#{chart} [data-take-drawn]")
    drawn.wait_for()
    return drawn
