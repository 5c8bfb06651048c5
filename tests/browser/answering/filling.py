"""What people do on the pages of a form, in as few words as a test can say it."""

import re

from playwright.sync_api import Page

from tests.browser.answering.council import Council

WORDS = "Training has not begun."
TOO_LONG = "The protocol is not used. " * 200


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f"input[name='{name}'][value='{value}']").check(force=True)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save and continue").click()


def answer_all(council: Council, page: Page) -> None:
    """Score all seven themes, with words on the first, and go on to the check."""
    council.goto(page, "/respond/theme-1")
    page.locator("#theme-1-comment").fill(WORDS)
    page.get_by_label("Publish unattributed").first.check(force=True)
    for theme in range(1, 8):
        choose(page, f"theme-{theme}-progress", "3")
        choose(page, f"theme-{theme}-maturity", "not-close")
        save(page)
        page.wait_for_url(re.compile(f"/respond/(theme-{theme + 1}|overall)"))
    save(page)
    page.wait_for_url("**/respond/check")


def submit(page: Page) -> None:
    page.get_by_role("button", name="Submit my answers").click()
    page.wait_for_url("**/respond/receipt")
