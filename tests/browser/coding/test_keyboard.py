"""Comments are coded by keys alone, and every page of it can be used by everybody."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlmodel import select

from survey.models import Code, Coding
from tests.browser.coding.conftest import Sayings
from tests.browser.conftest import PHONE, Look, window

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
QUEUE = "/analyse/coding/"


def coded(sayings: Sayings) -> dict[int, set[str]]:
    """{comment's id: the names of its codes}."""
    found: dict[int, set[str]] = {}
    with sayings.house.session() as session:
        for comment_id, name in session.exec(select(Coding.comment_id, Code.name).join(Code)).all():
            found.setdefault(comment_id, set()).add(name)
    return found


def saved(page: Page) -> None:
    """Ctrl+Enter, and the next comment is there with its keys."""
    before = page.locator("form[data-take-coding]").get_attribute("action")
    page.keyboard.press("Control+Enter")
    expect(page.locator("form[data-take-coding]")).not_to_have_attribute("action", before or "")
    expect(page.get_by_label("Look for a code")).to_be_focused()


def test_three_comments_are_coded_by_keyboard_alone(
    sayings: Sayings, desktop: BrowserContext, look: Look
) -> None:
    page = desktop.new_page()
    sayings.sign_in(page)
    sayings.goto(page, "/analyse/")
    look(page, "analyse-left")
    page.get_by_role("button", name="Code the next one").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/analyse/coding/")
    expect(page.get_by_label("Look for a code")).to_be_focused()
    look(page, "coding-desktop")
    by_letters_and_arrows(page)
    look(page, "coding-chosen")
    saved(page)
    by_signs_and_numbers(page)
    saved(page)
    with_a_new_code(page)
    saved(page)
    found = coded(sayings)
    assert found[1] == {"Training", "Who leads what"}
    assert found[2] == {"Tone of meetings"}
    assert found[3] == {"Papers come late", "Too much paper"}


def by_letters_and_arrows(page: Page) -> None:
    """Letters look for a code, Enter chooses the first; arrows lead to one, Enter chooses it."""
    page.keyboard.type("train")
    expect(page.get_by_role("status")).to_have_text("1 code has it")
    expect(page.get_by_label("Openness")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Training: chosen")
    expect(page.get_by_label("Training")).to_be_checked()
    page.keyboard.type("who")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Who leads what")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Who leads what")).to_be_checked()


def by_signs_and_numbers(page: Page) -> None:
    """Signs choose a family as a whole and take it back, numbers the code that shows them."""
    page.keyboard.press("+")
    expect(page.get_by_label("Praise, nothing more exact")).to_be_checked()
    page.keyboard.press("+")
    expect(page.get_by_label("Praise, nothing more exact")).not_to_be_checked()
    page.keyboard.type("tone")
    page.keyboard.press("1")
    expect(page.get_by_label("Tone of meetings")).to_be_checked()


def with_a_new_code(page: Page) -> None:
    """A code is added, and the comment stays with its choice."""
    page.keyboard.type("papers")
    page.keyboard.press("Enter")
    page.locator("summary", has_text="Add a code").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Too much paper")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_label("Too much paper")).to_be_checked()
    expect(page.get_by_label("Papers come late")).to_be_checked()


def test_single_keys_can_be_switched_off(sayings: Sayings, desktop: BrowserContext) -> None:
    page = desktop.new_page()
    sayings.sign_in(page)
    sayings.goto(page, f"{QUEUE}5")
    page.get_by_label("Numbers, signs and letters").uncheck()
    page.get_by_label("Look for a code").focus()
    page.keyboard.press("1")
    page.keyboard.press("+")
    expect(page.get_by_label("Look for a code")).to_have_value("1+")
    expect(page.locator("input[name=code]:checked")).to_have_count(0)
    page.keyboard.press("Escape")
    page.get_by_label("Openness").focus()
    page.keyboard.press("t")
    expect(page.get_by_label("Openness")).to_be_focused()
    page.reload()
    expect(page.get_by_label("Numbers, signs and letters")).not_to_be_checked()


def test_what_went_wrong_takes_the_focus_and_keeps_the_choice(
    sayings: Sayings, desktop: BrowserContext, look: Look
) -> None:
    page = desktop.new_page()
    sayings.sign_in(page)
    sayings.goto(page, f"{QUEUE}6")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    look(page, "coding-error")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#codes")).to_be_focused()


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("left", "/analyse/"),
        ("coding", QUEUE),
        ("coding-hostile", f"{QUEUE}9"),
        ("coding-split", f"{QUEUE}24"),
        ("coding-notes", f"{QUEUE}25"),
        ("coding-done", f"{QUEUE}?month=2031-01"),
        ("month", "/analyse/rounds/2018-07/comments"),
        ("codebook", "/analyse/codebook/"),
        ("versions", "/analyse/codebook/versions"),
        ("merge", "/analyse/codebook/merge"),
        ("rename", "/analyse/codes/12/rename"),
        ("split", "/analyse/codes/12/split"),
        ("retire", "/analyse/codes/12/retire"),
        ("code", "/analyse/codes/12"),
        ("search", "/analyse/search?q=training"),
        ("search-nothing", "/analyse/search?q=!!!"),
    ],
)
def test_every_page_on_a_phone_and_on_a_desktop(
    sayings: Sayings, browser: Browser, desktop: BrowserContext, look: Look, name: str, path: str
) -> None:
    page = desktop.new_page()
    sayings.sign_in(page)
    sayings.goto(page, path)
    look(page, f"desktop-{name}")
    with window(browser, PHONE) as phone:
        small = phone.new_page()
        sayings.sign_in(small)
        sayings.goto(small, path)
        look(small, f"phone-{name}")


def test_a_comment_is_coded_without_javascript(sayings: Sayings, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    sayings.sign_in(page)
    sayings.goto(page, f"{QUEUE}10")
    expect(page.get_by_label("Look for a code")).to_be_hidden()
    page.get_by_label("Openness").check()
    page.get_by_role("button", name="Save and next").click()
    page.wait_for_url(re.compile("after=10"))
    assert coded(sayings)[10] == {"Openness"}
    context.close()
