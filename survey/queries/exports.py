"""The panel, its groups and the plan as rows of text, the first of which is the header.

They are what an import of the same kind reads: to import them again changes nothing.
"""

from sqlmodel import Session, col, select

from survey.models import (
    Aim,
    Group,
    GroupBlock,
    Holder,
    Person,
    Seat,
    Theme,
)
from survey.queries.standing import ratings_in_force

PANEL = (
    "seat", "role", "group", "organisation", "ended_on", "email", "contact", "active_from",
    "active_to", "primary",
)  # fmt: skip
GROUPS = ("group", "name", "from", "block", "block_name", "side")
PLAN = (
    "ref", "kind", "theme_ref", "theme", "lga_criterion", "aim", "background", "required_action",
    "output", "due", "lead", "rag", "exempt", "illustrative",
)  # fmt: skip
Rows = list[list[str]]


def panel_rows(session: Session) -> Rows:
    """Every holder ever, seat by seat; a seat that nobody ever held has a row without a holder."""
    query = (
        select(Seat, Group, Holder, Person)
        .join(Group, col(Group.id) == Seat.group_id)
        .outerjoin(Holder, col(Holder.seat_id) == Seat.id)
        .outerjoin(Person, col(Person.id) == Holder.person_id)
        .order_by(col(Seat.position), col(Seat.id), col(Holder.active_from), col(Holder.id))
    )
    rows = [
        [
            seat.ref, seat.role, group.ref, seat.organisation, text(seat.ended_on),
            *held(holder, person),
        ]
        for seat, group, holder, person in session.exec(query)
    ]  # fmt: skip
    return [list(PANEL), *rows]


def held(holder: Holder | None, person: Person | None) -> list[str]:
    if holder is None or person is None:
        return [""] * 5
    return [
        person.email,
        holder.contact.value,
        text(holder.active_from),
        text(holder.active_to),
        yes_or_no(holder.is_primary),
    ]


def group_rows(session: Session) -> Rows:
    """Every group with its blocks, by the month from which they hold."""
    query = (
        select(Group, GroupBlock)
        .join(GroupBlock, col(GroupBlock.group_id) == Group.id)
        .order_by(col(GroupBlock.from_month), col(Group.id))
    )
    rows = [
        [group.ref, group.name, held.from_month, held.block, held.block_name, held.side.value]
        for group, held in session.exec(query)
    ]
    return [list(GROUPS), *rows]


def plan_rows(session: Session, month: str) -> Rows:
    """Every theme with its aims, exempt ones too, and the ratings in force in `month`.

    A theme without an aim has a row of its own.
    """
    ratings = ratings_in_force(session, month)
    query = (
        select(Theme, Aim)
        .outerjoin(Aim, col(Aim.theme_id) == Theme.id)
        .order_by(col(Theme.position), col(Theme.id), col(Aim.position), col(Aim.id))
    )
    rows = [
        [
            aim.ref if aim else "",
            *(theme.kind.value, theme.ref, theme.name, theme.lga_criterion),
            *(promised(aim, ratings.get(aim.ref, "")) if aim else [""] * 9),
        ]
        for theme, aim in session.exec(query)
    ]
    return [list(PLAN), *rows]


def promised(aim: Aim, rag: str) -> list[str]:
    return [
        *(aim.aim, aim.background, aim.required_action, aim.output, aim.due, aim.lead),
        *(rag, yes_or_no(aim.exempt), aim.illustrative),
    ]


def text(value: object) -> str:
    return "" if value is None else str(value)


def yes_or_no(value: bool) -> str:  # noqa: FBT001 (a value to be told, no switch)
    return "yes" if value else "no"
