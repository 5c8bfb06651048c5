"""From a code to a commitment, to the page of the quarter, to 'did it work?', to 'no'."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from survey.models import RoleName
from tests.browser.answering.filling import choose, save
from tests.browser.commitments.conftest import Council
from tests.browser.conftest import PHONE, Look, window

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
PROMISE = "Every new member is trained within a month of the election."
OUTCOME = "Two evenings were held in June, and every new member came."


def test_from_a_code_to_a_no_that_reopens_it(
    council: Council, desktop: BrowserContext, browser: Browser, look: Look
) -> None:
    staff = desktop.new_page()
    council.sign_in(staff, RoleName.ANALYST)
    make(council, staff, look)
    council.let_it_be_made_in_june()
    draft(council, staff, look)
    settle(council, staff, look)
    council.let_the_month_pass()
    with window(browser, PHONE) as context:
        answer(council, context.new_page(), look)
    council.goto(staff, "/analyse/commitments/")
    expect(staff.get_by_role("heading", level=2).first).to_contain_text("Reopened")
    expect(staff.get_by_text("it did not work for somebody who had raised it")).to_be_visible()
    look(staff, "commitments-reopened")
    staff.get_by_role("link", name="Training is late").click()
    look(staff, "commitment-reopened")
    expect(staff.get_by_text("Reopened, because it did not work")).to_be_visible()


def make(council: Council, page: Page, look: Look) -> None:
    """All that is typed is what will be done, the lead and the month; then one press."""
    council.goto(page, f"/analyse/commitments/new?code={council.code}")
    expect(page.get_by_text("12 people")).to_be_visible()
    expect(page.get_by_label("Aim or theme of the plan")).to_have_value("2")
    look(page, "commitment-new")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert").get_by_role("link")).to_have_count(3)
    look(page, "commitment-new-errors")
    page.get_by_label("What will be done").fill(PROMISE)
    page.get_by_label("Lead").fill("City Solicitor")
    page.get_by_label("Due").fill("June 2018")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/analyse/commitments/1?done=made")
    look(page, "commitment-made")
    council.goto(page, "/analyse/commitments/")
    expect(page.get_by_text("1 commitment is overdue.")).to_be_visible()
    look(page, "commitments")


def draft(council: Council, page: Page, look: Look) -> None:
    """The quarter as it will look; the worker draws it."""
    council.goto(page, "/publish/")
    page.get_by_role("button", name="Draft this quarter").click()
    read = page.get_by_role("link", name="Read the draft as it will look")
    for _ in range(60):
        page.wait_for_timeout(1000)
        page.reload()
        if read.count():
            break
    read.click()
    expect(page.get_by_role("heading", name="What we did", exact=True)).to_be_visible()
    expect(page.get_by_text("said by 12 people")).to_be_visible()
    section = page.get_by_role("region", name="You said, we did")
    expect(section).to_contain_text("1 commitment in answer to what we heard: 1 planned.")
    look(page, "draft-with-commitments")


def settle(council: Council, page: Page, look: Look) -> None:
    council.goto(page, "/analyse/commitments/1")
    page.get_by_label("Status").select_option("Done")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter what came of it")
    look(page, "commitment-status-error")
    page.get_by_label("What came of it").fill(OUTCOME)
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/analyse/commitments/1?done=settled")
    look(page, "commitment-done")
    page.get_by_role("button", name="Change it").click()
    look(page, "commitment-change")


def answer(council: Council, page: Page, look: Look) -> None:
    """The first of the panel, in the next month: on the receipt, and on the page of its own."""
    council.goto(page, f"/take/{council.links[0].token}")
    page.get_by_role("button", name="Start").click()
    page.wait_for_url("**/respond/")
    expect(page.get_by_text("Something was done about")).to_have_count(0)
    look(page, "tasks-unknown")
    page.get_by_role("link", name="What came of what I raised").click()
    expect(page.get_by_text("It is not shown in this browser yet")).to_be_visible()
    look(page, "raised-unproved")
    submit(council, page)
    expect(page.get_by_role("group", name="Did it work?")).to_be_visible()
    look(page, "receipt-raised")
    page.get_by_role("button", name="Change my answers").click()
    council.goto(page, "/respond/")
    look(page, "tasks-to-judge")
    judge(page, look)


def submit(council: Council, page: Page) -> None:
    council.goto(page, "/respond/theme-1")
    for theme in range(1, 8):
        choose(page, f"theme-{theme}-progress", "3")
        choose(page, f"theme-{theme}-maturity", "not-close")
        save(page)
        page.wait_for_url(re.compile(f"/respond/(theme-{theme + 1}|overall)"))
    council.goto(page, "/respond/check")
    page.get_by_role("button", name="Submit my answers").click()
    page.wait_for_url("**/respond/receipt")


def judge(page: Page, look: Look) -> None:
    page.get_by_role("link", name="Something was done about what you raised").click()
    page.get_by_role("button", name="Save my answer").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose whether it worked")
    look(page, "raised-error")
    page.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Save my answer").click()
    expect(page.get_by_text("Your answer is saved.")).to_be_visible()
    expect(page.get_by_text("It is being worked on again.")).to_be_visible()
    look(page, "raised-answered")
