"""Submitting as people do it: with two clicks, by going back, without scripts; and tightening."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from survey.models import Comment, Permission, Response
from tests.browser.answering.council import SINGLE, Council
from tests.browser.answering.filling import WORDS, answer_all, choose
from tests.browser.conftest import PHONE, Look

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
SUBMIT = "Submit my answers"


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A phone on which no script runs."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def responses(council: Council) -> int:
    return len(council.house.rows(Response))


def reference(page: Page) -> str:
    return page.locator(".govuk-panel__body strong").inner_text()


def test_two_quick_clicks_and_going_back_have_one_receipt(
    council: Council, phone: BrowserContext
) -> None:
    page, before = phone.new_page(), responses(council)
    council.begin(page)
    answer_all(council, page)
    page.get_by_role("button", name=SUBMIT).dblclick()
    page.wait_for_url("**/respond/receipt")
    first = reference(page)
    page.go_back()
    page.wait_for_url("**/respond/**")
    council.goto(page, "/respond/check")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answers were received")
    assert reference(page) == first
    assert responses(council) == before + 1


def test_one_page_is_submitted_without_any_script(council: Council, plain: Page) -> None:
    before = responses(council)
    council.begin(plain, SINGLE)
    for theme in range(1, 8):
        choose(plain, f"theme-{theme}-progress", "4")
        choose(plain, f"theme-{theme}-maturity", "too-early")
    plain.get_by_role("button", name=SUBMIT).click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Your answers were received")
    assert responses(council) == before + 1


def test_fewer_people_see_a_comment_from_now_on(
    council: Council, phone: BrowserContext, examine: Look
) -> None:
    page = phone.new_page()
    link = council.begin(page)
    answer_all(council, page)
    council.goto(page, "/respond/theme-2?from=check")
    page.locator("#theme-2-comment").fill(WORDS)
    page.get_by_label("Publish with my block").check()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("button", name=SUBMIT).click()
    page.wait_for_url("**/respond/receipt")
    page.goto(link.replace("/take/", "/record/"))
    page.get_by_role("button", name="Read what I said").press("Enter")
    page.locator("summary", has_text="Let fewer people see this comment").last.press("Enter")
    page.get_by_label("Internal, not quoted").last.press("Space")
    page.get_by_role("button", name="Save", exact=True).last.press("Enter")
    told = page.get_by_role("alert")
    expect(told).to_contain_text("is now: Internal, not quoted")
    expect(told).to_be_focused()
    examine(page, "record-saved")
    assert council.house.rows(Comment)[-1].permission is Permission.INTERNAL
