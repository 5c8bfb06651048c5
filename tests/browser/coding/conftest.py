"""One installation for all these tests: the sample's July, in which much was said."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from flask import Flask
from playwright.sync_api import Page
from sqlmodel import Session, select

from survey import create_app
from survey.actions.add_user import add_user
from survey.actions.codebook.add_themes import add_themes
from survey.actions.codebook.split_code import split_code
from survey.cli.setting_up import set_up
from survey.config import Settings
from survey.models import CodeFamily, Comment, CommentKind, Mode, Permission, Round
from tests.browser.served import Served, installation_in, running
from tests.survey.accounts import PASSWORD
from tests.survey.coding import a_code, is_coded, step
from tests.survey.council import SECRET, answered, invitations, opened
from tests.survey.house import House
from tests.survey.sample import load_sample

OPENS = datetime(2018, 7, 2, 8, 0, tzinfo=UTC)
ANALYST = "analyst@staff.example"
# Two words of Hebrew, 'the training is late', from right to left.
HOSTILE = (
    "\u05d4\u05d4\u05db\u05e9\u05e8\u05d4 \u05de\u05d0\u05d5\u05d7\u05e8\u05ea: the training "
    "is late \U0001f600 <script>alert('training')</script>"
)
SAID = (
    "Training for members was promised for June. It has not begun, and nobody can say why.",
    "The tone of meetings is better: people let each other finish.",
    "I would put the recovery plan for homes to the scrutiny committee each month.",
    "Papers come two days before the meeting, which is too late to read four hundred pages.",
    HOSTILE,
)
CONCERNS = (
    ("Training", "Too little of it, or too late"),
    ("Papers come late", ""),
    ("Pace of the plan", "Slower than what was promised"),
    ("Who leads what", "Nobody can say who is responsible"),
)
PRAISE, SUGGESTIONS = ("Tone of meetings", "Openness"), ("More scrutiny", "Publish more")


@dataclass(frozen=True, slots=True)
class Sayings:
    """The installation as it is served, and seen from behind."""

    served: Served
    house: House

    def goto(self, page: Page, path: str) -> None:
        page.goto(f"{self.served.address}{path}")

    def sign_in(self, page: Page) -> None:
        self.goto(page, "/sign-in")
        page.get_by_label("E-mail").fill(ANALYST)
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/staff/")


@pytest.fixture(scope="module")
def sayings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sayings]:
    here = installation_in(tmp_path_factory.mktemp("coding"))
    served = Served(here.address, here.environment | {"SECRET_KEY": SECRET})
    settings = Settings.from_env(served.environment)
    set_up(settings, name="Sample City Council", contact_email="take@council.example")
    app: Flask = create_app(settings)
    house = House(app)
    with house.session() as session:
        load_sample(session)
        opened(session, OPENS)
        keep_codebook(session)
        hear(session)
    with running(served, "serve"):
        yield Sayings(served, house)
    app.extensions["engine"].dispose()


def keep_codebook(session: Session) -> None:
    add_user(
        session,
        email=ANALYST,
        name="Ann Analyst",
        roles=["analyst"],
        password=PASSWORD,
        actor="command",
        now=OPENS,
    )
    add_themes(session, step(session))
    for name, meaning in CONCERNS:
        a_code(session, name, meaning=meaning)
    for name in PRAISE:
        a_code(session, name, CodeFamily.PRAISE)
    for name in SUGGESTIONS:
        a_code(session, name, CodeFamily.SUGGESTION)


def hear(session: Session) -> None:
    """Twelve people; the last one's notes are long, and what is coded with 'Blame' was split."""
    blame = a_code(session, "Blame")
    round_ = session.exec(select(Round)).one()
    last = 0
    for number, invitation in enumerate(invitations(session, round_)[:12]):
        response = answered(
            session,
            invitation,
            OPENS,
            Mode.FORM,
            theme_1_comment=SAID[number % len(SAID)],
            theme_2_comment=SAID[(number + 1) % len(SAID)],
        )
        last = response.id or 0
    said = session.exec(select(Comment)).all()
    is_coded(session, said[-1], blame)
    notes = Comment(
        response_id=last,
        field="notes",
        text="We talked for an hour.\n" * 900,
        permission=Permission.TEAM,
        kind=CommentKind.NOTES,
    )
    session.add(notes)
    session.flush()
    parts = [("Blame of members", ""), ("Blame of officers", "")]
    split_code(session, step(session), code_id=blame.id or 0, parts=parts)
