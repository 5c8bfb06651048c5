"""A month answered from the link to the receipt by keys alone, the focus seen at every step."""

import re
from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.answering.council import SINGLE, Council
from tests.browser.answering.filling import TOO_LONG

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

Role = Literal["button", "link"]
MOST_TABS = 40
# What has the focus, or its label, looks otherwise than without it.
MARKED = """() => {
  const control = document.activeElement
  const seen = () => [control, ...(control.labels ?? [])].map((part) => {
    const { boxShadow, outline, backgroundColor } = getComputedStyle(part)
    return [boxShadow, outline, backgroundColor].join()
  }).join()
  const focused = seen()
  control.blur()
  const plain = seen()
  control.focus({ preventScroll: true })
  return focused !== plain
}"""


def test_from_the_link_to_the_receipt(council: Council, desktop: BrowserContext) -> None:
    page = desktop.new_page()
    page.goto(council.link())
    press_on(page, "button", "Start", "**/respond/")
    press_on(page, "button", "Start", "**/respond/theme-1")
    skip_to_main(page)
    score_by_arrows(page)
    for theme in range(2, 8):
        tab_to(page, f"theme-{theme}-progress")
        page.keyboard.press("4")
        tab_to(page, f"theme-{theme}-maturity")
        page.keyboard.press("0")
        press_on(page, "button", "Save and continue", re.compile(f"theme-{theme + 1}|overall"))
    press_on(page, "button", "Save and continue", "**/respond/check")
    told = page.locator("dl").nth(1).locator("dd:not(.govuk-summary-list__actions)")
    assert told.all_inner_texts()[:2] == ["4 Complete, or very nearly", "Not close enough to judge"]
    tab_to(page, "copy")
    page.keyboard.press("Space")
    expect(page.get_by_label("Send me a copy of my answers")).to_be_checked()
    press_on(page, "button", "Submit my answers", "**/respond/receipt")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answers were received")
    tab_until(page, lambda: page.evaluate("document.activeElement.tagName") == "SUMMARY", "summary")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Typed without a mouse.")).to_be_visible()


def score_by_arrows(page: Page) -> None:
    """The first theme, with words on it, by the keys that every group of radio buttons has."""
    tab_to(page, "theme-1-progress")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    tab_to(page, "theme-1-maturity")
    page.keyboard.press("ArrowUp")  # round to the last: not close enough to judge
    tab_to(page, "theme-1-comment")
    page.keyboard.type("Typed without a mouse.")
    tab_to(page, "theme-1-comment-permission")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Internal, not quoted")).to_be_checked()
    press_on(page, "button", "Save and continue", "**/respond/theme-2")


def test_the_summary_of_errors_takes_the_focus_and_leads_to_each(
    council: Council, desktop: BrowserContext
) -> None:
    page = desktop.new_page()
    council.begin(page)
    council.goto(page, "/respond/theme-1")
    page.locator("#theme-1-comment").fill(TOO_LONG)
    press_on(page, "button", "Save and continue", "**/respond/theme-1")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert page.title().startswith("Error: ")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    words = page.get_by_role("textbox", name="A comment or concern (optional)")
    expect(words).to_be_focused()
    expect(words).to_have_accessible_description(re.compile(r"^Error:\s+Shorten your text"))


def test_a_missing_answer_is_reached_from_the_check(
    council: Council, desktop: BrowserContext
) -> None:
    page = desktop.new_page()
    council.begin(page)
    council.goto(page, "/respond/check")
    press_on(page, "button", "Submit my answers", "**/respond/submit")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/respond/theme-1?from=check#theme-1-maturity")
    expect(page.locator("#theme-1-maturity")).to_be_focused()


def test_the_contents_of_a_single_page_lead_to_its_themes(
    council: Council, desktop: BrowserContext
) -> None:
    page = desktop.new_page()
    council.begin(page, SINGLE)
    tab_to_named(page, "link", "City partnerships")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="City partnerships")).to_be_in_viewport()
    tab_to(page, "theme-6-progress", most=3)


def skip_to_main(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Skip to main content"
    page.keyboard.press("Enter")


def press_on(page: Page, role: Role, name: str, leads_to: str | re.Pattern[str]) -> None:
    """Tab to what is called `name`, and press Enter on it."""
    tab_to_named(page, role, name)
    page.keyboard.press("Enter")
    page.wait_for_url(leads_to)


def tab_to(page: Page, name: str, most: int = MOST_TABS) -> None:
    """Tab to a control whose name in the form is `name`."""
    tab_until(page, lambda: page.evaluate("document.activeElement.name") == name, name, most)


def tab_to_named(page: Page, role: Role, name: str) -> None:
    wanted = page.get_by_role(role, name=name, exact=True).first
    tab_until(page, lambda: wanted.evaluate("it => it === document.activeElement"), name)


def tab_until(page: Page, found: Callable[[], bool], name: str, most: int = MOST_TABS) -> None:
    for _ in range(most):
        page.keyboard.press("Tab")
        assert page.evaluate(MARKED), f"The focus is not seen on the way to '{name}'."
        if found():
            return
    raise AssertionError(f"Tab does not lead to '{name}'.")
