"""Personal links in a real browser: what looking at them does, and the ways round the form."""

import re
import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlmodel import SQLModel

from survey.extensions import engine
from tests.browser.conftest import PHONE, Look, window
from tests.browser.demonstrated import copied
from tests.browser.served import Served, running

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
# The worker writes these at any time, whoever looks at what.
WORKERS_OWN = {"outbox_item", "mail_attempt"}


@pytest.fixture(scope="module")
def served(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with running(copied(built, tmp_path_factory.mktemp("links"))) as here:
        yield here


def link_to(served: Served, address: str) -> str:
    """The personal link in the latest mail to `address` that has one."""
    for text in mails(served, address):
        found = re.search(r"/take/[\w-]+", text)
        if found:
            return f"{served.address}{found[0]}"
    raise AssertionError(f"No link was mailed to {address}.")


def mails(served: Served, address: str) -> Iterator[str]:
    """The plain text of the messages to `address`, the latest first; waits for the first."""
    outbox = served.folder / "outbox"
    deadline = time.monotonic() + 30
    while not (files := sorted(outbox.glob(f"*{address}.eml"), reverse=True)):
        assert time.monotonic() < deadline, f"Nothing was mailed to {address}."
        time.sleep(0.2)
    for file in files:
        body = message_from_bytes(file.read_bytes(), policy=policy.default).get_body(("plain",))
        yield body.get_content() if body else ""


def stored(served: Served) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that a web process writes."""
    made = engine(f"sqlite:///{served.folder / 'survey.sqlite'}")
    with made.connect() as database:
        found = {
            name: [tuple(row) for row in database.execute(table.select())]
            for name, table in SQLModel.metadata.tables.items()
            if name not in WORKERS_OWN
        }
    made.dispose()
    return found


def test_hostile_02_a_browser_that_does_not_click_leaves_no_rows(
    served: Served, phone: BrowserContext
) -> None:
    link = link_to(served, "leader@council.example")
    before = stored(served)
    assert before["invitation"]
    page = phone.new_page()
    for path in ("", "/decline", "/talk"):
        page.goto(f"{link}{path}", wait_until="networkidle")
        page.reload(wait_until="networkidle")
        page.wait_for_timeout(300)
    assert stored(served) == before


def test_a_month_is_left_out_talked_about_and_answered_after_all(
    served: Served, phone: BrowserContext, look: Look
) -> None:
    link = link_to(served, "deputy.leader@council.example")
    page = phone.new_page()
    page.goto(link)
    page.get_by_role("link", name="I will leave this month out").click()
    look(page, "decline")
    page.get_by_role("button", name="Leave this month out").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("You leave")
    look(page, "declined")
    page.get_by_role("link", name="I would rather talk").click()
    look(page, "talk")
    page.get_by_role("button", name="Ask for a conversation").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We will get in touch with you")
    look(page, "talk-asked")
    page.get_by_role("button", name="Answer the form after all").click()
    look(page, "landing-talk-asked")
    page.get_by_role("button", name="Start").click()
    page.wait_for_url("**/respond/")


def test_another_browser_shows_what_was_submitted_after_a_mailed_code(
    served: Served, phone: BrowserContext, browser: Browser, look: Look
) -> None:
    address = "cm.homes@council.example"
    link = link_to(served, address)
    page = phone.new_page()
    submit_by(page, link)
    expect(page.get_by_text("What you submitted")).to_be_visible()
    with window(browser, PHONE) as elsewhere:
        other = elsewhere.new_page()
        other.goto(link)
        other.get_by_role("button", name="See what I submitted").click()
        look(other, "receipt-elsewhere")
        assert "Seen by the holder alone" not in other.content()
        other.get_by_role("button", name="Send me a code").click()
        look(other, "code")
        other.get_by_label("Code from the mail").fill("0")
        other.get_by_role("button", name="Show what I submitted").click()
        look(other, "code-wrong")
        other.get_by_label("Code from the mail").fill(mailed_code(served, address))
        other.get_by_role("button", name="Show what I submitted").click()
        other.get_by_text("What you submitted").click()
        expect(other.get_by_text("Seen by the holder alone")).to_be_visible()
        expect(other.get_by_role("button", name="Change my answers")).to_be_visible()
        look(other, "receipt-proved")


def submit_by(page: Page, link: str) -> None:
    """Answer every theme with the same scores, one of them with words, and submit."""
    page.goto(link)
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="Start").click()
    page.locator("#theme-1-comment").fill("Seen by the holder alone.")
    for theme in range(1, 8):
        for measure in ("progress", "maturity"):
            page.locator(f"input[name=theme-{theme}-{measure}][value='3']").check(force=True)
        page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("button", name="Submit my answers").click()


def mailed_code(served: Served, address: str) -> str:
    for _ in range(150):
        for text in mails(served, address):
            found = re.search(r"^(\d{6})\s*$", text, re.MULTILINE)
            if found:
                return found[1]
        time.sleep(0.2)
    raise AssertionError(f"No code was mailed to {address}.")
