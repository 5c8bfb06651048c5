"""How many people of a month were asked and heard: by block, and by way of answering."""

from collections import Counter
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from survey.models import GroupBlock, Invitation, Mode, Response, Round
from survey.queries.counting import counts
from survey.queries.groups import blocks_of_groups


@dataclass(frozen=True, slots=True)
class BlockHeard:
    """People of a block; a group that is in none that month has empty words."""

    block: str
    name: str
    asked: int
    heard: int


def heard_by_block(session: Session, round_: Round) -> list[BlockHeard]:
    """Everybody who was asked, in the blocks of that month, in the order of their names."""
    asked = select(Invitation.group_id, func.count()).where(Invitation.round_id == round_.id)
    heard = asked.join(Response, col(Response.invitation_id) == Invitation.id).where(counts())
    of_group = {
        group_id: block_in(blocks, round_.month)
        for group_id, blocks in blocks_of_groups(session).items()
    }
    everybody, spoke, names = Counter[str](), Counter[str](), dict[str, str]()
    for counted, query in ((everybody, asked), (spoke, heard)):
        for group_id, people in session.exec(query.group_by(col(Invitation.group_id))):
            block, name = of_group.get(group_id, ("", ""))
            counted[block] += people
            names[block] = name
    found = [
        BlockHeard(block, name, everybody[block], spoke[block]) for block, name in names.items()
    ]
    return sorted(found, key=lambda each: (each.name, each.block))


def block_in(blocks: list[GroupBlock], month: str) -> tuple[str, str]:
    """Ref and name of the last of `blocks`, the earliest first, that holds in `month`."""
    holding = [block for block in blocks if block.from_month <= month]
    return (holding[-1].block, holding[-1].block_name) if holding else ("", "")


def heard_by_mode(session: Session, round_: Round) -> dict[Mode, int]:
    """How many people answered in each way; a way that nobody took is left out."""
    query = (
        select(Response.mode, func.count())
        .join(Invitation, col(Invitation.id) == Response.invitation_id)
        .where(Invitation.round_id == round_.id, counts())
        .group_by(col(Response.mode))
    )
    return {Mode(mode): people for mode, people in session.exec(query)}
