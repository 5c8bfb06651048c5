"""What stands already, by the keys under which the imported files know it."""

from sqlmodel import Session, col, select

from survey.models import (
    Aim,
    AimRag,
    Assurance,
    Group,
    GroupBlock,
    Holder,
    Indicator,
    Person,
    Rag,
    Recommendation,
    Seat,
    Theme,
)

Key = tuple[str, ...]


def themes_by_key(session: Session) -> dict[Key, Theme]:
    return {(theme.ref,): theme for theme in session.exec(select(Theme))}


def aims_by_key(session: Session) -> dict[Key, Aim]:
    return {(aim.ref,): aim for aim in session.exec(select(Aim))}


def ratings_by_key(session: Session, month: str) -> dict[Key, AimRag]:
    """The ratings given for `month` itself, by the ref of their aim and the month."""
    query = select(Aim, AimRag).where(AimRag.aim_id == Aim.id, AimRag.month == month)
    return {(aim.ref, month): rating for aim, rating in session.exec(query)}


def ratings_in_force(session: Session, month: str) -> dict[str, Rag]:
    """The rating in force in `month`, by the ref of its aim: the latest that is not later."""
    query = (
        select(Aim, AimRag)
        .where(AimRag.aim_id == Aim.id, AimRag.month <= month)
        .order_by(col(AimRag.month))
    )
    return {aim.ref: rating.rag for aim, rating in session.exec(query)}


def is_rated(session: Session) -> bool:
    """Whether any aim was ever rated."""
    return session.exec(select(AimRag).limit(1)).first() is not None


def groups_by_key(session: Session) -> dict[Key, Group]:
    return {(group.ref,): group for group in session.exec(select(Group))}


def blocks_by_key(session: Session) -> dict[Key, GroupBlock]:
    """By the ref of the group and the month from which the block holds."""
    query = select(Group, GroupBlock).where(GroupBlock.group_id == Group.id)
    return {(group.ref, block.from_month): block for group, block in session.exec(query)}


def persons_by_key(session: Session) -> dict[Key, Person]:
    return {(person.email,): person for person in session.exec(select(Person))}


def seats_by_key(session: Session) -> dict[Key, Seat]:
    return {(seat.ref,): seat for seat in session.exec(select(Seat))}


def holders(session: Session) -> list[tuple[Seat, Person, Holder]]:
    """Every holder ever, with seat and person, the earliest first."""
    query = (
        select(Seat, Person, Holder)
        .where(Holder.seat_id == Seat.id, Holder.person_id == Person.id)
        .order_by(col(Holder.active_from), col(Holder.id))
    )
    return [(seat, person, holder) for seat, person, holder in session.exec(query)]


def indicators_by_key(session: Session) -> dict[Key, Indicator]:
    return {(figure.ref, figure.period): figure for figure in session.exec(select(Indicator))}


def recommendations_by_key(session: Session) -> dict[Key, Recommendation]:
    return {(row.source, row.number): row for row in session.exec(select(Recommendation))}


def assurance_by_key(session: Session) -> dict[Key, Assurance]:
    return {(row.ref,): row for row in session.exec(select(Assurance))}
