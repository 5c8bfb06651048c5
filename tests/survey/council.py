"""What every council under test is made of: themes, groups, seats, rounds and answers."""

import re
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from questionnaires.expanded import ExpandedQuestionnaire
from questionnaires.load import definition
from questionnaires.model import Questionnaire
from survey.actions.open_round import open_round
from survey.actions.submit_response import submit_response
from survey.models import (
    Aim,
    Contact,
    Group,
    GroupBlock,
    Holder,
    Invitation,
    Mode,
    Person,
    Response,
    Round,
    Seat,
    Side,
    Theme,
    ThemeKind,
)
from survey.queries.rounds import questionnaire

GOVERNANCE = definition("governance-2018")
SECRET = "k" * 48
SINCE = "2018-04"
MONTH = re.compile(r"\d{4}-\d\d")
FIRST_DAY = date(2018, 4, 1)


def add_theme(session: Session, place: int, name: str) -> Theme:
    """The governance theme at `place`, which is its ref too."""
    theme = Theme(ref=str(place), name=name, kind=ThemeKind.GOVERNANCE, position=place)
    session.add(theme)
    session.flush()
    return theme


def add_aim(session: Session, theme: Theme, place: int, aim: str, *, exempt: bool = False) -> Aim:
    made = Aim(
        ref=f"{theme.ref}.{place}", theme_id=theme.id or 0, aim=aim, exempt=exempt, position=place
    )
    session.add(made)
    session.flush()
    return made


def add_group(session: Session, ref: str, block: str, side: Side) -> Group:
    """A group called as its ref, alone in its block."""
    group = Group(ref=ref, name=ref.capitalize())
    session.add(group)
    session.flush()
    session.add(
        GroupBlock(
            group_id=group.id or 0,
            from_month=SINCE,
            block=block,
            block_name=block.capitalize(),
            side=side,
        )
    )
    return group


def add_seat(
    session: Session,
    group: Group,
    place: int,
    role: str,
    email: str,
    contact: Contact = Contact.FORM,
) -> None:
    """The panel's seat at `place` with its holder."""
    person = Person(email=email)
    seat = Seat(
        ref=f"seat-{place}",
        role=role,
        group_id=group.id or 0,
        organisation="Sample City Council",
        position=place,
    )
    session.add_all([person, seat])
    session.flush()
    session.add(
        Holder(
            seat_id=seat.id or 0, person_id=person.id or 0, contact=contact, active_from=FIRST_DAY
        )
    )
    session.flush()


def opened(
    session: Session,
    now: datetime,
    month: str = "2018-07",
    *,
    closes_at: datetime | None = None,
    invite: bool = True,
    asked: Questionnaire = GOVERNANCE,
) -> Round:
    """A round of the shipped questionnaire, or of what is `asked`; closes in 14 days, committed.

    July 2018 opens `now` and closes at `closes_at`; each later month does 31 days later.
    """
    later = (months_since(month) if MONTH.fullmatch(month) else 0) * timedelta(days=31)
    round_ = open_round(
        session,
        month=month,
        definition=asked,
        opens_at=now + later,
        closes_at=(closes_at or now + timedelta(days=14)) + later,
        secret_key=SECRET,
        actor="command",
        now=now,
        invite=invite,
    )
    session.commit()
    return round_


def months_since(month: str) -> int:
    """How many months after July 2018, negative before."""
    return (int(month[:4]) - 2018) * 12 + int(month[5:]) - 7


def invitations(session: Session, round_: Round) -> list[Invitation]:
    """Those of `round_`, in the order of the panel's seats."""
    query = select(Invitation).where(Invitation.round_id == round_.id).order_by(col(Invitation.id))
    return list(session.exec(query))


def complete(expanded: ExpandedQuestionnaire) -> dict[str, str]:
    """A draft document that answers every mandatory score with 3."""
    return {field.name: "3" for field in expanded.fields if field.question.mandatory}


def answered(
    session: Session, invitation: Invitation, now: datetime, mode: Mode = Mode.FORM, **typed: str
) -> Response:
    """A response that is `complete` but for what was `typed`: theme_1_progress='5'; flushed."""
    round_ = session.get_one(Round, invitation.round_id)
    expanded = questionnaire(session, round_.questionnaire_sha256)
    said = {name.replace("_", "-"): text for name, text in typed.items()}
    return submit_response(
        session,
        invitation=invitation,
        expanded=expanded,
        document=complete(expanded) | said,
        mode=mode,
        idempotency_key=f"{invitation.id} {mode} {now.isoformat()} {typed}",
        now=now,
    )
