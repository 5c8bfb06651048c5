"""What people spoke of with concern in a month, from the threshold up and never as a number."""

from typing import Any

from sqlmodel import Session

from analysis.disclosure.thresholds import LOWEST_SAID
from survey.models import InsightPack
from survey.queries.concerns import forebears, people_by_concern, words_to_code
from survey.queries.insight import frozen_pack, released_packs
from survey.queries.kept_private import names_private, private_items, private_names

# From how many people on, and how that is told: exact numbers of two releases could be subtracted.
BANDS = ((20, "20 or more"), (15, "15 to 19"), (LOWEST_SAID, f"{LOWEST_SAID} to 14"))


def band(people: int) -> str | None:
    """'10 to 14', '15 to 19', '20 or more'; None below the threshold."""
    return next((words for lowest, words in BANDS if people >= lowest), None)


def concerns(session: Session, month: str) -> dict[str, Any]:
    """{coded, listed, private}: what a pack of `month` may tell of what people spoke of.

    `coded` is False while words of the month wait to be coded, and then nothing is listed.
    `private` says that words were left out which may touch on an exempt aim. Once a released pack
    of the month has told its concerns, each later one repeats them: two versions of a count would
    tell of single people.
    """
    names = private_names(session)
    released = released_packs(session)
    told = told_before([each for each in released if each.month == month])
    if told is None:
        told = counted(session, month, [each for each in released if each.month < month])
    listed = [each for each in told["listed"] if not names_private(names, each["name"])]
    return {**told, "listed": listed}


def told_before(released: list[InsightPack]) -> dict[str, Any] | None:
    """The concerns of the first of the month's packs that told any."""
    for pack in sorted(released, key=lambda each: each.number):
        told: dict[str, Any] = frozen_pack(pack)["concerns"]
        if told["coded"]:
            return told
    return None


def counted(session: Session, month: str, earlier: list[InsightPack]) -> dict[str, Any]:
    private = private_items(session)
    known = {each["code"] for pack in earlier for each in frozen_pack(pack)["concerns"]["listed"]}
    come_from = forebears(session)
    coded = words_to_code(session, month) == 0
    found = people_by_concern(session, month, private) if coded else []
    return {
        "coded": coded,
        "private": bool(private),
        "listed": [
            {
                "code": code.id,
                "name": code.name,
                "people": band(people),
                "new": known.isdisjoint(come_from.get(code.id or 0, {code.id})),
            }
            for code, people in found
            if people >= LOWEST_SAID
        ],
    }
