"""A demonstration with one closed quarter of two rounds, small enough to be counted by hand.

Twelve people are asked: ten of Cabinet (Executive), two of Audit (Independent). In July all twelve
score the one theme: progress 2 from four people, 3 from four, 4 from two, 5 from the two of Audit.
In August the first person alone answers again, with 5 for progress. So the quarter's progress is
2 2 2 3 3 3 3 4 4 5 5 5: 25% low, 33.3% middle, 41.7% high; median 3, mean 41/12 = 3.4; net +17.
Maturity is 3 from everybody.
"""

from datetime import UTC, datetime

from flask import Flask
from sqlmodel import Session, select

from survey.actions.close_round import close_round
from survey.cli.publishing import run
from survey.extensions import db
from survey.models import (
    AimRag,
    Indicator,
    OutboxItem,
    OutboxKind,
    OutboxState,
    Rag,
    RoleName,
    Round,
    Side,
)
from survey.queries.organisation import organisation
from tests.survey.accounts import add_account
from tests.survey.council import (
    add_aim,
    add_group,
    add_seat,
    add_theme,
    answered,
    invitations,
    opened,
)

REF = "2018-19-q2"
JULY = "222233334455"
OPENS = datetime(2018, 7, 2, 8, 0, tzinfo=UTC)
CLOSES = datetime(2018, 7, 16, 16, 0, tzinfo=UTC)
PUBLISHED = datetime(2018, 10, 19, 8, 0, tzinfo=UTC)
EXEMPT = "Settling the dispute with the former director"


def closed_quarter(session: Session, *, demonstration: bool = True) -> None:
    """The plan, the panel, the answers of two closed rounds and two accounts, committed."""
    standing = organisation(session)
    assert standing is not None
    standing.demonstration = demonstration
    add_plan(session)
    add_panel(session)
    hold(session, "2018-07", JULY)
    hold(session, "2018-08", "5")
    watch(session)
    for name, role in (("analyst", RoleName.ANALYST), ("publisher", RoleName.PUBLISHER)):
        add_account(session, role, email=f"{name}@staff.example")
    session.commit()


def add_plan(session: Session) -> None:
    theme = add_theme(session, 1, "Culture")
    dashboard = add_aim(session, theme, 1, "A culture dashboard")
    dispute = add_aim(session, theme, 2, EXEMPT, exempt=True)
    for aim, rag in ((dashboard, Rag.AMBER), (dispute, Rag.RED)):
        session.add(AimRag(aim_id=aim.id or 0, month="2018-06", rag=rag))
    for ref, measure in (
        ("kpi-1", "=1+1 days of absence"),
        ("kpi-2", f"Cost of: {EXEMPT.upper()}"),
    ):
        session.add(
            Indicator(
                ref=ref, kind="culture", measure=measure, theme_ref="1", period=REF, value="-5"
            )
        )


def add_panel(session: Session) -> None:
    cabinet = add_group(session, "cabinet", "executive", Side.EXECUTIVE)
    audit = add_group(session, "audit", "independent", Side.ASSURANCE)
    for place in range(12):
        group = cabinet if place < 10 else audit
        add_seat(session, group, place, f"Seat {place}", f"person-{place}@panel.example")


def open_month(session: Session, month: str) -> Round:
    return opened(session, OPENS, month, closes_at=CLOSES, invite=False)


def hold(session: Session, month: str, progress: str) -> None:
    """Open `month`, let one person a digit answer in the order of the panel, and close it."""
    invited = invitations(session, open_month(session, month))
    for invitation, score in zip(invited, progress, strict=False):
        answered(session, invitation, OPENS, theme_1_progress=score)
    close_round(session, month=month, actor="command", now=CLOSES)


def watch(session: Session) -> None:
    """As if a worker had seen what the closed months warn of: what it does next is a test's own."""
    for row in session.exec(select(OutboxItem).where(OutboxItem.kind == OutboxKind.WATCH)):
        row.state, row.done_at = OutboxState.DONE, CLOSES


def publish(app: Flask) -> None:
    """Draft, sign off and publish the next edition of the quarter."""
    with app.app_context():
        run(
            db.session,
            app.extensions["settings"],
            period=REF,
            drafted_by="analyst@staff.example",
            approved_by="publisher@staff.example",
            now=PUBLISHED,
        )
