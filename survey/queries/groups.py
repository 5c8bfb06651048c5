"""The groups of the panel: where each is published, and on which side it stands."""

from collections import defaultdict

from sqlmodel import Session, col, func, select

from analysis.groups import Groups, Segment, Standing
from survey.models import Group, GroupBlock, Seat


def all_groups(session: Session) -> list[Group]:
    """Every group, in the order of the first seats; those without a seat at the end."""
    first = func.min(Seat.position)
    query = (
        select(Group)
        .outerjoin(Seat, col(Seat.group_id) == Group.id)
        .group_by(col(Group.id))
        .order_by(first.is_(None), first, col(Group.id))
    )
    return list(session.exec(query))


def group_by_ref(session: Session, ref: str) -> Group | None:
    return session.exec(select(Group).where(Group.ref == ref)).first()


def blocks_of_groups(session: Session) -> dict[int, list[GroupBlock]]:
    """Every block that a group has had or will have, by the group's id, the earliest first."""
    found: dict[int, list[GroupBlock]] = defaultdict(list)
    for block in session.exec(select(GroupBlock).order_by(GroupBlock.from_month)):
        found[block.group_id].append(block)
    return found


def first_block_month(session: Session, group_id: int) -> str | None:
    """The month from which the group is published in a block."""
    query = select(func.min(GroupBlock.from_month)).where(GroupBlock.group_id == group_id)
    return session.exec(query).one()


def block_from(session: Session, group_id: int, from_month: str) -> GroupBlock | None:
    """What was said of a group for exactly this month on."""
    query = select(GroupBlock).where(
        GroupBlock.group_id == group_id, GroupBlock.from_month == from_month
    )
    return session.exec(query).first()


def block_names(session: Session) -> dict[str, str]:
    """The name of every block there is or was, by its ref, in the order of their names."""
    query = select(GroupBlock.block, GroupBlock.block_name).distinct()
    return dict(session.exec(query.order_by(GroupBlock.block_name)).all())


def standings(session: Session) -> Groups:
    """Every group's block and side, by the month from which it holds."""
    query = (
        select(Group, GroupBlock)
        .join(GroupBlock, col(GroupBlock.group_id) == Group.id)
        .order_by(GroupBlock.from_month, col(GroupBlock.id))
    )
    return Groups(
        tuple(
            Standing(
                block.from_month,
                Segment(group.ref, group.name, block.block, block.block_name, block.side.value),
            )
            for group, block in session.exec(query)
        )
    )


def group_refs(session: Session) -> dict[int, str]:
    """The ref of every group, by its id."""
    return {number or 0: ref for number, ref in session.exec(select(Group.id, Group.ref))}
