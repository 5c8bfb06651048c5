"""A manager reads a message as somebody will, tries it, and books a conversation that arrives."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from survey.clock import london_day, now
from tests.browser.conftest import Look
from tests.browser.demonstrated import copied, sign_in_as
from tests.browser.served import Served, running

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


@pytest.fixture(scope="module")
def served(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with running(copied(built, tmp_path_factory.mktemp("messages"))) as here:
        yield here


def arrived(page: Page, served: Served, subject: str) -> None:
    """Open the newest message with `subject`, as soon as the worker has sent it."""
    letter = page.get_by_role("row").filter(has_text=subject).first.get_by_role("link")
    for _ in range(30):
        page.goto(f"{served.address}/demo/mail/")
        if letter.count():
            break
        page.wait_for_timeout(500)
    letter.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(subject)


def test_a_message_is_read_as_somebody_will_and_tried(
    served: Served, desktop: BrowserContext, look: Look
) -> None:
    page = desktop.new_page()
    sign_in_as(page, served, "manager")
    page.goto(f"{served.address}/manage/messages/")
    page.get_by_role("link", name="Invitation", exact=True).click()
    words = page.get_by_label("Words")
    words.fill(words.input_value().replace("how is the plan", "how is it") + "\n{{7*7}}")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("alert")).to_contain_text("'{{7*7}}' is no merge field")
    look(page, "message-refused")
    words.fill(words.input_value().replace("{{7*7}}", "<b>Seven</b> times {{ month }}"))
    page.get_by_label("as a deputy").check()
    page.get_by_role("button", name="Preview").click()
    part = page.frame_locator("iframe")
    expect(part.locator("body")).to_contain_text("Dear Deputy for Leader of the Council")
    expect(part.locator("body")).to_contain_text("<b>Seven</b> times July 2019")
    # The styles come from the stylesheet: the page's own policy allows none in the elements.
    expect(part.locator(".label")).to_have_css("color", "rgb(255, 255, 255)")
    expect(part.locator(".face")).to_have_css("background-color", "rgb(0, 98, 94)")
    look(page, "message-preview")
    page.get_by_role("button", name="Send a test to me").click()
    expect(page.get_by_text("A test is on its way to manager@demo.example")).to_be_visible()
    arrived(page, served, "Test: Temperature take for July 2019")
    expect(page.locator(".take-mail")).to_contain_text("This is a test, sent to you alone.")
    expect(page.locator(".take-mail")).to_contain_text("<b>Seven</b> times July 2019")
    look(page, "message-tried")


def test_a_conversation_is_booked_and_its_entry_arrives(
    served: Served, phone: BrowserContext, look: Look
) -> None:
    page = phone.new_page()
    sign_in_as(page, served, "manager")
    page.goto(f"{served.address}/manage/conversations/")
    page.get_by_role("link", name="Book a conversation with the Chair, Audit Committee").click()
    page.get_by_role("button", name="Book a conversation").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the time in London")
    look(page, "booking-refused")
    page.get_by_label("Day").fill((london_day(now()) + timedelta(days=3)).isoformat())
    page.get_by_label("Time in London").fill("14:00")
    page.get_by_label("Place").fill("Council House, room 3")
    page.get_by_role("button", name="Book a conversation").click()
    expect(page.get_by_text("The conversation is booked")).to_be_visible()
    look(page, "conversations")
    sign_in_as(page, served, "facilitator")
    page.goto(f"{served.address}/facilitate/")
    expect(page.get_by_text("Council House, room 3")).to_be_visible()
    arrived(page, served, "Our conversation on")
    expect(page.get_by_text("conversation.ics")).to_be_visible()
    look(page, "conversation-mail")
