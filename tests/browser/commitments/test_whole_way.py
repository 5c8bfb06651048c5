"""One comment's way: from the form to its code, a signed quote, a commitment and 'did it work?'."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlmodel import select

from survey.models import Comment, RoleName
from tests.browser.answering.filling import choose, save
from tests.browser.commitments.conftest import Council
from tests.browser.conftest import PHONE, window

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
SAID = "The training came three weeks after I had voted, says Cllr Smith."
QUOTED = "The training came three weeks after I had voted, says [a colleague]."
LAST = -1  # of the panel's links: somebody who said nothing in June


def test_a_comment_from_the_form_to_did_it_work(
    council: Council, desktop: BrowserContext, browser: Browser
) -> None:
    with window(browser, PHONE) as phone:
        speaker = phone.new_page()
        speak(council, speaker)
        with window(browser, PHONE) as other:
            publisher = other.new_page()
            analyst = desktop.new_page()
            council.sign_in(analyst, RoleName.ANALYST)
            code(council, analyst)
            redact(council, analyst)
            council.sign_in(publisher, RoleName.PUBLISHER)
            sign(council, publisher)
        promise(council, analyst)
        council.let_the_month_pass()
        judge(council, speaker)
        council.goto(analyst, "/analyse/commitments/")
        expect(
            analyst.get_by_text("it did not work for somebody who had raised it")
        ).to_be_visible()


def speak(council: Council, page: Page) -> None:
    council.goto(page, f"/take/{council.links[LAST].token}")
    page.get_by_role("button", name="Start").click()
    page.wait_for_url("**/respond/")
    council.goto(page, "/respond/theme-1")
    for theme in range(1, 8):
        choose(page, f"theme-{theme}-progress", "3")
        choose(page, f"theme-{theme}-maturity", "not-close")
        if theme == 2:
            page.locator("#theme-2-comment").fill(SAID)
            page.get_by_label("Publish unattributed").check()
        save(page)
        page.wait_for_url(re.compile(f"/respond/(theme-{theme + 1}|overall)"))
    council.goto(page, "/respond/check")
    page.get_by_role("button", name="Submit my answers").click()
    page.wait_for_url("**/respond/receipt")


def code(council: Council, page: Page) -> None:
    council.goto(page, f"/analyse/coding/{comment_of(council)}")
    expect(page.get_by_text(SAID)).to_be_visible()
    page.get_by_role("checkbox", name="Training is late").check()
    page.get_by_role("button", name="Save and next").click()
    expect(page.get_by_text(SAID)).to_have_count(0)


def comment_of(council: Council) -> int:
    with council.house.session() as session:
        comment = session.exec(select(Comment).where(Comment.text == SAID)).one()
        return comment.id or 0


def redact(council: Council, page: Page) -> None:
    council.goto(page, f"/analyse/quotes/{comment_of(council)}")
    page.locator("#words").fill(QUOTED)
    page.get_by_role("button", name="Save the quote").click()
    expect(page.get_by_text("You redacted this quote yourself")).to_be_visible()


def sign(council: Council, page: Page) -> None:
    council.goto(page, "/publish/quotes/")
    quote = page.locator("article", has_text=QUOTED)
    quote.get_by_role("button", name="Sign it off").click()
    expect(page.locator("article", has_text=QUOTED)).to_contain_text("Signed off by")


def promise(council: Council, page: Page) -> None:
    """From the code's page in two presses, and done."""
    council.goto(page, f"/analyse/codes/{council.code}")
    page.get_by_role("button", name="Make a commitment").click()
    page.get_by_label("What will be done").fill("Train every new member within a month.")
    page.get_by_label("Lead").fill("City Solicitor")
    page.get_by_label("Due").fill("June 2018")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/analyse/commitments/1?done=made")
    expect(page.get_by_text("13 people").first).to_be_visible()
    page.get_by_label("Status").select_option("Done")
    page.get_by_label("What came of it").fill("Two evenings were held.")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/analyse/commitments/1?done=settled")


def judge(council: Council, page: Page) -> None:
    council.goto(page, "/respond/receipt")
    page.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Save my answer").click()
    expect(page.get_by_text("Your answer is saved.")).to_be_visible()
