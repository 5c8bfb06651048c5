"""How the pages bear what people set: their own colours, no motion, a small window."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.answering.council import DETAIL, SINGLE, Council
from tests.browser.answering.filling import choose, save
from tests.browser.conftest import PHONE, Look, window

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

EDGE = """(label) => {
  const { borderTopWidth, borderTopColor } = getComputedStyle(label)
  return `${borderTopWidth} ${borderTopColor}`
}"""
MOVING = """() => [...document.querySelectorAll('*')].filter((box) => {
  const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(box)
  const still = transitionDuration.split(',').every((time) => parseFloat(time) === 0)
  return !still || animationName !== 'none' || scrollBehavior === 'smooth'
}).map((box) => box.outerHTML.slice(0, 120))"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with window(browser, PHONE) as context:
        yield context.new_page()


def test_in_forced_colours_a_chosen_tile_is_told_by_more_than_colour(
    council: Council, page: Page, examine: Look
) -> None:
    page.emulate_media(forced_colors="active")
    council.begin(page)
    council.goto(page, "/respond/theme-1")
    choose(page, "theme-1-progress", "3")
    chosen, others = tile(page, "3"), tile(page, "2")
    wide, _, colour = chosen.evaluate(EDGE).partition(" ")
    thin, _, other = others.evaluate(EDGE).partition(" ")
    assert float(wide.removesuffix("px")) > float(thin.removesuffix("px"))
    assert colour != other
    # The dot itself is drawn too, in a colour of the system.
    dot = "input => getComputedStyle(input).borderTopWidth"
    assert radio(page, "3").evaluate(dot) != radio(page, "2").evaluate(dot)
    examine(page, "forced-colours")


def test_in_forced_colours_the_focus_is_outlined(council: Council, page: Page) -> None:
    page.emulate_media(forced_colors="active")
    council.begin(page)
    council.goto(page, "/respond/theme-1")
    radio(page, "1").focus()
    page.keyboard.press("ArrowDown")
    expect(radio(page, "2")).to_be_focused()
    outline = "label => getComputedStyle(label).outlineStyle"
    assert tile(page, "2").evaluate(outline) == "solid"
    assert tile(page, "1").evaluate(outline) == "none"


def test_nothing_moves_for_whoever_wants_no_motion(council: Council, page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    council.begin(page, DETAIL)
    assert page.evaluate(MOVING) == []
    council.goto(page, "/respond/theme-1")
    page.get_by_text("Add detail").click()
    assert page.evaluate(MOVING) == []
    council.begin(page, SINGLE)
    assert page.evaluate(MOVING) == []


def test_the_session_has_no_end_of_its_own(council: Council, page: Page) -> None:
    """No clock runs while somebody answers (WCAG 2.2, 2.2.1): the cookie ends with the browser."""
    council.begin(page)
    (cookie,) = [cookie for cookie in page.context.cookies() if cookie["name"] == "take"]
    assert cookie["expires"] == -1
    council.goto(page, "/respond/theme-1")
    choose(page, "theme-1-progress", "3")
    page.clock.install()
    page.clock.fast_forward("30:00:00")
    save(page)
    page.wait_for_url("**/respond/theme-2")


def radio(page: Page, value: str) -> Locator:
    return page.locator(f"input[name=theme-1-progress][value='{value}']")


def tile(page: Page, value: str) -> Locator:
    return page.locator(".take-tile", has=radio(page, value)).locator("label")
