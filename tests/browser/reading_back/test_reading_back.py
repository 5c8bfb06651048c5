"""A conversation read back by mail: confirmed by one, corrected by another, decided by a third."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from survey.models import Interview, Response
from tests.browser.conftest import Look
from tests.browser.demonstrated import sign_in_as
from tests.browser.reading_back.council import (
    CHAIR,
    LEADER,
    MEMBER,
    Interviewed,
    interviewed_council,
)
from tests.survey.conversation import NOTES, PASSAGE, SAID

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
LINK, CODE = r"https?://[^/\s]+(/record/[\w-]+)", r"^(\d{6})\s*$"


@pytest.fixture
def council(tmp_path: Path) -> Iterator[Interviewed]:
    with interviewed_council(tmp_path / "council") as made:
        yield made


def read(page: Page, council: Interviewed, invitation_id: int) -> None:
    """Follow the mail's link, and type the code that comes after it."""
    page.goto(f"{council.served.address}{council.mailed(invitation_id, LINK)}")
    page.get_by_role("button", name="Read what I said").click()
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code from the mail").fill(council.mailed(invitation_id, CODE))
    page.get_by_role("button", name="Show what I submitted").click()
    page.wait_for_url("**/record/")


def test_a_record_is_read_by_the_mails_link_and_confirmed(
    council: Interviewed, phone: BrowserContext, look: Look
) -> None:
    council.talk(LEADER)
    page = phone.new_page()
    page.goto(f"{council.served.address}{council.mailed(LEADER, LINK)}")
    look(page, "read-back-landing")
    read(page, council, LEADER)
    expect(page.get_by_text(SAID)).to_be_visible()
    assert NOTES not in page.content()
    look(page, "record-awaited")
    page.get_by_role("button", name="This is what I said").click()
    expect(page.get_by_role("alert")).to_contain_text("Confirmed")
    look(page, "record-confirmed")
    (kept,) = council.house.rows(Interview)
    assert kept.read_back_at is not None
    assert kept.confirmed_at is not None


def test_another_is_corrected_in_its_speakers_own_words(
    council: Interviewed, phone: BrowserContext, look: Look
) -> None:
    council.talk(MEMBER)
    page = phone.new_page()
    read(page, council, MEMBER)
    page.get_by_role("button", name="Correct it").click()
    look(page, "correct")
    page.locator(f"#{PASSAGE}").fill("x" * 20_001)
    page.locator("input[name=theme-1-progress][value='5']").check(force=True)
    page.get_by_role("button", name="Send my correction").click()
    expect(page.get_by_role("alert")).to_contain_text("Shorten your text to 20,000 characters")
    expect(page.locator("input[name=theme-1-progress][value='5']")).to_be_checked()
    look(page, "correct-refused")
    page.locator(f"#{PASSAGE}").fill("It came in time, مرحبا 🙂")
    page.locator(f"input[name={PASSAGE}-permission][value='block']").check(force=True)
    page.get_by_role("button", name="Send my correction").click()
    expect(page.get_by_role("alert")).to_contain_text("Corrected")
    expect(page.get_by_text("It came in time, مرحبا 🙂")).to_be_visible()
    look(page, "record-corrected")
    assert [each.revision for each in council.house.rows(Response)] == [1, 2]
    council.publish()
    page.goto(f"{council.served.address}/record/")
    expect(page.get_by_text("A correction will reach its next edition")).to_be_visible()
    look(page, "record-published")
    publisher = phone.new_page()
    sign_in_as(publisher, council.served, "publisher")
    publisher.goto(f"{council.served.address}/publish/")
    expect(publisher.get_by_text("1 record was corrected since edition 1")).to_be_visible()
    look(publisher, "desk-corrected")


def test_whoever_was_heard_twice_is_decided_about_by_those_who_may(
    council: Interviewed, desktop: BrowserContext, look: Look
) -> None:
    council.house.hear(CHAIR, theme_1_comment="From the form", theme_1_progress="1")
    council.talk(CHAIR)
    page = desktop.new_page()
    sign_in_as(page, council.served, "facilitator")
    page.goto(f"{council.served.address}/facilitate/")
    look(page, "facilitator-heard-twice")
    page.get_by_role("link", name="Chair, Audit Committee, July 2018").click()
    expect(page.get_by_text("From the form")).to_be_visible()
    look(page, "clash")
    page.get_by_label("The interview counts").check()
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_role("alert")).to_contain_text("Give a reason")
    look(page, "clash-refused")
    page.get_by_label("Why").fill("She asked us to take what she said.")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("Decided by")).to_be_visible()
    look(page, "clash-decided")


def test_the_manager_decides_too_without_seeing_an_answer(
    council: Interviewed, desktop: BrowserContext, look: Look
) -> None:
    council.house.hear(LEADER, theme_1_comment="From the form")
    council.talk(LEADER)
    page = desktop.new_page()
    sign_in_as(page, council.served, "manager")
    page.goto(f"{council.served.address}/manage/")
    look(page, "month-heard-twice")
    page.get_by_role("link", name="Decide which counts").click()
    look(page, "clashes")
    assert "From the form" not in page.content()
    page.get_by_label("The form counts, as now").check()
    page.get_by_label("Why").fill("It is the later one.")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("It is the later one.")).to_be_visible()
    page.goto(f"{council.served.address}/manage/rounds/2018-07/people/{LEADER}")
    look(page, "person-read-back")
    for address in ("messages/read-back/days", "rounds/2018-07/paper/2/enter"):
        page.goto(f"{council.served.address}/manage/{address}")
        look(page, address.replace("/", "-"))
