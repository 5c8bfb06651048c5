"""Every page and state that somebody who answers can meet, examined on a phone."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.answering.council import Council
from tests.browser.conftest import Look

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

TOO_LONG = "The protocol is not used. " * 200


def test_from_the_link_to_the_first_theme(
    council: Council, phone: BrowserContext, examine: Look
) -> None:
    page = phone.new_page()
    page.goto(council.link())
    examine(page, "landing")
    page.locator("summary").click()
    examine(page, "landing-told")
    page.get_by_role("button", name="Start").click()
    examine(page, "tasks-first")
    council.goto(page, "/respond/opening")
    examine(page, "opening")
    council.goto(page, "/respond/theme-1")
    examine(page, "theme-empty")
    page.locator("summary").first.click()
    choose(page, "theme-1-progress", "3")
    choose(page, "theme-1-maturity", "not-close")
    page.locator("#theme-1-comment").fill("Training has not begun.")
    examine(page, "theme-filled")
    save(page)
    page.wait_for_url("**/respond/theme-2*")
    council.goto(page, "/respond/")
    examine(page, "tasks")


def test_mistakes_on_a_theme(council: Council, phone: BrowserContext, examine: Look) -> None:
    page = phone.new_page()
    council.begin(page)
    council.goto(page, "/respond/theme-1")
    page.locator("#theme-1-comment").fill(TOO_LONG)
    save(page)
    expect(page.get_by_role("alert")).to_be_visible()
    examine(page, "theme-error")


def test_from_the_check_to_the_receipt(
    council: Council, phone: BrowserContext, examine: Look
) -> None:
    page = phone.new_page()
    council.begin(page)
    council.goto(page, "/respond/check")
    examine(page, "check-empty")
    page.get_by_role("button", name="Submit my answers").click()
    expect(page.get_by_role("alert")).to_contain_text("14 answers are missing")
    examine(page, "check-missing")
    answer_all(council, page)
    examine(page, "check-complete")
    page.get_by_role("button", name="Submit my answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answers were received")
    page.get_by_text("What you submitted", exact=True).click()
    examine(page, "receipt")
    page.get_by_role("button", name="Change my answers").click()
    examine(page, "check-changing")
    council.goto(page, "/respond/receipt")
    examine(page, "receipt-changing")


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f"input[name='{name}'][value='{value}']").check(force=True)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save and continue").click()


def answer_all(council: Council, page: Page) -> None:
    """Score all seven themes, with words on the first, and go on to the check."""
    council.goto(page, "/respond/theme-1")
    page.locator("#theme-1-comment").fill("Training has not begun.")
    for theme in range(1, 8):
        choose(page, f"theme-{theme}-progress", "3")
        choose(page, f"theme-{theme}-maturity", "not-close")
        save(page)
    save(page)
    page.wait_for_url(re.compile("/respond/check"))
