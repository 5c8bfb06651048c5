"""Who was asked and heard in a month, as far as the thresholds let it be told."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session

from analysis.disclosure.thresholds import LOWEST_BLOCK, LOWEST_SAID
from survey.models import Mode, Round
from survey.queries.heard import heard_by_block, heard_by_mode

WAYS = {
    Mode.FORM: "by form",
    Mode.INTERVIEW: "by interview",
    Mode.PAPER: "on paper",
    Mode.TELEPHONE: "by telephone",
}
OTHER = "in other ways"


def turnout(session: Session, round_: Round) -> dict[str, Any]:
    """{asked, heard, rate, blocks, ways}; what is hidden is None, and ways may be none at all."""
    blocks = heard_by_block(session, round_)
    hidden = hidden_places([block.heard for block in blocks])
    asked, heard = sum(each.asked for each in blocks), sum(each.heard for each in blocks)
    return {
        **shown(asked, heard if heard >= LOWEST_BLOCK else None),
        "blocks": [
            {
                "block": block.block,
                "name": block.name or "In no block yet",
                **shown(block.asked, None if place in hidden else block.heard),
            }
            for place, block in enumerate(blocks)
        ],
        "ways": ways(heard_by_mode(session, round_)),
    }


def shown(asked: int, heard: int | None) -> dict[str, Any]:
    rate = None if heard is None or not asked else round(heard / asked, 2)
    return {"asked": asked, "heard": heard, "rate": rate}


def hidden_places(heard: Sequence[int]) -> set[int]:
    """The blocks in which too few were heard, and those that would give these away.

    The whole less what is shown leaves the hidden ones together: never one alone, and never fewer
    people than the threshold.
    """
    order = sorted(range(len(heard)), key=lambda place: (heard[place], place))
    hidden = [place for place in order if heard[place] < LOWEST_BLOCK]
    for place in order[len(hidden) :]:
        if not hidden or (len(hidden) > 1 and sum(heard[each] for each in hidden) >= LOWEST_BLOCK):
            break
        hidden.append(place)
    return set(hidden)


def ways(heard: Mapping[Mode, int]) -> list[dict[str, Any]]:
    """People by way of answering; ways that few took stand together, or nothing does.

    Everybody who was heard answered in some way, so a single small one would follow from the rest.
    """
    large = {WAYS[mode]: heard[mode] for mode in WAYS if heard.get(mode, 0) >= LOWEST_SAID}
    rest = sum(heard.values()) - sum(large.values())
    if 0 < rest < LOWEST_SAID:
        return []
    if rest:
        large[OTHER] = rest
    return [{"way": way, "people": people} for way, people in large.items()]
