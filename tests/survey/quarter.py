"""A demonstration with one closed quarter of two rounds, small enough to be counted by hand.

Twelve people are asked: ten of Cabinet (Executive), two of Audit (Independent). In July all twelve
score the one theme: progress 2 from four people, 3 from four, 4 from two, 5 from the two of Audit.
In August the first person alone answers again, with 5 for progress. So the quarter's progress is
2 2 2 3 3 3 3 4 4 5 5 5: 25% low, 33.3% middle, 41.7% high; median 3, mean 41/12 = 3.4; net +17.
Maturity is 3 from everybody.
"""

from datetime import UTC, datetime

from sqlmodel import Session, col, select

from questionnaires.load import definition
from survey.actions.add_user import standing_role
from survey.actions.close_round import close_round
from survey.actions.open_round import open_round
from survey.actions.submit_response import submit_response
from survey.models import (
    Aim,
    AimRag,
    Contact,
    Group,
    GroupBlock,
    Holder,
    Indicator,
    Invitation,
    Mode,
    Person,
    Rag,
    RoleName,
    Round,
    Seat,
    Side,
    Theme,
    ThemeKind,
    User,
)
from survey.queries.organisation import organisation
from survey.queries.rounds import questionnaire

REF = "2018-19-q2"
JULY = (2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5)
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
    hold(session, "2018-07", dict(enumerate(JULY)))
    hold(session, "2018-08", {0: 5})
    for name, role in (("analyst", RoleName.ANALYST), ("publisher", RoleName.PUBLISHER)):
        add_account(session, name, role)
    session.commit()


def add_account(session: Session, name: str, *roles: RoleName) -> User:
    user = User(
        email=f"{name}@staff.example",
        name=name.capitalize(),
        password="*",
        roles=[standing_role(session, role) for role in roles],
    )
    session.add(user)
    session.flush()
    return user


def add_plan(session: Session) -> None:
    theme = Theme(ref="1", name="Culture", kind=ThemeKind.GOVERNANCE, position=1)
    session.add(theme)
    session.flush()
    for position, (aim, rag, exempt) in enumerate(
        (("A culture dashboard", Rag.AMBER, False), (EXEMPT, Rag.RED, True)), 1
    ):
        made = Aim(
            ref=f"1.{position}", theme_id=theme.id or 0, aim=aim, exempt=exempt, position=position
        )
        session.add(made)
        session.flush()
        session.add(AimRag(aim_id=made.id or 0, month="2018-06", rag=rag))
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
    for name, block, side, people in (
        ("cabinet", "executive", Side.EXECUTIVE, range(10)),
        ("audit", "independent", Side.ASSURANCE, range(10, 12)),
    ):
        group = Group(ref=name, name=name.capitalize())
        session.add(group)
        session.flush()
        session.add(
            GroupBlock(
                group_id=group.id or 0,
                from_month="2018-04",
                block=block,
                block_name=block.capitalize(),
                side=side,
            )
        )
        for place in people:
            add_holder(session, place, group)


def add_holder(session: Session, place: int, group: Group) -> None:
    person = Person(email=f"person-{place}@panel.example")
    seat = Seat(
        ref=f"seat-{place}",
        role=f"Seat {place}",
        group_id=group.id or 0,
        organisation="Sample City Council",
        position=place,
    )
    session.add_all([person, seat])
    session.flush()
    session.add(
        Holder(
            seat_id=seat.id or 0,
            person_id=person.id or 0,
            contact=Contact.FORM,
            active_from="2018-04",
        )
    )


def open_month(session: Session, month: str) -> Round:
    return open_round(
        session,
        month=month,
        definition=definition("governance-2018"),
        opens_at=OPENS,
        closes_at=CLOSES,
        secret_key="k" * 48,
        actor="command",
        now=OPENS,
        invite=False,
    )


def hold(session: Session, month: str, progress: dict[int, int]) -> None:
    """Open `month`, let people answer by their place in the panel, and close it."""
    round_ = open_month(session, month)
    session.flush()
    query = select(Invitation).where(Invitation.round_id == round_.id).order_by(col(Invitation.id))
    invited = list(session.exec(query))
    for place, score in progress.items():
        submit_response(
            session,
            invitation=invited[place],
            expanded=questionnaire(session, round_.questionnaire_sha256),
            document={"theme-1-progress": str(score), "theme-1-maturity": "3"},
            mode=Mode.FORM,
            idempotency_key=f"{month} {place}",
            now=OPENS,
        )
    close_round(session, month=month, actor="command", now=CLOSES)
