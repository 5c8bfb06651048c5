"""Every page and state of the form, from the link to the receipt, examined on a phone."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.answering.council import AUDIENCE, DETAIL, LATE, SINGLE, Council
from tests.browser.answering.filling import TOO_LONG, WORDS, answer_all, choose, save, submit
from tests.browser.conftest import Look

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def test_from_the_link_to_the_first_theme(
    council: Council, phone: BrowserContext, examine: Look
) -> None:
    page = phone.new_page()
    page.goto(council.link())
    page.locator("summary").click()
    examine(page, "landing")
    page.get_by_role("button", name="Start").click()
    examine(page, "tasks-first")
    council.goto(page, "/respond/opening")
    examine(page, "opening")
    council.goto(page, "/respond/theme-1")
    examine(page, "theme-empty")
    page.get_by_text("What the plan promised").click()
    choose(page, "theme-1-progress", "3")
    choose(page, "theme-1-maturity", "not-close")
    page.locator("#theme-1-comment").fill(WORDS)
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
    submit(page)
    page.get_by_text("What you submitted", exact=True).click()
    examine(page, "receipt")
    page.get_by_role("button", name="Change my answers").click()
    examine(page, "check-changing")
    council.goto(page, "/respond/receipt")
    examine(page, "receipt-changing")


def test_detail_and_what_only_some_are_asked(
    council: Council, phone: BrowserContext, examine: Look
) -> None:
    page = phone.new_page()
    council.begin(page, DETAIL, AUDIENCE)
    council.goto(page, "/respond/theme-1")
    page.get_by_text("Add detail").click()
    examine(page, "detail-open")
    page.locator("#theme-1-comment").fill(TOO_LONG)
    detail = page.get_by_role("group", name="Members' knowledge of governance")
    detail.get_by_role("radio").nth(1).check(force=True)
    save(page)
    expect(page.get_by_role("alert")).to_be_visible()
    expect(detail.get_by_role("radio").nth(1)).to_be_checked()
    examine(page, "detail-error")
    council.goto(page, "/respond/audit")
    examine(page, "audience")
    choose(page, "audit-assurance", "2")
    save(page)
    page.wait_for_url("**/respond/overall")
    council.goto(page, "/respond/check")
    examine(page, "check-audience")


def test_a_single_page(council: Council, phone: BrowserContext, examine: Look) -> None:
    page = phone.new_page()
    council.begin(page, SINGLE)
    examine(page, "single-first")
    for theme in range(1, 7):
        choose(page, f"theme-{theme}-progress", "4")
        choose(page, f"theme-{theme}-maturity", "too-early")
    page.locator("#theme-1-comment").fill(WORDS)
    page.get_by_role("button", name="Submit my answers").click()
    expect(page.get_by_role("alert").get_by_role("link")).to_have_count(2)
    examine(page, "single-error")
    page.get_by_role("button", name="Save and finish later").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answers are saved")
    examine(page, "single-later")


def test_after_the_time_that_was_told(
    council: Council, phone: BrowserContext, examine: Look
) -> None:
    page = phone.new_page()
    council.begin(page, LATE)
    council.let_time_pass(grace=30)
    council.goto(page, "/respond/")
    expect(page.get_by_text("Because you had begun before")).to_be_visible()
    examine(page, "tasks-grace")
    council.goto(page, "/respond/theme-1")
    council.let_time_pass(grace=0)
    page.locator("#theme-1-comment").fill(WORDS)
    save(page)
    expect(page.get_by_label("Your words")).to_have_value(WORDS)
    examine(page, "stopped-late")


def test_somebody_who_is_asked_for_words_alone(
    council: Council, phone: BrowserContext, examine: Look
) -> None:
    page = phone.new_page()
    link = council.link()
    council.spare_scores(link)
    page.goto(link)
    examine(page, "landing-words")
    page.get_by_role("button", name="Start").click()
    council.goto(page, "/respond/theme-1")
    expect(page.locator(".take-score")).to_have_count(0)
    page.locator("#theme-1-comment").fill(WORDS)
    examine(page, "theme-words")
