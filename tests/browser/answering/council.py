"""A council that is asked in every way there is, each month in another; served without a worker."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask
from playwright.sync_api import Page
from sqlmodel import Session, col, select

from questionnaires.load import definition
from questionnaires.model import Question, Questionnaire, Section
from survey import create_app
from survey.actions.close_round import close_round
from survey.actions.open_round import open_round
from survey.cli.publishing import run
from survey.cli.setting_up import set_up
from survey.clock import now
from survey.config import Settings
from survey.extensions import db
from survey.models import (
    Group,
    Invitation,
    LinkToken,
    OutboxItem,
    OutboxKind,
    RoleName,
    Round,
)
from survey.tokens import six_digits, token_hash, unseal
from tests.browser.served import Served, installation_in, running
from tests.survey.accounts import add_account
from tests.survey.council import SECRET, answered, invitations
from tests.survey.house import House
from tests.survey.sample import load_sample

# June is answered by all, and its quarter is published; of the others October alone is closed.
PUBLISHED, PAGES, DETAIL, SINGLE = "2018-06", "2018-07", "2018-08", "2018-09"
CLOSED, PAUSED = "2018-10", "2018-11"
SPARE, LATE = ("2018-12", "2019-01"), "2019-02"
QUARTER = "2018-19-q1"
# Who alone is asked the section that not everybody is.
AUDIENCE = "audit"
OPENS = datetime(2018, 6, 4, 8, 0, tzinfo=UTC)
ENDS = datetime(2118, 7, 15, 16, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Link:
    """Somebody's personal link, as it was mailed."""

    month: str
    group: str
    token: str


@dataclass(frozen=True, slots=True)
class Council:
    """The installation as it is served, and seen from behind."""

    served: Served
    house: House
    links: list["Link"]

    def link(self, month: str = PAGES, group: str = "") -> str:
        """The personal link of somebody (of `group`) who has not opened it in `month` yet."""
        for link in self.links:
            if link.month in same_as(month) and group in {"", link.group}:
                self.links.remove(link)
                return f"{self.served.address}/take/{link.token}"
        raise AssertionError(f"Everybody of {month} {group} is taken.")

    def replace(self, link: str) -> None:
        """Switch `link` off, as a newer one does."""
        with self.house.session() as session:
            row_of(session, link).revoked_at = OPENS

    def spare_scores(self, link: str) -> None:
        """Let whoever has `link` be asked for words alone."""
        with self.house.session() as session:
            session.get_one(Invitation, row_of(session, link).invitation_id).scores = False

    def let_time_pass(self, *, grace: int) -> None:
        """The told end of February has come this moment; `grace` minutes are left after it."""
        with self.house.session() as session:
            round_ = session.exec(select(Round).where(Round.month == LATE)).one()
            round_.closes_at, round_.grace_minutes = now(), grace

    def code(self) -> str:
        """The six digits that were mailed last."""
        sent = [item for item in self.house.rows(OutboxItem) if item.kind is OutboxKind.CODE]
        return six_digits(sent[-1].key, SECRET)

    def begin(self, page: Page, month: str = PAGES, group: str = "") -> str:
        """Open somebody's link in `page` and press its button; gives the link."""
        link = self.link(month, group)
        page.goto(link)
        page.get_by_role("button", name="Start").click()
        page.wait_for_url("**/respond/**")
        return link

    def goto(self, page: Page, path: str) -> None:
        page.goto(f"{self.served.address}{path}")


@contextmanager
def asked_council(folder: Path) -> Iterator[Council]:
    here = installation_in(folder)
    served = Served(here.address, here.environment | {"SECRET_KEY": SECRET})
    settings = Settings.from_env(served.environment)
    set_up(
        settings,
        name="Sample City Council",
        contact_email="take@council.example",
        demonstration=True,  # nobody else can publish yet
    )
    app = create_app(settings)
    house = House(app)
    with house.session() as session:
        load_sample(session)
        for place, (month, asked) in enumerate(questionnaires().items()):
            open_month(session, month, asked, OPENS + place * timedelta(days=31))
        hear_everybody(session)
        let_stand(session)
    publish(app, settings)
    with running(served, "serve"):
        yield Council(served, house, mailed_links(house))
    app.extensions["engine"].dispose()


def mailed_links(house: House) -> list[Link]:
    """Those of all months, in the order of the panel."""
    query = (
        select(Round.month, Group.ref, OutboxItem.sealed_token)
        .join(Invitation, col(Invitation.round_id) == col(Round.id))
        .join(Group, col(Group.id) == col(Invitation.group_id))
        .join(OutboxItem, col(OutboxItem.subject_id) == col(Invitation.id))
        .where(OutboxItem.kind == OutboxKind.INVITATION)
        .order_by(col(Round.month), col(OutboxItem.id))
    )
    with house.session() as session:
        return [
            Link(month, group, unseal(sealed, SECRET))
            for month, group, sealed in session.exec(query)
        ]


def row_of(session: Session, link: str) -> LinkToken:
    found = token_hash(link.rpartition("/")[2])
    return session.exec(select(LinkToken).where(LinkToken.token_sha256 == found)).one()


def same_as(month: str) -> tuple[str, ...]:
    """The months in which the same is asked as in `month`; there are more tests than people."""
    return (PAGES, *SPARE) if month == PAGES else (month,)


def questionnaires() -> dict[str, Questionnaire]:
    """What is asked each month."""
    by_pages = definition("governance-2018")
    return {
        PUBLISHED: by_pages,
        PAGES: by_pages,
        DETAIL: with_detail(by_pages),
        SINGLE: definition("governance-brief-2018"),
        CLOSED: by_pages,
        PAUSED: by_pages,
        **dict.fromkeys((*SPARE, LATE), by_pages),
    }


def with_detail(asked: Questionnaire) -> Questionnaire:
    """`asked` with optional detail on aims, and one section more for a single group."""
    themes, overall = asked.sections
    comment = overall.questions[0]
    detail = replace(themes.questions[0], id="aim-progress", mandatory=False, repeat="aims")
    own = Section("audit", "For auditors", None, (assurance(), comment), audience=(AUDIENCE,))
    sections = (replace(themes, questions=(*themes.questions, detail)), own, overall)
    return replace(asked, id="governance-detail", sections=sections)


def assurance() -> Question:
    return Question(
        id="assurance",
        kind="score",
        measure="maturity",
        name="Assurance",
        stem="How far can you rely on what the council reports about itself?",
        scale="maturity",
        mandatory=True,
        max_length=None,
    )


def open_month(session: Session, month: str, asked: Questionnaire, opens_at: datetime) -> None:
    open_round(
        session,
        month=month,
        definition=asked,
        opens_at=opens_at,
        closes_at=opens_at + timedelta(days=14),
        secret_key=SECRET,
        actor="command",
        now=opens_at,
    )


def hear_everybody(session: Session) -> None:
    """June's answers, each with a comment, and one of October's."""
    for month, most in ((PUBLISHED, None), (CLOSED, 1)):
        round_ = session.exec(select(Round).where(Round.month == month)).one()
        for invitation in invitations(session, round_)[:most]:
            answered(session, invitation, round_.opens_at, theme_1_comment="Training is late.")


def let_stand(session: Session) -> None:
    """Rounds can only be opened one after the other; they are left open for a century."""
    for round_ in session.exec(select(Round)):
        round_.closes_at = ENDS
        round_.paused_at = OPENS if round_.month == PAUSED else None
    for month in (PUBLISHED, CLOSED):
        close_round(session, month=month, actor="command", now=OPENS)


def publish(app: Flask, settings: Settings) -> None:
    """The summary of June's quarter."""
    with app.app_context():
        for name, role in (("analyst", RoleName.ANALYST), ("publisher", RoleName.PUBLISHER)):
            add_account(db.session, role, email=f"{name}@staff.example")
        run(
            db.session,
            settings,
            period=QUARTER,
            drafted_by="analyst@staff.example",
            approved_by="publisher@staff.example",
            now=OPENS + timedelta(days=50),
        )
        db.session.commit()
