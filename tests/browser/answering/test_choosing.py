"""Scores chosen by thumb and by number keys, comments counted, one page for all of it."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from tests.browser.answering.council import DETAIL, SINGLE, Council
from tests.browser.conftest import Look

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

SMALL = ViewportSize(width=360, height=640)


@pytest.fixture
def theme(council: Council, desktop: BrowserContext) -> Page:
    """A theme before a keyboard."""
    return opened(council, desktop)


@pytest.fixture
def held(council: Council, phone: BrowserContext) -> Page:
    """A theme in one hand."""
    page = opened(council, phone)
    page.set_viewport_size(SMALL)
    return page


def opened(council: Council, context: BrowserContext) -> Page:
    page = context.new_page()
    council.begin(page)
    council.goto(page, "/respond/theme-1")
    return page


def score(page: Page, name: str = "progress") -> Locator:
    return page.locator(f".take-score:has([name=theme-1-{name}])")


def chosen(page: Page, name: str = "progress") -> str:
    """The value of what is chosen, empty where nothing is."""
    box = page.locator(f"[name=theme-1-{name}]:checked")
    return box.get_attribute("value") or "" if box.count() else ""


def test_a_digit_chooses_its_point_while_the_score_has_the_focus(theme: Page) -> None:
    theme.locator("#theme-1-progress").focus()
    for key, value in {"4": "4", "1": "1", "9": "too-early", "0": "not-close", "5": "5"}.items():
        theme.keyboard.press(key)
        assert chosen(theme) == value
        assert theme.evaluate("document.activeElement.value") == value
    theme.keyboard.press("7")
    theme.keyboard.press("Control+2")
    assert chosen(theme) == "5"
    theme.keyboard.press("Tab")
    theme.keyboard.press("2")
    assert (chosen(theme), chosen(theme, "maturity")) == ("5", "2")


def test_digits_mean_nothing_elsewhere(theme: Page) -> None:
    theme.locator("#theme-1-comment").focus()
    theme.keyboard.type("3 of 5")
    theme.locator("h1").click()
    theme.keyboard.press("3")
    assert chosen(theme) == chosen(theme, "maturity") == ""
    assert theme.locator("#theme-1-comment").input_value() == "3 of 5"


def test_what_a_key_chose_is_saved_by_itself(theme: Page) -> None:
    theme.locator("#theme-1-maturity").focus()
    theme.keyboard.press("2")
    expect(theme.locator(".take-where__saved")).to_contain_text("Saved")
    theme.reload()
    assert chosen(theme, "maturity") == "2"


def test_keys_are_told_to_whoever_has_some(council: Council, theme: Page, browser: Browser) -> None:
    expect(theme.get_by_text("On a keyboard: press the number").first).to_be_visible()
    keys = score(theme).locator("kbd")
    assert keys.all_inner_texts() == ["9", "0"]
    finger = browser.new_context(viewport=SMALL, has_touch=True, is_mobile=True)
    page = opened(council, finger)
    expect(page.get_by_text("On a keyboard: press the number").first).to_be_hidden()
    expect(score(page).locator("kbd").first).to_be_hidden()
    finger.close()


def test_the_whole_of_one_scale_fits_a_small_screen(held: Page) -> None:
    for name in ("progress", "maturity"):
        tiles = score(held, name)
        tiles.evaluate("element => element.scrollIntoView()")
        for part in (".take-score__title", ".take-tiles--no-view"):
            expect(tiles.locator(part)).to_be_in_viewport(ratio=0.95)  # a scroll stops at pixels


def test_a_tile_is_the_whole_row_and_a_thumb_high(held: Page) -> None:
    tiles = score(held).locator(".take-tile__label").all()
    around = score(held).bounding_box()
    assert around is not None
    for place, tile in enumerate(tiles):
        box = tile.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        if place < 5:
            assert box["width"] == around["width"]
        tile.click(position={"x": box["width"] - 4, "y": box["height"] - 4})
        assert held.locator("[name=theme-1-progress]:checked").count() == 1
    assert chosen(held) == "not-close"


def test_no_view_clears_the_score_and_the_score_clears_it(held: Page) -> None:
    held.get_by_text("On track", exact=True).click()
    score(held).get_by_text("Too early to judge").click()
    assert chosen(held) == "too-early"
    held.get_by_text("On track", exact=True).click()
    assert chosen(held) == "3"


def test_a_comment_is_counted_from_the_first_character_as_the_server_counts(theme: Page) -> None:
    words, count = theme.locator("#theme-1-comment"), theme.locator("#theme-1-comment-info")
    expect(count).to_have_text("You can write up to 4,000 characters")
    words.press_sequentially("a")
    expect(count).to_have_text("1 of 4,000 characters")
    words.fill("🌡️\n👩‍👩‍👧‍👦")
    expect(count).to_have_text("10 of 4,000 characters")
    words.fill("x" * 4003)
    expect(count).to_have_text("4,003 of 4,000 characters: 3 too many")
    spoken = theme.locator(".take-comment [role=status]")
    expect(spoken).to_have_text("4,003 of 4,000 characters: 3 too many")
    words.fill("x" * 4000)
    expect(spoken).to_have_text("4,000 of 4,000 characters")
    words.fill("")
    expect(count).to_have_text("You can write up to 4,000 characters")
    expect(spoken).to_have_text("")


def test_who_may_see_it_is_asked_once_there_is_something_to_see(held: Page) -> None:
    quoted = held.get_by_label("Publish unattributed")
    told = held.get_by_text("The panel team only, unless you choose otherwise")
    expect(told).to_be_visible()
    expect(quoted).to_be_hidden()
    held.locator("#theme-1-comment").fill("Seen.")
    expect(told).to_be_hidden()
    expect(held.get_by_label("The panel team only")).to_be_checked()
    quoted.check()
    expect(held.get_by_label("The panel team only")).not_to_be_checked()


def test_detail_opens_where_it_was_left_out(
    council: Council, phone: BrowserContext, examine: Look
) -> None:
    page = phone.new_page()
    council.begin(page, DETAIL)
    council.goto(page, "/respond/theme-1")
    tile = page.locator(".take-detail .take-tile__label").first
    expect(tile).to_be_hidden()
    page.get_by_text("Add detail:").click()
    tile.click()
    examine(page, "detail-filled")


def test_one_page_leads_to_each_of_its_parts_and_can_be_left(
    council: Council, phone: BrowserContext, examine: Look
) -> None:
    page = phone.new_page()
    council.begin(page, SINGLE)
    page.get_by_role("navigation", name="On this page").get_by_role("link").nth(6).click()
    expect(page.locator("#section-theme-7")).to_be_in_viewport()
    page.locator("#theme-7-comment").fill("From the end of the page.")
    page.get_by_role("button", name="Save and finish later").click()
    page.wait_for_url("**/respond/later")
    examine(page, "later")
    page.get_by_role("button", name="Go on now").click()
    expect(page.locator("#theme-7-comment")).to_have_value("From the end of the page.")
