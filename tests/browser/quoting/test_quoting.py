"""A comment's way from what was said to what is read, and out of the draft again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import Session, select

from survey import create_app
from survey.actions.tighten_permission import tighten_permission
from survey.cli.setting_up import set_up
from survey.clock import now
from survey.config import Settings
from survey.models import Comment, Permission, Quote, Theme, User
from tests.browser.conftest import DESKTOP, NARROW, PHONE, Look, window
from tests.browser.served import Served, installation_in, running
from tests.survey.accounts import signed_in
from tests.survey.council import SECRET, add_aim
from tests.survey.house import House
from tests.survey.quoting import ANN, BEN, PAT, heard_quarter, invitation_of, redact, say, signed

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
SAID = (
    "Cllr Smith blocks every report to Perry Barr.\n"
    "On 3 July he rang me on 0121 303 1111, and nobody says so."
)
QUOTED = (
    "[a colleague] blocks every report to [a place].\n"
    "On [a date] he rang me on [a number], and nobody says so."
)
SECONDS = 60_000


@dataclass(frozen=True, slots=True)
class Town:
    """The installation, served; and seen from behind."""

    served: Served
    house: House

    def enter(self, page: Page, email: str) -> None:
        """Go on as the member of staff with this address, as signing in would let them."""
        with self.house.session() as session:
            user = session.exec(select(User).where(User.email == email)).one()
            cookie = signed_in(self.house.app, user).get_cookie("take")
        assert cookie is not None
        page.context.add_cookies(
            [{"name": "take", "value": cookie.value, "url": self.served.address}]
        )

    def open(self, page: Page, path: str) -> None:
        page.goto(f"{self.served.address}{path}")


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    here = installation_in(tmp_path)
    served = Served(here.address, here.environment | {"SECRET_KEY": SECRET})
    set_up(
        Settings.from_env(served.environment),
        name="Sample City Council",
        contact_email="take@council.example",
        demonstration=True,
    )
    app = create_app(Settings.from_env(served.environment))
    house = House(app)
    with house.session() as session:
        heard_quarter(session)
        say_things(session)
    with running(served):
        yield Town(served, house)
    app.extensions["engine"].dispose()


def say_things(session: Session) -> None:
    """The first comment is to redact; others stand elsewhere on their way."""
    say(session, 0, SAID)
    signed(session, say(session, 1, "Nobody reads it", item="", permission=Permission.BLOCK))
    redact(session, say(session, 2, "It is slow, but it moves"))
    say(session, 3, "Training is good and the dashboard works")


@contextmanager
def desk(browser: Browser, town: Town, email: str) -> Iterator[Page]:
    with window(browser, DESKTOP) as context:
        page = context.new_page()
        town.enter(page, email)
        yield page


def test_from_what_was_said_to_what_is_read_and_out_again(
    browser: Browser, town: Town, look: Look
) -> None:
    with desk(browser, town, ANN) as page:
        redact_it(page, town, look)
        ask_for_a_draft(page, town)
    with desk(browser, town, PAT) as page:
        read_the_draft(page, town, look, holds=False)
        sign_it(page, town, look)
    with desk(browser, town, ANN) as page:
        ask_for_a_draft(page, town)
    with desk(browser, town, PAT) as page:
        read_the_draft(page, town, look, holds=True)
        tighten(town)
        read_the_draft(page, town, look, holds=False)
        expect(page.get_by_text("Nobody reads it")).to_be_visible()


def redact_it(page: Page, town: Town, look: Look) -> None:
    town.open(page, "/analyse/quotes/")
    look(page, "quotes")
    page.get_by_role("link", name="Redact it").first.click()
    look(page, "quote-to-redact")
    expect(page.locator("mark")).to_have_text(
        ["Cllr Smith", "Perry Barr", "3 July", "0121 303 1111"]
    )
    page.get_by_role("button", name="Save the quote").click()
    expect(page.get_by_role("alert")).to_contain_text("4 things that may tell who spoke are left")
    look(page, "quote-unseen")
    for mark, stand_in in (
        ("Cllr Smith", "[a colleague]"), ("Perry Barr", "[a place]"), ("3 July", "[a date]"),
    ):  # fmt: skip
        page.locator("mark", has_text=mark).click()
        page.get_by_role("button", name=stand_in, exact=True).click()
    # By the keyboard: the key goes on to the next stand-in while one is selected.
    page.locator("mark", has_text="0121").click()
    for _ in range(6):
        page.keyboard.press("[")
    expect(page.locator("#words")).to_have_value(QUOTED)
    assert page.get_by_role("checkbox").filter(visible=True).count() == 0
    page.get_by_role("button", name="Save the quote").click()
    expect(page.get_by_text("You redacted this quote yourself")).to_be_visible()
    look(page, "quote-redacted")


def sign_it(page: Page, town: Town, look: Look) -> None:
    town.open(page, "/publish/quotes/")
    look(page, "quotes-to-sign")
    expect(page.locator("main")).not_to_contain_text("Smith")
    mine = page.locator("article", has_text="[a colleague]")
    mine.get_by_role("button", name="Sign it off").click()
    expect(page.locator("article", has_text="[a colleague]")).to_contain_text(
        f"Signed off by {PAT}"
    )


def ask_for_a_draft(page: Page, town: Town) -> None:
    town.open(page, "/publish/")
    page.get_by_role("button", name="Draft").first.click()


def read_the_draft(page: Page, town: Town, look: Look, *, holds: bool) -> None:
    """The draft as the worker has drawn it last."""
    link = page.get_by_role("link", name="Read the draft as it will look")
    for _ in range(SECONDS // 1000):
        town.open(page, "/publish/")
        if link.count():
            break
        page.wait_for_timeout(1000)
    link.click()
    expect(page.locator("h1")).to_contain_text("What our stakeholders said")
    assert (page.get_by_text("blocks every report to [a place]").count() > 0) == holds
    assert page.get_by_text("Smith").count() == 0
    if holds:
        expect(page.locator("blockquote").first).to_be_visible()
        look(page, "draft-with-quotes")


def tighten(town: Town) -> None:
    with town.house.session() as session:
        comment = session.exec(select(Comment).where(Comment.text == SAID)).one()
        tighten_permission(
            session, invitation=invitation_of(session, comment), field=comment.field,
            permission=Permission.TEAM, now=now(),
        )  # fmt: skip


def test_without_scripts_and_on_a_phone_it_works_as_well(
    browser: Browser, town: Town, look: Look
) -> None:
    with window(browser, PHONE) as phone:
        page = phone.new_page()
        town.enter(page, ANN)
        town.open(page, "/analyse/quotes/1")
        look(page, "quote-on-a-phone")
    context = browser.new_context(java_script_enabled=False, viewport=NARROW)
    page = context.new_page()
    town.enter(page, ANN)
    town.open(page, "/analyse/quotes/1")
    assert page.locator("[data-take-stand-ins]").is_hidden()
    page.locator("#words").fill(QUOTED)
    page.get_by_role("button", name="Save the quote").click()
    context.close()
    assert [quote.words for quote in town.house.rows(Quote) if quote.comment_id == 1] == [QUOTED]


def test_what_else_an_analyst_meets(browser: Browser, town: Town, look: Look) -> None:
    with town.house.session() as session:
        add_aim(session, session.exec(select(Theme)).one(), 9, "A dispute", exempt=True)
    with desk(browser, town, BEN) as page:
        town.open(page, "/analyse/quotes/3")
        look(page, "quote-near-an-exempt-aim")
        page.get_by_role("button", name="It does not concern that aim").click()
        page.get_by_role("button", name="Sign the quote off").click()
        look(page, "quote-signed")
        page.get_by_text("Take the signature back").click()
        page.get_by_role("button", name="Take it back").click()
        expect(page.get_by_role("alert")).to_contain_text("Choose why")
        look(page, "quote-taken-back-without-a-reason")
