"""Which quotes stand in an edition, and where: by theme, in an order that tells nothing."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from sqlmodel import Session

from analysis.disclosure.thresholds import LOWEST_SAID
from survey.models import Edition, EditionQuote, GroupBlock, Permission
from survey.queries.groups import blocks_of_groups
from survey.queries.quotable import Spoken, signed_in
from survey.queries.quoting_editions import forget_quotes

Entry = dict[str, str | None]
Placed = dict[str, list[Entry]]


def place_quotes(session: Session, *, edition: Edition, document: dict[str, Any]) -> dict[str, Any]:
    """`document`, an edition's payload, with the quotes that may stand in it as things are.

    The edition remembers which they are; nothing in the payload tells whose.
    """
    said = fit_for(document, signed_in(session, document["months"], locked=True))
    forget_quotes(session, edition.id or 0)
    session.add_all(
        EditionQuote(edition_id=edition.id or 0, quote_id=each.quote.id or 0)
        for each in said
        if each.quote
    )
    session.flush()
    placed = arranged(edition, document["summary"], said, blocks_of_groups(session))
    return document | {"quotes": placed}


def quotes_now(session: Session, *, edition: Edition, document: dict[str, Any]) -> Placed:
    """The quotes that `place_quotes` would put into `document`, where nothing is to be written."""
    said = fit_for(document, signed_in(session, document["months"]))
    return arranged(edition, document["summary"], said, blocks_of_groups(session))


def fit_for(document: dict[str, Any], said: Iterable[Spoken]) -> list[Spoken]:
    """Of what was `said` that whose quote may stand, on something that enough people answered."""
    summary = document["summary"]
    return [each for each in said if each.fit and people(summary, each.comment.item) >= LOWEST_SAID]


def arranged(
    edition: Edition,
    summary: Mapping[str, Any],
    said: Iterable[Spoken],
    blocks: Mapping[int, list[GroupBlock]],
) -> Placed:
    """The quotes of what was `said` by theme ref, '' for the plan as a whole.

    Of each theme they are in the order of a hash of the words and the edition: it does not follow
    who spoke or when, another edition has another one, and it stays when one is taken out.
    """
    placed: Placed = {}
    for each in said:
        words = each.quote.words if each.quote else ""
        entry: Entry = {"words": words, "attributed_to": attribution(summary, each, blocks)}
        placed.setdefault(each.comment.item, []).append(entry)
    for entries in placed.values():
        entries.sort(key=lambda entry: shuffled(edition, entry))
    return placed


def attribution(
    summary: Mapping[str, Any], said: Spoken, blocks: Mapping[int, list[GroupBlock]]
) -> str | None:
    """The name of the speaker's block, where they allow it and the block is large enough."""
    if said.comment.permission is not Permission.BLOCK:
        return None
    block = block_in(blocks.get(said.group_id, []), said.month)
    if block is None or people(summary, said.comment.item, block) < LOWEST_SAID:
        return None
    names = {each["group"]: str(each["name"]) for each in summary["response"]["groups"]}
    return names.get(block)


def block_in(blocks: Iterable[GroupBlock], month: str) -> str | None:
    """The ref of the block in which a group was published in `month`."""
    before = [each for each in blocks if each.from_month <= month]
    return before[-1].block if before else None


def people(summary: Mapping[str, Any], item: str, block: str | None = None) -> int:
    """How many gave valid answers on `item`, or answered at all where it is '', of all or a block.

    A theme is scored on several measures: the fewest count. What the summary hides counts as
    nobody, or a quote would give away what is hidden.
    """
    if not item:
        return _answered(summary["response"], block)
    measured = [each for each in summary["items"] if each["item"] == item]
    return min((_scored(each, block) for each in measured), default=0)


def _answered(response: Mapping[str, Any], block: str | None) -> int:
    if block is None:
        return int(response["answered"])
    return next((int(each["answered"]) for each in response["groups"] if each["group"] == block), 0)


def _scored(item: Mapping[str, Any], block: str | None) -> int:
    if block is None:
        return item["n"] or 0
    return next((each["n"] or 0 for each in item["groups"] if each["group"] == block), 0)


def shuffled(edition: Edition, entry: Entry) -> tuple[str, str]:
    """What an entry is sorted by."""
    text = f"{edition.id} {entry['words']}"
    return hashlib.sha256(text.encode()).hexdigest(), entry["attributed_to"] or ""
