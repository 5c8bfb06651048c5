"""Every page of the interview room as it looks, on a desktop and as narrow as a phone."""

from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, expect

from survey.actions.appointment import Appointment
from survey.actions.book_interview import book_interview
from survey.clock import now
from survey.models import Invitation
from survey.queries.staff import user_by_email
from tests.browser.conftest import Look
from tests.browser.interviewing.council import ADA, SAID_LAST, SAM, Council, Talk

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
NOTES = """[14:05]
Asked about the protocol. He laughs.
> It is on a shelf, and everybody knows it.
> Nobody has opened it since May.
Then a long pause.
> مرحبا: two of us tried 🌡️"""


@pytest.fixture
def talk(council: Council) -> Talk:
    """An interview that is booked, shared with Ada, and half typed."""
    made = council.take(SAM, ADA)
    starts_at = now() + timedelta(days=2, hours=made.invitation_id)  # one after the other
    with council.house.session() as session:
        sam = user_by_email(session, SAM)
        assert sam is not None
        book_interview(
            session,
            invitation=session.get_one(Invitation, made.invitation_id),
            appointment=Appointment(sam, starts_at, 45, "Council House, room 3"),
            actor="command",
            now=now(),
        )
    return made


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_every_page_bears_zoom_spacing_and_fingers(
    council: Council, talk: Talk, examine: Look, size: str, request: pytest.FixtureRequest
) -> None:
    context: BrowserContext = request.getfixturevalue(size)
    page = context.new_page()
    council.sign_in(page, SAM)
    council.goto(page, "/facilitate/")
    examine(page, f"interviews-{size}")
    council.goto(page, f"{talk.path}/book")
    examine(page, f"interview-booking-{size}")
    council.goto(page, f"{talk.path}/deputy")
    examine(page, f"interview-deputy-{size}")
    council.goto(page, talk.path)
    examine(page, f"interview-opening-{size}")
    page.goto("about:blank")
    council.goto(page, f"{talk.path}#theme-1")
    expect(page.get_by_text(SAID_LAST)).to_be_visible()
    page.locator("#theme-1-notes").fill(NOTES)
    page.locator("#theme-1-progress-4").check(force=True)
    page.locator("#theme-1-comment").fill("The protocol is not used.")
    expect(page.locator(".take-where [role=status]")).to_contain_text("Saved at")
    page.locator("[data-take-keys] summary").click()
    examine(page, f"interview-theme-{size}")
    council.goto(page, f"{talk.path}/end")
    examine(page, f"interview-end-{size}")
    page.get_by_role("button", name="Record and read it back").click()
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    examine(page, f"interview-end-errors-{size}")
