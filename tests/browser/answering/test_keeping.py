"""Not a word is lost: while one types, when one leaves, without a network, in two windows."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from survey.models import Draft
from tests.browser.answering.council import SINGLE, Council
from tests.browser.conftest import PHONE, Look, window

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
THEME = "/respond/theme-1"
BOX = "#theme-1-comment"
SAVED = re.compile(r"^Saved at \d\d:\d\d$")
HIDE = """() => {
  Object.defineProperty(document, 'hidden', { value: true, configurable: true })
  document.dispatchEvent(new Event('visibilitychange'))
}"""


@pytest.fixture
def link(council: Council) -> str:
    return council.link()


@pytest.fixture
def page(council: Council, phone: BrowserContext, link: str) -> Page:
    """Somebody's first theme, nothing in it yet."""
    return theme(council, phone, link)


def theme(council: Council, context: BrowserContext, link: str) -> Page:
    """The first theme in a new window of `context`, after the button of `link`."""
    page = context.new_page()
    page.goto(link)
    page.locator("#begin button").click()
    page.wait_for_url("**/respond/**")
    council.goto(page, THEME)
    return page


def says(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.locator(".take-where [role=status]")).to_have_text(words)


def kept(page: Page) -> list[str]:
    """What this browser keeps, each as the text that it is stored as."""
    found: list[str] = page.evaluate(
        "Object.entries(localStorage).filter(([n]) => n.startsWith('take:')).map(([, v]) => v)"
    )
    return found


def drafted(council: Council, text: str) -> dict[str, str]:
    """The draft in whose comment on the first theme `text` stands; empty where there is none."""
    for draft in council.house.rows(Draft):
        document: dict[str, str] = json.loads(draft.document)
        if text in document.get("theme-1-comment", ""):
            return document
    return {}


def press(page: Page, name: str = "Save and continue") -> None:
    page.get_by_role("button", name=name).click()


@contextmanager
def disturbed(page: Page, how: Callable[[Route], None]) -> Iterator[None]:
    """Whatever the page sends meets `how`."""
    page.route("**/respond/theme-1", lambda route: sent(route, how))
    yield
    page.unroute_all(behavior="wait")


def sent(route: Route, how: Callable[[Route], None]) -> None:
    if route.request.method == "POST":
        how(route)
    else:
        route.continue_()


def test_a_page_is_saved_a_second_after_typing_stops(council: Council, page: Page) -> None:
    page.locator(BOX).press_sequentially("Typed by hand", delay=5)
    assert len(kept(page)) == 1
    says(page, SAVED)
    assert drafted(council, "Typed by hand")["theme-1-comment-permission"] == "team"
    assert kept(page) == []
    with page.expect_response("**/respond/theme-1"):
        page.locator("input[name=theme-1-progress][value='4']").check(force=True)
    assert drafted(council, "Typed by hand")["theme-1-progress"] == "4"
    expect(page).to_have_url(re.compile(f"{THEME}$"))


@pytest.mark.parametrize("how", ["address", "closing", "hidden"])
def test_whoever_leaves_at_once_has_saved(council: Council, page: Page, how: str) -> None:
    words = f"Left by {how}"
    watching = page.context.new_page()
    page.locator(BOX).fill(words)
    if how == "address":
        council.goto(page, "/respond/theme-2")
    elif how == "closing":
        page.close(run_before_unload=True)
    else:
        page.evaluate(HIDE)
    for _ in range(9):  # sooner than a second after typing
        if drafted(council, words):
            break
        watching.wait_for_timeout(100)
    assert drafted(council, words)


def test_a_window_does_not_meet_itself_however_slow_the_network(
    council: Council, page: Page
) -> None:
    statuses: list[int] = []
    page.on("response", lambda answer: statuses.append(answer.status))

    def slow(route: Route) -> None:
        answer = route.fetch()
        page.wait_for_timeout(700)
        route.fulfill(response=answer)

    with disturbed(page, slow):
        for words in ("One", "One, two", "One, two, three"):
            page.locator(BOX).fill(words)
            page.wait_for_timeout(1100)
        page.locator(BOX).fill("One, two, three, four")
        press(page)
        page.wait_for_url("**/respond/theme-2")
    assert 409 not in statuses
    assert drafted(council, "One, two, three, four")


def test_an_answer_that_is_lost_on_its_way_is_no_conflict(council: Council, page: Page) -> None:
    def lost(route: Route) -> None:
        route.fetch()
        route.abort()

    with disturbed(page, lost):
        page.locator(BOX).fill("Arrived, but nobody heard")
        says(page, re.compile("^Not saved: the service cannot be reached"))
    page.locator(BOX).fill("Arrived, but nobody heard; and more")
    press(page)
    page.wait_for_url("**/respond/theme-2")
    assert drafted(council, "and more")
    council.goto(page, THEME)
    expect(page.locator(BOX)).to_have_value("Arrived, but nobody heard; and more")
    assert kept(page) == []


def test_without_a_network_what_is_typed_waits_and_is_sent_when_it_returns(
    council: Council, page: Page, examine: Look
) -> None:
    page.context.set_offline(True)
    page.locator(BOX).fill("In the train's tunnel")
    says(page, "Not saved: you are offline. What you typed is kept on this device.")
    press(page)
    expect(page.get_by_role("alert")).to_contain_text("you are offline")
    expect(page).to_have_url(re.compile(f"{THEME}$"))
    assert "In the train's tunnel" in kept(page)[0]
    examine(page, "offline")
    page.context.set_offline(False)
    says(page, SAVED)
    expect(page.get_by_role("alert")).to_be_hidden()
    assert drafted(council, "In the train's tunnel")
    assert kept(page) == []
    page.wait_for_timeout(1000)  # a button takes no second press within a second
    press(page)
    page.wait_for_url("**/respond/theme-2")


def test_what_was_typed_without_a_network_is_back_when_the_page_is_opened_again(
    council: Council, page: Page
) -> None:
    context = page.context
    typed_offline(page, "Before the battery died")
    again = context.new_page()
    council.goto(again, THEME)
    expect(again.locator(BOX)).to_have_value("Before the battery died")
    expect(again.locator("input[name=theme-1-progress][value='2']")).to_be_checked()
    says(again, SAVED)
    assert drafted(council, "Before the battery died")
    assert kept(again) == []


def typed_offline(page: Page, words: str) -> None:
    page.context.set_offline(True)
    page.locator(BOX).fill(words)
    page.locator("input[name=theme-1-progress][value='2']").check(force=True)
    page.wait_for_timeout(50)
    page.close()
    page.context.set_offline(False)


def test_what_was_typed_without_a_network_stands_beside_what_another_device_saved(
    council: Council, page: Page, link: str, browser: Browser
) -> None:
    context = page.context
    typed_offline(page, "On the train")
    with window(browser, PHONE) as elsewhere:
        other = theme(council, elsewhere, link)
        other.locator(BOX).fill("At home")
        says(other, SAVED)
    again = context.new_page()
    council.goto(again, "/respond/")
    council.goto(again, THEME)
    expect(again.get_by_role("heading", level=1)).to_contain_text("Choose what to keep")
    expect(again.locator(BOX)).to_have_value("On the train")
    expect(again.get_by_text("At home", exact=True)).to_be_visible()
    again.go_back()
    again.wait_for_url("**/respond/")
    council.goto(again, THEME)
    again.get_by_role("link", name="Keep all that was saved meanwhile").click()
    expect(again.locator(BOX)).to_have_value("At home")
    assert kept(again) == []
    assert drafted(council, "At home")


def test_a_draft_goes_on_on_another_device(
    council: Council, page: Page, link: str, browser: Browser
) -> None:
    page.locator(BOX).fill("Begun on the phone")
    says(page, SAVED)
    with window(browser, PHONE) as elsewhere:
        other = theme(council, elsewhere, link)
        expect(other.locator(BOX)).to_have_value("Begun on the phone")
        assert kept(other) == []


def test_hostile_19_a_session_that_is_lost_while_typing_loses_no_word(
    council: Council, page: Page, link: str, examine: Look
) -> None:
    page.context.clear_cookies()
    page.locator(BOX).fill("Typed after the session was lost")
    says(page, re.compile("^This browser no longer knows who is answering.* kept on this device"))
    press(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Open your personal link again")
    expect(page.locator("textarea")).to_have_value("Typed after the session was lost")
    examine(page, "session-lost")
    again = theme(council, page.context, link)
    expect(again.locator(BOX)).to_have_value("Typed after the session was lost")
    says(again, SAVED)
    assert drafted(council, "Typed after the session was lost")


def test_a_window_goes_on_by_itself_once_the_link_was_opened_again(
    council: Council, page: Page, link: str
) -> None:
    theme(council, page.context, link)
    page.bring_to_front()
    page.locator(BOX).fill("Typed into the older window")
    says(page, SAVED)
    assert drafted(council, "Typed into the older window")


def test_whoever_comes_next_in_this_browser_finds_nothing_and_gets_nothing(
    council: Council, page: Page
) -> None:
    words = "Of the one before"
    with disturbed(page, lambda route: route.abort()):
        page.locator(BOX).fill(words)
        says(page, re.compile("^Not saved"))
        assert words in kept(page)[0]
        following = page.context.new_page()
        council.begin(following)
        assert kept(following) == []
    page.locator(BOX).press_sequentially(".")
    says(page, re.compile("^Somebody opened another personal link in this browser"))
    assert not drafted(council, words)
    council.goto(following, THEME)
    expect(following.locator(BOX)).to_have_value("")


def test_nothing_is_kept_in_the_browser_once_it_is_submitted(
    council: Council, phone: BrowserContext
) -> None:
    page = phone.new_page()
    council.begin(page, SINGLE)
    page.evaluate("localStorage.setItem('of-another-house', 'stays')")
    for tile in page.locator("input[type=radio][value='3']").all():
        tile.check(force=True)
    page.locator(BOX).fill("To be submitted")
    assert kept(page)
    press(page, "Submit my answers")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answers were received")
    assert kept(page) == []
    assert page.evaluate("localStorage.getItem('of-another-house')") == "stays"
    page.wait_for_timeout(300)
    assert not drafted(council, "To be submitted")


def test_whoever_finishes_later_is_told_that_it_is_saved(
    council: Council, phone: BrowserContext
) -> None:
    page = phone.new_page()
    council.begin(page, SINGLE)
    page.locator(BOX).fill("To be gone on with")
    press(page, "Save and finish later")
    page.wait_for_url("**/respond/later")
    assert drafted(council, "To be gone on with")


def test_hostile_17_two_windows_without_script(council: Council, browser: Browser) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = theme(council, context, council.link())
    other = context.new_page()
    council.goto(other, THEME)
    other.locator(BOX).fill("Of the second window")
    press(other)
    page.locator(BOX).fill("Of the first window")
    press(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Choose what to keep")
    expect(page.locator(BOX)).to_have_value("Of the first window")
    expect(page.get_by_text("Of the second window")).to_be_visible()
    expect(page.get_by_role("button", name="Take this instead")).to_be_hidden()
    page.locator(BOX).fill("Of both")
    press(page, "Save what stands here")
    page.wait_for_url("**/respond/theme-2")
    assert drafted(council, "Of both")
    context.close()


def test_two_windows_see_each_other_and_one_chooses(
    council: Council, page: Page, examine: Look
) -> None:
    other = page.context.new_page()
    council.goto(other, THEME)
    other.locator(BOX).fill("Said in the second window")
    says(other, SAVED)
    page.locator(BOX).fill("Said in the first window")
    page.locator("input[name=theme-1-maturity][value='1']").check(force=True)
    says(page, re.compile("^Not saved: this page was saved in another window"))
    assert drafted(council, "Said in the second window")
    press(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Choose what to keep")
    examine(page, "conflict")
    box = page.locator(BOX)
    expect(box).to_have_value("Said in the first window")
    expect(page.get_by_text("Said in the second window", exact=True)).to_be_visible()
    page.get_by_role("button", name="Take this instead").last.click()
    expect(box).to_have_value("Said in the second window")
    page.get_by_role("button", name="Put back what I typed").click()
    expect(box).to_have_value("Said in the first window")
    box.fill("Said in both windows")
    press(page, "Save what stands here")
    page.wait_for_url("**/respond/theme-2")
    assert drafted(council, "Said in both windows")["theme-1-maturity"] == "1"
