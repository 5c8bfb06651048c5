"""A council whose July is open and whose June was heard, with two facilitators; served alone."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Page
from sqlmodel import Session, col, select

from survey import create_app
from survey.actions.add_user import add_user
from survey.actions.close_round import close_round
from survey.cli.setting_up import set_up
from survey.config import Settings
from survey.models import (
    Assignment,
    Comment,
    Commitment,
    CommitmentStatus,
    CommitmentVoice,
    InterviewDraft,
    Invitation,
    Response,
    Round,
    Seat,
    User,
)
from tests.browser.served import Served, installation_in, running
from tests.survey.accounts import PASSWORD
from tests.survey.council import SECRET, answered, invitations, opened
from tests.survey.house import House
from tests.survey.sample import load_sample

JUNE, JULY = "2018-06", "2018-07"
OPENS = datetime(2018, 6, 4, 8, 0, tzinfo=UTC)
ENDS = datetime(2118, 7, 15, 16, 0, tzinfo=UTC)
SAM, ADA = "sam@staff.example", "ada@staff.example"
SAID_LAST = "The protocol is on a shelf."


@dataclass(frozen=True, slots=True)
class Talk:
    """One interview of Sam's: whom it is with, and where it is typed."""

    invitation_id: int
    role: str

    @property
    def path(self) -> str:
        return f"/facilitate/people/{self.invitation_id}"


@dataclass(frozen=True, slots=True)
class Council:
    """The installation as it is served, and seen from behind; everybody is talked to once."""

    served: Served
    house: House
    free: list[Talk]

    def take(self, *emails: str) -> Talk:
        """An interview that nobody has had yet, assigned to the facilitators of `emails`."""
        talk = self.free.pop(0)
        with self.house.session() as session:
            for user in session.exec(select(User).where(col(User.email).in_(emails))):
                session.add(
                    Assignment(
                        invitation_id=talk.invitation_id,
                        facilitator_id=user.id or 0,
                        assigned_by="command",
                        assigned_at=OPENS,
                    )
                )
        return talk

    def sign_in(self, page: Page, email: str) -> None:
        page.goto(f"{self.served.address}/sign-in")
        page.get_by_label("E-mail address").fill(email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/staff/")

    def goto(self, page: Page, path: str) -> None:
        page.goto(f"{self.served.address}{path}")

    def drafted(self, talk: Talk) -> dict[str, str]:
        """What is typed of this interview so far, as the server has it."""
        with self.house.session() as session:
            draft = session.get(InterviewDraft, talk.invitation_id)
            document: dict[str, str] = json.loads(draft.document) if draft else {}
            return document

    def said(self, talk: Talk) -> dict[str, Comment]:
        """{field: words} of what was recorded of this interview."""
        with self.house.session() as session:
            session.expire_on_commit = False
            query = (
                select(Comment)
                .join(Response, col(Response.id) == Comment.response_id)
                .where(Response.invitation_id == talk.invitation_id)
            )
            return {words.field: words for words in session.exec(query)}


@contextmanager
def council_with_interviews(folder: Path) -> Iterator[Council]:
    here = installation_in(folder)
    served = Served(here.address, here.environment | {"SECRET_KEY": SECRET})
    settings = Settings.from_env(served.environment)
    set_up(settings, name="Sample City Council", contact_email="take@council.example")
    app = create_app(settings)
    house = House(app)
    with house.session() as session:
        load_sample(session)
        for email, name in ((SAM, "Sam Sample"), (ADA, "Ada Adviser")):
            add_facilitator(session, email, name)
        hear_june(session)
        opened(session, OPENS + timedelta(days=28), JULY, closes_at=ENDS)
        talks = [Talk(each.id or 0, role_of(session, each)) for each in asked_in_july(session)]
    with running(served, "serve"):
        yield Council(served, house, talks)
    app.extensions["engine"].dispose()


def add_facilitator(session: Session, email: str, name: str) -> None:
    add_user(
        session,
        email=email,
        name=name,
        roles=["facilitator"],
        password=PASSWORD,
        actor="command",
        now=OPENS,
    )


def hear_june(session: Session) -> None:
    """Everybody said something about the first theme, and something was promised for it."""
    june = opened(session, OPENS + timedelta(days=31), JUNE, closes_at=ENDS + timedelta(days=31))
    promise = Commitment(
        said="Several of you said that the protocol is not used.",
        people=12,
        promise="Train every committee chair",
        lead="Monitoring officer",
        item="1",
        due_month="2018-09",
        status=CommitmentStatus.UNDER_WAY,
        outcome="Nine of twelve chairs are trained.",
        made_by="analyst@staff.example",
        made_at=OPENS,
        changed_at=OPENS,
    )
    session.add(promise)
    session.flush()
    for invitation in invitations(session, june):
        answered(session, invitation, OPENS, theme_1_comment=SAID_LAST)
        voice = CommitmentVoice(commitment_id=promise.id or 0, person_id=invitation.person_id)
        session.add(voice)
    close_round(session, month=JUNE, actor="command", now=OPENS)


def asked_in_july(session: Session) -> list[Invitation]:
    round_ = session.exec(select(Round).where(Round.month == JULY)).one()
    return invitations(session, round_)


def role_of(session: Session, invitation: Invitation) -> str:
    return session.get_one(Seat, invitation.seat_id).role
