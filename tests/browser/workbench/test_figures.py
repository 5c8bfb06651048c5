"""The workbench on the demonstration: charts that are drawn under the strict policy, and taken."""

from collections.abc import Iterator
from xml.etree.ElementTree import fromstring

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Look
from tests.browser.demonstrated import copied, sign_in_as
from tests.browser.served import Served, running

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
Q4 = "/analyse/figures/2018-19-q4"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def served(built: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    here = copied(built, tmp_path_factory.mktemp("workbench"))  # type: ignore[arg-type]
    with running(here, "serve") as up:
        yield up


def analyst(context: BrowserContext, served: Served) -> Page:
    page = context.new_page()
    sign_in_as(page, served, "analyst")
    return page


def drawn(page: Page, address: str) -> None:
    """Open `address` and wait until each of its charts is drawn."""
    page.goto(address)
    places = page.locator("[data-take-chart]")
    expect(page.locator("[data-take-drawn] svg")).to_have_count(places.count(), timeout=30_000)
    assert places.count() > 0


def test_every_chart_is_drawn_and_told_of(
    desktop: BrowserContext, served: Served, look: Look
) -> None:
    """Any complaint of the content policy fails the test, when its window closes."""
    page = analyst(desktop, served)
    page.goto(f"{served.address}/analyse/")
    assert page.evaluate(
        "performance.getEntriesByType('resource').every(r => !/vega/.test(r.name))"
    )
    look(page, "workbench-desktop")
    drawn(page, f"{served.address}{Q4}")
    assert page.locator("style").count() == 0
    look(page, "figures-desktop")
    bars = page.locator("#spread-progress")
    expect(bars.get_by_role("img")).to_have_accessible_name(
        "Bar chart of how many gave each score of progress. "
        + bars.locator("figcaption").inner_text()
        + " The table below has every figure."
    )
    tip = page.locator(".take-chart__tip")
    expect(tip).to_be_hidden()
    bars.locator(".mark-rect path").nth(1).hover()
    expect(tip).to_contain_text("Share")
    bars.get_by_text("Show the figures as a table").click()
    expect(bars.get_by_role("table")).to_be_visible()
    bars.locator(".mark-rect path").first.click()
    page.wait_for_url(f"**{Q4}/1")


def test_a_chart_is_taken_as_svg_png_and_csv(desktop: BrowserContext, served: Served) -> None:
    page = analyst(desktop, served)
    drawn(page, f"{served.address}{Q4}?side=executive")
    change = page.locator("#change-maturity")
    taken = {}
    for kind, role in (("SVG", "button"), ("PNG", "button"), ("CSV", "link")):
        with page.expect_download() as download:
            change.get_by_role(role, name=kind).click()  # type: ignore[arg-type]
        taken[kind] = download.value
    assert taken["SVG"].suggested_filename == "change-maturity.svg"
    picture = taken["SVG"].path().read_text("utf-8")
    assert fromstring(picture).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314 - our own
    assert "Simulated answers" in picture
    assert taken["PNG"].path().read_bytes().startswith(PNG)
    assert taken["PNG"].path().stat().st_size > 5_000
    assert "Executive side" in taken["CSV"].path().read_text("utf-8-sig")


def test_it_is_used_on_a_phone_by_links_alone(
    phone: BrowserContext, served: Served, look: Look
) -> None:
    page = analyst(phone, served)
    page.goto(f"{served.address}/analyse/")
    look(page, "workbench-phone")
    drawn(page, f"{served.address}{Q4}")
    look(page, "figures-phone")
    page.get_by_text("Look at a part of it").click()
    page.get_by_role("link", name="Executive", exact=True).click()
    page.get_by_role("link", name="Form", exact=True).click()
    expect(page.get_by_text("Executive side, form only:")).to_be_visible()
    assert page.url.endswith(f"{Q4}?side=executive&mode=form")
    page.get_by_role("link", name="Political leadership", exact=True).last.click()
    drawn(page, page.url)
    look(page, "theme-phone")
    narrow = page.locator("[data-take-drawn] svg").first.bounding_box()
    assert narrow is not None
    assert narrow["width"] <= 360


def test_without_scripts_the_tables_are_there(
    browser: object, desktop: BrowserContext, served: Served
) -> None:
    page = analyst(desktop, served)
    plain = browser.new_context(  # type: ignore[attr-defined]
        java_script_enabled=False, storage_state=page.context.storage_state()
    )
    bare = plain.new_page()
    bare.goto(f"{served.address}{Q4}")
    expect(bare.locator("[data-take-chart]").first).to_be_hidden()
    expect(bare.get_by_role("button", name="SVG")).to_have_count(0)
    bare.get_by_text("Show the figures as a table").first.click()
    expect(bare.locator("#spread-progress").get_by_role("table")).to_be_visible()
    plain.close()
