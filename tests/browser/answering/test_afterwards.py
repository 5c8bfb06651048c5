"""What was submitted, seen again: elsewhere, by a code, in later months; and where the way ends."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.answering.council import CLOSED, DETAIL, PAUSED, PUBLISHED, Council
from tests.browser.answering.filling import answer_all, submit
from tests.browser.conftest import PHONE, Look, window

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


@pytest.fixture
def elsewhere(browser: Browser) -> Iterator[Page]:
    """Another phone, in which nobody has answered anything."""
    with window(browser, PHONE) as context:
        yield context.new_page()


def test_what_was_submitted_is_seen_again(
    council: Council, phone: BrowserContext, elsewhere: Page, examine: Look
) -> None:
    page = phone.new_page()
    link = council.begin(page)
    answer_all(council, page)
    submit(page)
    elsewhere.goto(link)
    examine(elsewhere, "landing-submitted")
    elsewhere.get_by_role("button", name="See what I submitted").click()
    examine(elsewhere, "receipt-unknown")
    record = link.replace("/take/", "/record/")
    elsewhere.goto(record)
    examine(elsewhere, "record-landing")
    elsewhere.get_by_role("button", name="Read what I said").click()
    examine(elsewhere, "record-unproved")
    page.goto(record)
    page.get_by_role("button", name="Read what I said").click()
    examine(page, "record")
    page.get_by_text("Let fewer people see this comment").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    examine(page, "record-error")


def test_earlier_months_are_seen_after_a_code(
    council: Council, phone: BrowserContext, examine: Look
) -> None:
    page = phone.new_page()
    council.begin(page)
    council.goto(page, "/respond/past")
    examine(page, "past-unproved")
    page.get_by_role("button", name="Send me a code").click()
    examine(page, "code")
    page.get_by_label("Code from the mail").fill("0")
    page.get_by_role("button", name="Show what I submitted").click()
    expect(page.get_by_role("alert")).to_be_visible()
    examine(page, "code-wrong")
    page.get_by_label("Code from the mail").fill(council.code())
    page.get_by_role("button", name="Show what I submitted").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("what the panel said")
    expect(page.get_by_role("rowheader", name="The panel").first).to_be_visible()
    page.get_by_text("What the numbers mean").click()
    examine(page, "past")
    page.get_by_role("link", name="June 2018", exact=True).first.click()
    examine(page, "past-month")
    council.goto(page, "/respond/")
    page.get_by_text("What you said last month").click()
    examine(page, "tasks-last-month")
    page.get_by_role("button", name="Show me what I said last month").click()
    council.goto(page, "/respond/theme-1")
    progress = page.get_by_role("group").filter(has=page.locator("#theme-1-progress")).last
    expect(progress).to_have_accessible_description("Last month you said 3")
    examine(page, "theme-last-month")


def test_ways_that_lead_round_the_form(
    council: Council, phone: BrowserContext, examine: Look
) -> None:
    page = phone.new_page()
    page.goto(council.link())
    page.get_by_role("link", name="I will leave this month out").click()
    examine(page, "decline")
    page.get_by_role("button", name="Leave this month out").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("You leave")
    examine(page, "declined")
    page.get_by_role("link", name="I would rather talk").click()
    examine(page, "talk")
    page.get_by_role("button", name="Ask for a conversation").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We will get in touch with you")
    examine(page, "talk-asked")


def test_ways_that_end(council: Council, phone: BrowserContext, examine: Look) -> None:
    page = phone.new_page()
    submitted, missed = council.link(CLOSED), council.link(CLOSED)
    for name, status, address in (
        ("closed-submitted", 410, submitted),
        ("closed", 410, missed),
        ("record-nothing", 404, missed.replace("/take/", "/record/")),
        ("record-published", 410, council.link(PUBLISHED).replace("/take/", "/record/")),
        ("paused", 409, council.link(PAUSED)),
        ("replaced", 410, replaced(council)),
        ("unknown", 404, f"{council.served.address}/take/no-such-token"),
        ("too-long", 414, f"{council.served.address}/take/{'x' * 3000}"),
        ("lost-session", 403, f"{council.served.address}/respond/"),
    ):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == status, name
        examine(page, f"stopped-{name}")


def replaced(council: Council) -> str:
    """A link in whose place another was sent."""
    link = council.link(DETAIL)
    council.replace(link)
    return link


def test_words_that_were_not_saved(council: Council, phone: BrowserContext, examine: Look) -> None:
    page = phone.new_page()
    council.begin(page)
    council.goto(page, "/respond/theme-1")
    page.evaluate("document.querySelector('#theme-1-comment').value = 'Still here.'")
    phone.clear_cookies()
    page.evaluate("document.querySelector('form[method=post]').submit()")
    expect(page.get_by_label("Your words")).to_have_value("Still here.")
    examine(page, "stopped-with-words")
