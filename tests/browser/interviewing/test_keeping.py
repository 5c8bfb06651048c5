"""Not a word of a conversation is lost: without a network, in two windows, by two facilitators."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from survey.models import InterviewDraft
from tests.browser.conftest import DESKTOP, Look, window
from tests.browser.interviewing.council import ADA, SAM, Council, Talk

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
SAVED = re.compile(r"^Saved at \d\d:\d\d$")
NOTES = "#theme-1-notes"
OTHER = "#theme-2-notes"


def says(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.locator(".take-where [role=status]")).to_have_text(words)


def opened(council: Council, page: Page, talk: Talk, at: str = "#theme-1") -> None:
    page.goto("about:blank")
    council.goto(page, f"{talk.path}{at}")


def note(page: Page, box: str, words: str) -> None:
    page.locator(box).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def kept(page: Page) -> list[str]:
    """What this browser keeps, each as the text that it is stored as."""
    found: list[str] = page.evaluate(
        "Object.entries(localStorage).filter(([n]) => n.startsWith('take:')).map(([, v]) => v)"
    )
    return found


def nothing_kept(page: Page) -> None:
    """Wait until the server has all that this browser kept."""
    for _ in range(150):
        if not kept(page):
            return
        page.wait_for_timeout(100)
    raise AssertionError(kept(page))


def test_offline_half_way_and_back_with_nothing_lost(council: Council, page: Page) -> None:
    talk = council.take(SAM)
    opened(council, page, talk)
    note(page, NOTES, "Before the tunnel.")
    says(page, SAVED)
    page.context.set_offline(True)
    note(page, NOTES, " In the tunnel.")
    page.keyboard.press("Escape")
    page.keyboard.press("3")
    page.keyboard.press("j")
    note(page, OTHER, "The other theme, in the tunnel too.")
    says(page, re.compile("^Not saved: you are offline. What you typed is kept on this device"))
    assert len(kept(page)) == 2
    assert "tunnel" not in council.drafted(talk).get("theme-2-notes", "")
    page.context.set_offline(False)
    nothing_kept(page)
    says(page, SAVED)
    drafted = council.drafted(talk)
    assert drafted["theme-1-notes"].endswith("Before the tunnel. In the tunnel.")
    assert drafted["theme-2-notes"].endswith("The other theme, in the tunnel too.")
    assert drafted["theme-1-progress"] == "3"


def test_what_was_typed_offline_is_back_after_a_reload(council: Council, page: Page) -> None:
    talk = council.take(SAM)
    opened(council, page, talk)
    page.context.set_offline(True)
    note(page, NOTES, "Typed in the tunnel, then the battery died.")
    page.locator("#day").evaluate("box => { box.value = '2018-07-09' }")
    page.locator("#place").evaluate(
        "box => { box.value = 'A call'; box.dispatchEvent(new Event('input', { bubbles: true })) }"
    )
    says(page, re.compile("^Not saved"))
    page.close()  # nothing reaches anybody
    again = page.context.new_page()
    page.context.set_offline(False)
    opened(council, again, talk)
    expect(again.locator(NOTES)).to_have_value(re.compile("then the battery died"))
    nothing_kept(again)
    drafted = council.drafted(talk)
    assert drafted["theme-1-notes"].endswith("then the battery died.")
    assert (drafted["day"], drafted["place"]) == ("2018-07-09", "A call")


def test_the_end_waits_for_what_is_not_saved(council: Council, page: Page) -> None:
    talk = council.take(SAM)
    opened(council, page, talk)
    note(page, NOTES, "The last word.")
    page.get_by_role("button", name="End of conversation").click()
    page.wait_for_url("**/end")
    expect(page.locator(".take-words", has_text="The last word.")).to_have_count(1)
    page.go_back()
    page.wait_for_url(re.compile(talk.path))
    page.locator(".take-strip__link[href='#theme-2']").click()
    page.context.set_offline(True)
    note(page, OTHER, "Not heard yet.")
    page.locator(".take-strip__link[href='#overall']").click()
    page.get_by_role("button", name="End of conversation").click()
    expect(page.locator(OTHER)).to_be_visible()
    says(page, re.compile("^Not saved"))
    page.context.set_offline(False)
    says(page, SAVED)


def test_a_token_that_has_run_out_is_renewed_unseen(council: Council, page: Page) -> None:
    talk = council.take(SAM)
    opened(council, page, talk)
    page.locator("input[name=csrf_token]").evaluate_all(
        "all => all.forEach(one => one.value = 'x')"
    )
    note(page, NOTES, "Still kept.")
    says(page, SAVED)
    assert council.drafted(talk)["theme-1-notes"].endswith("Still kept.")


def test_whoever_was_signed_out_signs_in_and_goes_on(council: Council, page: Page) -> None:
    talk = council.take(SAM)
    opened(council, page, talk)
    page.context.clear_cookies()
    note(page, NOTES, "Signed out.")
    says(page, re.compile("^Not saved: the page could not be accepted. Sign in again"))
    other = page.context.new_page()
    council.sign_in(other, SAM)
    other.close()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    says(page, SAVED)
    assert council.drafted(talk)["theme-1-notes"].endswith("Signed out.")


def stale(council: Council, page: Page, theirs: Page, talk: Talk) -> None:
    """Ada has noted and scored on the first theme since Sam opened it, and Sam notes on it too."""
    council.sign_in(theirs, ADA)
    opened(council, page, talk)
    opened(council, theirs, talk)
    note(theirs, NOTES, "What Ada heard.")
    theirs.keyboard.press("Escape")
    theirs.keyboard.press("4")
    says(theirs, SAVED)
    note(page, NOTES, "What Sam heard.")
    says(page, re.compile("^Not saved: a colleague, or another window of yours, saved this"))


def test_hostile_28_two_facilitators_at_one_theme_meet_both_texts(
    council: Council, page: Page, browser: Browser, look: Look
) -> None:
    talk = council.take(SAM, ADA)
    with window(browser, DESKTOP) as elsewhere:
        stale(council, page, elsewhere.new_page(), talk)
        page.locator("#theme-1 button", has_text=re.compile("^Save$")).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Choose what to keep")
        look(page, "interview-both")
        both = page.locator(".take-both", has_text="What Ada heard.")
        expect(both.locator("textarea")).to_have_value(re.compile("What Sam heard"))
        both.locator("textarea").fill("What Ada heard. What Sam heard.")
        page.get_by_role("button", name="Take this instead").last.click()
        page.get_by_role("button", name="Save what stands here").click()
        page.wait_for_url(re.compile(f"{talk.path}#theme-1"))
        drafted = council.drafted(talk)
        assert drafted["theme-1-notes"] == "What Ada heard. What Sam heard."
        assert drafted["theme-1-progress"] == "4"
        nothing_kept(page)


def test_another_theme_that_is_saved_does_not_hide_that_one_is_not(
    council: Council, page: Page, browser: Browser
) -> None:
    talk = council.take(SAM, ADA)
    with window(browser, DESKTOP) as elsewhere:
        stale(council, page, elsewhere.new_page(), talk)
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        with page.expect_response("**/sections/theme-2") as answered:
            note(page, OTHER, "Sam alone.")
        assert answered.value.status == 200
        says(page, re.compile("^Not saved: a colleague"))
        assert council.drafted(talk)["theme-2-notes"].endswith("Sam alone.")


def test_two_facilitators_at_two_themes_do_not_disturb_each_other(
    council: Council, page: Page, browser: Browser
) -> None:
    talk = council.take(SAM, ADA)
    with window(browser, DESKTOP) as elsewhere:
        theirs = elsewhere.new_page()
        council.sign_in(theirs, ADA)
        opened(council, page, talk)
        opened(council, theirs, talk, "#theme-2")
        note(page, NOTES, "Sam's theme.")
        note(theirs, OTHER, "Ada's theme.")
        says(page, SAVED)
        says(theirs, SAVED)
        drafted = council.drafted(talk)
        assert drafted["theme-1-notes"].endswith("Sam's theme.")
        assert drafted["theme-2-notes"].endswith("Ada's theme.")
        assert draft_of(council, talk).saved_by in {SAM, ADA}


def draft_of(council: Council, talk: Talk) -> InterviewDraft:
    found: list[InterviewDraft] = council.house.rows(InterviewDraft)
    return next(each for each in found if each.invitation_id == talk.invitation_id)


def test_what_is_kept_of_one_interview_stays_when_another_is_opened(
    council: Council, page: Page
) -> None:
    first, second = council.take(SAM), council.take(SAM)
    opened(council, page, first)
    page.context.set_offline(True)
    note(page, NOTES, "Of the first.")
    says(page, re.compile("^Not saved"))
    page.close()
    page = page.context.new_page()
    page.context.set_offline(False)
    opened(council, page, second, "#overall")
    assert any("Of the first." in each for each in kept(page))
    opened(council, page, first)
    nothing_kept(page)
    assert council.drafted(first)["theme-1-notes"].endswith("Of the first.")
