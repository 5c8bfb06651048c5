"""A month's insight pack on the demonstration: made, released, read on a phone and on paper."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlmodel import Session, col, select

from survey.actions.change_access import change_access
from survey.actions.packing.payload import MARK
from survey.cli.installation import installation
from survey.clock import now
from survey.config import Settings
from survey.models import (
    Code,
    CodeFamily,
    Coding,
    Comment,
    Commitment,
    CommitmentStatus,
    Invitation,
    Response,
    Round,
    Term,
)
from survey.queries.staff import user_by_email
from tests.browser.conftest import Look
from tests.browser.demonstrated import copied, sign_in_as
from tests.browser.served import Served, running

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

MONTH, LABEL = "2019-06", "June 2019"
CONCERN = "The protocol is not in daily use"
RARE = "Papers come too late"
PROMISE = "Open each meeting with the protocol, and train every chair."


@pytest.fixture(scope="module")
def served(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    here = copied(built, tmp_path_factory.mktemp("insight"))
    with installation(settings(here)) as stood:
        speak(stood.session)
        stood.session.commit()
    with running(here) as up:
        yield up


def settings(here: Served) -> Settings:
    return Settings.from_env({name: text for name, text in here.environment.items() if text})


def speak(session: Session) -> None:
    """Every word of the month is coded with one concern, and a single one with another."""
    query = select(Code).where(Code.family == CodeFamily.CONCERN, col(Code.parent_id).is_(None))
    family = session.exec(query).one()
    codes = [
        Code(family=CodeFamily.CONCERN, parent_id=family.id, name=name, since=1)
        for name in (CONCERN, RARE)
    ]
    session.add_all(codes)
    session.flush()
    words = (
        select(Comment)
        .join(Response, col(Response.id) == Comment.response_id)
        .join(Invitation, col(Invitation.id) == Response.invitation_id)
        .join(Round, col(Round.id) == Invitation.round_id)
        .where(Round.month == MONTH)
    )
    for place, comment in enumerate(session.exec(words).all()):
        comment.to_code = False
        comment.clear_of_exempt_by = "analyst@demo.example"
        for code in codes[: 2 if place == 0 else 1]:
            session.add(
                Coding(
                    comment_id=comment.id or 0, code_id=code.id or 0, coded_by="a", coded_at=now()
                )
            )
    for due, status in (("2019-04", "under-way"), (MONTH, "planned"), ("2019-07", "done")):
        session.add(
            Commitment(
                said="The protocol is known and not used.", people=12, promise=PROMISE,
                lead="City Solicitor", due_month=due, status=CommitmentStatus(status),
                outcome="All were trained." if status == "done" else "",
                made_by="a", made_at=now(), changed_at=now(),
            )
        )  # fmt: skip


def test_from_the_desk_to_an_observers_phone_and_to_paper(
    served: Served, desktop: BrowserContext, phone: BrowserContext, look: Look
) -> None:
    page = desktop.new_page()
    sign_in_as(page, served, "analyst")
    page.get_by_role("link", name="Packs to release").first.click()
    look(page, "insight-desk")
    page.get_by_role("button", name=re.compile(f"Make a new number.*{LABEL}")).click()
    expect(page.get_by_text("You made this insight pack yourself")).to_be_visible()
    address = page.url
    sign_in_as(page, served, "publisher")
    page.goto(address)
    look(page, "insight-to-release")
    release = page.get_by_role("button", name="Release it to observers")
    release.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Released by publisher@demo.example")).to_be_visible()

    observer = phone.new_page()
    sign_in_as(observer, served, "observer")
    observer.get_by_role("link", name="Insight packs").first.click()
    look(observer, "insight-list-phone")
    observer.get_by_role("link", name=LABEL, exact=True).click()
    read(observer)
    look(observer, "insight-pack-phone")
    observer.set_viewport_size({"width": 1280, "height": 900})
    look(observer, "insight-pack-desktop")
    on_paper(observer)

    page.reload()
    expect(page.get_by_text("Read by Observer of the demonstration")).to_have_count(1)


def read(page: Page) -> None:
    expect(page.get_by_text(MARK)).to_be_visible()
    expect(page.get_by_text("Simulated:")).to_be_visible()
    expect(page.get_by_text("takes the place of an earlier one")).to_be_visible()
    row = page.get_by_role("row").filter(has_text=CONCERN)
    expect(row).to_contain_text("New")
    expect(row).to_contain_text("people")
    expect(page.get_by_text(RARE)).to_have_count(0)
    expect(page.get_by_text(PROMISE)).to_have_count(3)
    expect(page.get_by_text("Equal pay")).to_have_count(0)
    expect(page.get_by_text("Progress, April to June 2019").first).to_be_visible()
    expect(page.get_by_text("Not supplied").first).to_be_visible()
    assert page.locator("main a[download]").count() == 0


def on_paper(page: Page) -> None:
    """Every sheet says that it is internal and simulated; what only a screen needs is gone."""
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).page") == "internal-simulated"
    sheets = page.evaluate(
        """() => [...document.styleSheets].flatMap(sheet => [...sheet.cssRules])
            .filter(rule => rule instanceof CSSPageRule).map(rule => rule.cssText)"""
    )
    (sheet,) = [rule for rule in sheets if "internal-simulated" in rule]
    assert MARK in sheet
    assert "Simulated answers" in sheet
    expect(page.get_by_text(MARK)).to_be_visible()
    expect(page.get_by_role("navigation", name="Staff")).to_have_count(0)
    expect(page.get_by_role("link", name="Back")).to_have_count(0)
    expect(page.get_by_role("button", name="Print this page")).to_have_count(0)


def test_what_an_observer_meets_after_the_term(
    served: Served, phone: BrowserContext, look: Look
) -> None:
    page = phone.new_page()
    sign_in_as(page, served, "observer")
    with installation(settings(served)) as here:
        user = user_by_email(here.session, "observer@demo.example")
        assert user is not None
        term = Term(date(2018, 7, 1), date(2019, 3, 31))
        change_access(here.session, user=user, term=term, actor="command", now=now())
        here.session.commit()
    answer = page.goto(f"{served.address}/insight/{MONTH}/")
    assert answer is not None
    assert answer.status == 403
    expect(page.get_by_text("ended with Sunday 31 March 2019")).to_be_visible()
    look(page, "insight-after-the-term")
