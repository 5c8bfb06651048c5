"""A council whose June is over and coded: twelve of the panel said that training is late."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page
from sqlmodel import Session, col, select

from survey import create_app
from survey.actions.add_demo_accounts import add_demo_accounts
from survey.actions.close_round import close_round
from survey.cli.setting_up import set_up
from survey.config import Settings
from survey.extensions import db
from survey.models import (
    CALENDAR,
    Coding,
    Comment,
    Commitment,
    OutboxItem,
    OutboxState,
    RoleName,
    Round,
)
from tests.browser.answering.council import Link, mailed_links, open_month
from tests.browser.served import Served, installation_in, running
from tests.survey.council import GOVERNANCE, SECRET, answered, invitations
from tests.survey.house import House
from tests.survey.sample import load_sample
from tests.survey.spoken import add_code

JUNE, NEXT = "2018-06", "2018-07"
OPENS = datetime(2018, 6, 4, 8, 0, tzinfo=UTC)
MADE = datetime(2018, 6, 25, 8, 0, tzinfo=UTC)
ENDS = datetime(2118, 7, 15, 16, 0, tzinfo=UTC)
SPEAKERS = 12


@dataclass(frozen=True, slots=True)
class Council:
    """The installation as it is served, and seen from behind."""

    served: Served
    house: House
    code: int
    links: list[Link]

    def goto(self, page: Page, path: str) -> None:
        page.goto(f"{self.served.address}{path}")

    def sign_in(self, page: Page, role: RoleName) -> None:
        self.goto(page, "/demo/sign-in")
        page.get_by_role("button", name=role.value.capitalize()).click()
        page.wait_for_url("**/staff/")

    def let_it_be_made_in_june(self) -> None:
        """The clock of the servers is today's: what was just made was made in the quarter."""
        with self.house.session() as session:
            session.exec(select(Commitment)).one().made_at = MADE

    def let_the_month_pass(self) -> None:
        """What was just called done was done in June, the month before the one that is open."""
        with self.house.session() as session:
            session.exec(select(Commitment)).one().done_month = JUNE


@pytest.fixture
def council(tmp_path: Path) -> Iterator[Council]:
    here = installation_in(tmp_path)
    served = Served(here.address, here.environment | {"SECRET_KEY": SECRET})
    settings = Settings.from_env(served.environment)
    set_up(
        settings,
        name="Sample City Council",
        contact_email="take@council.example",
        demonstration=True,
    )
    app = create_app(settings)
    code = told(app)
    house = House(app)
    links = [link for link in mailed_links(house) if link.month == NEXT]
    with running(served, "serve", "worker"):
        yield Council(served, house, code, links)
    app.extensions["engine"].dispose()


def told(app: Flask) -> int:
    """June's answers, closed and coded, and July open for a century; gives the code's id."""
    with app.app_context():
        session = db.session
        load_sample(session)
        add_demo_accounts(session, now=OPENS)
        for place, month in enumerate((JUNE, NEXT)):
            open_month(session, month, GOVERNANCE, OPENS + place * timedelta(days=31))
        code = coded(session)
        close_round(session, month=JUNE, actor="command", now=OPENS + timedelta(days=20))
        session.exec(select(Round).where(Round.month == NEXT)).one().closes_at = ENDS
        for item in session.exec(select(OutboxItem).where(col(OutboxItem.kind).in_(CALENDAR))):
            item.state = OutboxState.DROPPED  # the worker's clock would close July at once
        session.commit()
        return code


def coded(session: Session) -> int:
    june = session.exec(select(Round).where(Round.month == JUNE)).one()
    code = add_code(session, "Training is late", "It begins after the work that it is for")
    for invitation in invitations(session, june):
        answered(session, invitation, OPENS, theme_2_comment="Training is late.")
    for comment in session.exec(select(Comment).order_by(col(Comment.id)).limit(SPEAKERS)):
        session.add(
            Coding(
                comment_id=comment.id or 0, code_id=code.id or 0, coded_by="analyst", coded_at=OPENS
            )
        )
    session.flush()
    return code.id or 0
