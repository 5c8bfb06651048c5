"""An interview typed by keyboard alone, from the list to the receipt; and what each key does."""

import re

import pytest
from playwright.sync_api import Page, expect

from survey.models import Permission
from tests.browser.answering.test_keyboard import tab_to, tab_to_named, tab_until
from tests.browser.interviewing.council import SAM, Council, Talk

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
SAVED = re.compile(r"^Saved at \d\d:\d\d$")
STAMP = r"\[\d\d:\d\d\]\n"
NOTES = "#theme-1-notes"


def opened(council: Council, page: Page, at: str = "#theme-1") -> Talk:
    talk = council.take(SAM)
    council.goto(page, f"{talk.path}{at}")
    return talk


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def focused(page: Page) -> str:
    """The name or the id of what has the focus."""
    found: str = page.evaluate("document.activeElement.name || document.activeElement.id")
    return found


def chosen(page: Page, name: str) -> list[str]:
    return [each.input_value() for each in page.locator(f"input[name={name}]:checked").all()]


def test_from_the_list_to_the_receipt(council: Council, page: Page) -> None:
    talk = council.take(SAM)
    council.goto(page, "/facilitate/")
    tab_to_named(page, "link", talk.role)
    press(page, "Enter")
    page.wait_for_url(f"**{talk.path}")
    press(page, "j")
    note_on_the_first_theme(page)
    for _ in range(6):
        press(page, "j", "4", "0")
    press(page, "j", "n")
    page.keyboard.type("Thanks.")
    press(page, "Control+q", "Escape", "e")
    page.wait_for_url(f"**{talk.path}/end")
    tab_to(page, "theme-1-comment-permission")
    press(page, "ArrowDown")
    tab_until(page, lambda: "theme-1-passage" in focused(page), "the passage's permission")
    press(page, "End")
    tab_to_named(page, "button", "Record and read it back")
    press(page, "Enter")
    page.wait_for_url("**/facilitate/receipts/*")
    expect(page.get_by_role("heading", level=1)).to_have_text("Interview recorded")
    words = council.said(talk)
    assert words["theme-1-comment"].permission is Permission.INTERNAL
    assert words["theme-1-passage-1"].text == "Nobody uses it.\nNobody reads it."
    assert words["theme-1-passage-1"].permission is Permission.BLOCK
    assert re.fullmatch(rf"{STAMP}\[passage 1\]\nHe laughs\.", words["theme-1-notes"].text)
    assert words["overall-passage-1"].text == "Thanks."
    assert "overall-notes" not in words


def note_on_the_first_theme(page: Page) -> None:
    """Two scores, two lines that the speaker said and one that is the facilitator's, a comment."""
    press(page, "3", "2", "n")
    page.keyboard.type("Nobody uses it.\nNobody reads it.")
    press(page, "Shift+ArrowUp", "Control+q", "Control+End")
    page.keyboard.type("\nHe laughs.")
    press(page, "Escape", "c")
    page.keyboard.type("The protocol is not used.")
    press(page, "Escape")
    assert chosen(page, "theme-1-progress") == ["3"]
    assert chosen(page, "theme-1-maturity") == ["2"]


def test_digits_score_one_measure_after_the_other_and_p_and_m_choose(
    council: Council, page: Page
) -> None:
    talk = opened(council, page)
    press(page, "5", "9")
    assert chosen(page, "theme-1-progress") == ["5"]
    assert chosen(page, "theme-1-maturity") == ["too-early"]
    press(page, "p", "1", "m", "x")
    assert chosen(page, "theme-1-progress") == ["1"]
    assert chosen(page, "theme-1-maturity") == []
    expect(page.locator("[data-take-told]")).to_have_text("Maturity: no score")
    press(page, "4")
    expect(page.locator("[data-take-told]")).to_contain_text("Maturity: 4")
    expect(page.locator(".take-where [role=status]")).to_have_text(SAVED)
    drafted = council.drafted(talk)
    assert (drafted["theme-1-progress"], drafted["theme-1-maturity"]) == ("1", "4")


def test_j_and_k_go_through_the_themes_and_say_where_they_are(council: Council, page: Page) -> None:
    opened(council, page, "")
    expect(page.get_by_role("heading", name="Opening", level=2)).to_be_visible()
    press(page, "k")
    press(page, "j")
    assert focused(page) == "theme-1-title"
    expect(page.get_by_role("heading", name="Opening", level=2)).to_be_hidden()
    press(page, "j", "j", "k")
    assert focused(page) == "theme-2-title"
    expect(page.locator(".take-strip [aria-current]")).to_contain_text("2")
    assert page.url.endswith("#theme-2")


def test_a_theme_is_marked_done_as_soon_as_it_is(council: Council, page: Page) -> None:
    opened(council, page)
    done = page.locator(".take-strip__link[href='#theme-1'] .take-strip__done")
    expect(done).to_be_hidden()
    press(page, "4")
    expect(done).to_be_hidden()
    press(page, "4")
    expect(done).to_be_visible()
    expect(page.locator(".take-where [role=status]")).to_have_text(SAVED)
    page.reload()
    expect(done).to_be_visible()


def test_no_key_acts_while_one_types(council: Council, page: Page) -> None:
    opened(council, page)
    page.locator(NOTES).focus()
    page.keyboard.type("jkpmxnce 12345 90")
    assert page.locator(NOTES).input_value().endswith("jkpmxnce 12345 90")
    assert chosen(page, "theme-1-progress") == []
    page.locator("#theme-1-comment-permission").focus()
    press(page, "j", "4")
    assert page.url.endswith("#theme-1")
    press(page, "Escape", "4")
    assert chosen(page, "theme-1-progress") == ["4"]


def test_single_keys_can_be_switched_off_and_stay_off(council: Council, page: Page) -> None:
    talk = opened(council, page)
    page.locator("[data-take-keys] summary").click()
    page.get_by_label("Keys without Ctrl or Alt work").uncheck()
    press(page, "4", "j")
    assert chosen(page, "theme-1-progress") == []
    assert page.url.endswith("#theme-1")
    expect(page.locator(".take-key").first).to_be_hidden()
    page.goto("about:blank")
    council.goto(page, f"{talk.path}#theme-1")
    press(page, "4", "j")
    assert chosen(page, "theme-1-progress") == []
    page.locator(NOTES).focus()
    page.keyboard.type("Said")
    press(page, "Control+q")
    assert page.locator(NOTES).input_value().endswith("> Said")
    page.locator("[data-take-keys] summary").click()
    page.get_by_label("Keys without Ctrl or Alt work").check()
    press(page, "Escape", "4")
    page.locator("h2:visible").first.click()
    press(page, "4")
    assert chosen(page, "theme-1-progress") == ["4"]


@pytest.mark.parametrize("key", ["Control+q", "Alt+q", "button"])
def test_a_line_is_marked_as_said_and_unmarked_again(
    council: Council, page: Page, key: str
) -> None:
    opened(council, page)
    box = page.locator(NOTES)
    box.focus()
    page.keyboard.type("One\nTwo")

    def mark() -> None:
        if key == "button":
            page.locator("#theme-1 .take-notes__mark").click()
        else:
            press(page, key)

    mark()
    assert re.fullmatch(rf"{STAMP}One\n> Two", box.input_value())
    page.keyboard.type("!")
    assert box.input_value().endswith("> Two!")
    mark()
    assert re.fullmatch(rf"{STAMP}One\nTwo!", box.input_value())
    press(page, "Control+z")
    assert box.input_value().endswith("> Two!")


def test_a_whole_selection_is_marked_but_for_its_times(council: Council, page: Page) -> None:
    opened(council, page)
    box = page.locator(NOTES)
    box.focus()
    page.keyboard.type("One\n\nTwo")
    press(page, "Control+a", "Control+q")
    assert re.fullmatch(rf"{STAMP}> One\n\n> Two", box.input_value())
    press(page, "Control+a", "Control+q")
    assert re.fullmatch(rf"{STAMP}One\n\nTwo", box.input_value())


def test_the_time_is_noted_whenever_a_theme_is_entered_anew(council: Council, page: Page) -> None:
    opened(council, page)
    box = page.locator(NOTES)
    box.focus()
    page.keyboard.type("One")
    page.keyboard.type(" and two")
    press(page, "Escape", "n")
    page.keyboard.type(", and three")
    assert re.fullmatch(rf"{STAMP}One and two, and three", box.input_value())
    press(page, "Escape", "j", "k", "n")
    page.keyboard.type("Four")
    assert re.fullmatch(rf"{STAMP}One and two, and three\n{STAMP}Four", box.input_value())
    press(page, "Escape", "j", "k", "n", "Home", "ArrowUp")
    page.keyboard.type("Mended: ")
    assert box.input_value().count("[") == 2


def test_a_missing_score_is_reached_from_the_end(council: Council, page: Page) -> None:
    talk = opened(council, page)
    press(page, "3", "Escape", "e")
    page.wait_for_url(f"**{talk.path}/end")
    page.get_by_role("button", name="Record and read it back").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    press(page, "Tab", "Tab", "Enter")
    page.wait_for_url("**#theme-2-progress")
    expect(page.locator("#theme-2-progress")).to_be_focused()
    press(page, "4")
    assert chosen(page, "theme-2-progress") == ["4"]
