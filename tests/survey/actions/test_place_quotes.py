"""Which quotes stand in an edition, how they are attributed, and in which order."""

import json
from typing import Any

import pytest
from sqlmodel import Session, col, select

from survey.actions.place_quotes import arranged, block_in, people
from survey.actions.tighten_permission import tighten_permission
from survey.models import Edition, EditionQuote, EditionState, GroupBlock, Permission, Side
from survey.queries.groups import blocks_of_groups
from survey.queries.quotable import signed_in
from tests.survey.quoting import LATER, drafted, invitation_of, quotes_of, redact, say, signed

SUMMARY: dict[str, Any] = {
    "response": {
        "answered": 12,
        "groups": [
            {"group": "executive", "name": "Executive", "answered": 10},
            {"group": "independent", "name": "Independent", "answered": 2},
        ],
    },
    "items": [
        {"item": "1", "measure": "progress", "n": 12, "groups": [{"group": "executive", "n": 10}]},
        {"item": "1", "measure": "maturity", "n": 11, "groups": [{"group": "executive", "n": 9}]},
        {"item": "2", "measure": "progress", "n": None, "groups": []},
    ],
}


def test_the_fewest_who_scored_a_theme_count_and_what_is_hidden_counts_as_nobody() -> None:
    assert people(SUMMARY, "1") == 11
    assert people(SUMMARY, "1", "executive") == 9
    assert people(SUMMARY, "1", "independent") == 0
    assert people(SUMMARY, "2") == 0
    assert people(SUMMARY, "9") == 0
    assert people(SUMMARY, "") == 12
    assert people(SUMMARY, "", "executive") == 10
    assert people(SUMMARY, "", "unknown") == 0


def test_a_group_is_in_the_block_of_the_month() -> None:
    blocks = [
        GroupBlock(group_id=1, from_month=month, block=block, block_name=block, side=Side.EXTERNAL)
        for month, block in (("2018-04", "old"), ("2019-04", "new"))
    ]
    found = [block_in(blocks, month) for month in ("2018-03", "2018-07", "2019-04")]
    assert found == [None, "old", "new"]


@pytest.mark.holds("a heard quarter")
def test_what_is_signed_stands_in_the_draft(session: Session) -> None:
    signed(session, say(session, 0, "It is slow"), "It is […]")
    signed(session, say(session, 1, "Nobody reads it", item="", permission=Permission.BLOCK))
    signed(session, say(session, 10, "All is well", item="", permission=Permission.BLOCK))
    redact(session, say(session, 2, "Not signed"))
    edition = drafted(session)
    assert quotes_of(edition) == {
        "": [("All is well", None), ("Nobody reads it", "Executive")],
        "1": [("It is […]", None)],
    }
    assert len(session.exec(select(EditionQuote)).all()) == 3


@pytest.mark.holds("a heard quarter")
def test_the_payload_tells_words_and_block_and_nothing_else(session: Session) -> None:
    comment = say(session, 0, "It is slow")
    quote = signed(session, comment)
    document = json.loads(drafted(session).payload)
    assert document["quotes"] == {"1": [{"attributed_to": None, "words": "It is slow"}]}
    assert quote.id is not None
    text = json.dumps(document["quotes"])
    for telling in ("Seat", "person", "2018", "cabinet", "ann@"):
        assert telling not in text


@pytest.mark.holds("a heard quarter")
def test_a_block_whose_figures_are_hidden_is_not_named_on_a_theme(session: Session) -> None:
    # Two of Audit are hidden, and with them Executive, whose ten would be what is left over.
    signed(session, say(session, 0, "It is slow", permission=Permission.BLOCK))
    assert quotes_of(drafted(session)) == {"1": [("It is slow", None)]}


@pytest.mark.holds("a heard quarter")
def test_the_order_follows_neither_speaker_nor_time(session: Session) -> None:
    for place in range(12):
        signed(session, say(session, place, f"Word {chr(65 + place)}"))
    said, blocks = signed_in(session, ["2018-07"]), blocks_of_groups(session)
    edition = drafted(session)
    document = json.loads(edition.payload)
    orders = {
        tuple(str(each["words"]) for each in placed["1"])
        for number in range(1, 6)
        if (other := Edition(id=number, **OF_NO_IMPORTANCE))
        for placed in (
            arranged(other, document["summary"], said, blocks),
            arranged(other, document["summary"], said[::-1], blocks),
        )
    }
    assert len(orders) == 5, "one order an edition, whoever spoke first"
    assert tuple(sorted(next(iter(orders)))) not in orders


OF_NO_IMPORTANCE: dict[str, Any] = {
    "period": "2018-19-q2",
    "number": 1,
    "state": EditionState.DRAFT,
    "drafted_by": "",
    "drafted_at": LATER,
}


@pytest.mark.holds("a heard quarter")
def test_drafted_again_it_holds_what_may_be_quoted_then(session: Session) -> None:
    first, second = say(session, 0, "First"), say(session, 1, "Second")
    signed(session, first)
    assert quotes_of(drafted(session)) == {"1": [("First", None)]}
    signed(session, second)
    tighten_permission(
        session, invitation=invitation_of(session, first), field=first.field,
        permission=Permission.TEAM, now=LATER,
    )  # fmt: skip
    edition = drafted(session)
    assert quotes_of(edition) == {"1": [("Second", None)]}
    rows = session.exec(select(EditionQuote).order_by(col(EditionQuote.quote_id))).all()
    assert [(row.edition_id, row.quote_id) for row in rows] == [(edition.id, 2)]
