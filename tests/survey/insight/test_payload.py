"""What a pack tells of what people spoke of, and that no word of an exempt aim is in it."""

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from survey.actions.freezing import canonical
from survey.actions.make_pack import make_pack
from survey.actions.release_pack import release_pack
from survey.documents.pack import read
from survey.models import (
    Assurance,
    CodeFamily,
    CodeLineage,
    Comment,
    CommentKind,
    Lineage,
    LineageKind,
    LineageLevel,
)
from tests.survey.insight.speaking import (
    ANALYST,
    AUGUST,
    JULY,
    MADE,
    PUBLISHER,
    WORDS,
    add_code,
    document,
    family,
    hear_all,
    promise,
    say,
)
from tests.survey.quarter import EXEMPT

pytestmark = pytest.mark.holds("a closed quarter")
FEW = "fewer than ten people spoke of any"


def release(session: Session, month: str = JULY, days: int = 0) -> dict[str, Any]:
    at = MADE + timedelta(days=days)
    pack = make_pack(session, month=month, actor=ANALYST, now=at)
    release_pack(session, pack=pack, sha256=pack.sha256, actor=PUBLISHER, now=at)
    found: dict[str, Any] = json.loads(pack.payload)
    return found


def listed(found: dict[str, Any]) -> list[tuple[str, str, bool]]:
    return [(each["name"], each["people"], each["new"]) for each in found["concerns"]["listed"]]


def test_concerns_are_told_from_ten_people_on_and_in_bands(writing: Session) -> None:
    for people, name in ((9, "Nine"), (10, "Ten"), (12, "Twelve")):
        say(writing, add_code(writing, name), range(people))
    say(writing, add_code(writing, "Praised", CodeFamily.PRAISE), range(12))
    say(writing, family(writing).id or 0, range(12))
    found = document(writing)
    assert listed(found) == [("Ten", "10 to 14", True), ("Twelve", "10 to 14", True)]
    assert "Nine" not in canonical(found)
    assert f"{FEW} other concern." in read(found).others


def test_one_person_counts_once_and_notes_never(writing: Session) -> None:
    again, noted = add_code(writing, "Again and again"), add_code(writing, "Noted")
    say(writing, again, range(9))
    say(writing, again, range(9), item="1", clear=True)
    say(writing, noted, range(12), kind=CommentKind.NOTES)
    assert listed(document(writing)) == []
    assert f"{FEW} one concern." in read(document(writing)).others


def test_words_on_a_theme_with_an_exempt_aim_count_once_they_are_clear(writing: Session) -> None:
    near, clear = add_code(writing, "Near it"), add_code(writing, "Clear of it")
    say(writing, near, range(12), item="1")
    say(writing, near, range(9), item="1.1", clear=True)
    say(writing, clear, range(12), item="1", clear=True)
    found = document(writing)
    assert listed(found) == [("Clear of it", "10 to 14", True)]
    assert read(found).others.startswith("Leaving out words that may touch on what goes to Cabinet")


def test_nothing_that_calls_an_exempt_aim_by_a_name_is_told(writing: Session) -> None:
    old = "The quarrel of last year"
    writing.add(
        Lineage(
            level=LineageLevel.AIM, from_month="2018-05", kind=LineageKind.RENAMED,
            old_ref="1.2", new_ref="1.2", old_name=old, new_name=EXEMPT,
        )
    )  # fmt: skip
    for name in (f"Cost of {EXEMPT.upper()}", f"About {old}", "Open"):
        say(writing, add_code(writing, name), range(12))
    promise(writing, said=f"Why {EXEMPT}?")
    promise(writing, outcome=f"{old.replace(' ', '  ')} is over")
    promise(writing, item="1.2")
    for ref, review in (("a", f"Review: {EXEMPT}"), ("b", "Review of waste")):
        writing.add(
            Assurance(ref=ref, review=review, reviewer="LGA", reports_to="Cabinet", due=JULY)
        )
    found = document(writing)
    assert [name for name, _, _ in listed(found)] == ["Open"]
    assert found["commitments"] == []
    assert [each["review"] for each in found["reviews"]] == ["Review of waste"]
    text = canonical(found).casefold()
    assert EXEMPT.casefold() not in text
    assert old.casefold() not in text


def test_a_concern_is_new_until_a_released_pack_has_listed_it(writing: Session) -> None:
    old, part = add_code(writing, "Known"), add_code(writing, "A part of it")
    writing.add(
        CodeLineage(
            version=1, kind=LineageKind.SPLIT, old_id=old, new_id=part, old_name="", new_name=""
        )
    )
    fresh = add_code(writing, "Not known")
    say(writing, old, range(12))
    make_pack(writing, month=JULY, actor=ANALYST, now=MADE)
    hear_all(writing, AUGUST)
    for code in (old, part, fresh):
        say(writing, code, range(12), month=AUGUST)
    assert {new for _, _, new in listed(document(writing, AUGUST))} == {True}, "nothing is released"
    release(writing)
    assert listed(document(writing, AUGUST)) == [
        ("A part of it", "10 to 14", False),
        ("Known", "10 to 14", False),
        ("Not known", "10 to 14", True),
    ]


def test_a_second_number_of_a_month_repeats_its_concerns(writing: Session) -> None:
    """Or the two would tell that one person's words were coded, or corrected, in between."""
    first, second = add_code(writing, "At once"), add_code(writing, "Later")
    say(writing, first, range(10))
    say(writing, second, range(9))
    told = release(writing)
    say(writing, second, [9])
    promise(writing)
    again = release(writing, days=1)
    assert again["number"] == 2
    assert again["concerns"] == told["concerns"]
    assert (told["commitments"], len(again["commitments"])) == ([], 1)


def test_while_words_wait_to_be_coded_no_concern_is_counted(writing: Session) -> None:
    say(writing, add_code(writing, "Coded"), range(12))
    word = writing.exec(select(Comment)).first()
    assert word is not None
    word.to_code = True
    told = release(writing)
    assert told["concerns"]["listed"] == []
    assert "not all been coded" in read(told).others
    word.to_code = False
    assert listed(release(writing, days=1)) == [("Coded", "10 to 14", True)]


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    spoken=st.lists(
        st.tuples(st.sets(st.integers(0, 11)), st.sampled_from(["", "1", "1.1"]), st.booleans()),
        max_size=6,
    ),
    promised=st.lists(st.integers(0, 40), max_size=4),
)
def test_no_payload_tells_of_fewer_than_ten_people_or_of_what_is_exempt(
    writing: Session, spoken: list[tuple[set[int], str, bool]], promised: list[int]
) -> None:
    """By the obvious second way: who may be counted is told apart by hand, and so is every band."""
    expected = {}
    for place, (people, item, clear) in enumerate(spoken):
        say(writing, add_code(writing, f"Concern {place}"), people, item=item, clear=clear)
        if len(people) >= 10 and (item == "" or clear):
            expected[f"Concern {place}"] = "10 to 14"
    for raised in promised:
        promise(writing, people=raised)
    found = document(writing)
    text = canonical(found)
    writing.rollback()
    assert {name: people for name, people, _ in listed(found)} == expected
    for place in range(len(spoken)):
        assert (f'"Concern {place}"' in text) == (f"Concern {place}" in expected)
    allowed = [None, "10 to 14", "15 to 19", "20 or more"]
    told = [each["people"] for each in found["commitments"]]
    assert told == [allowed[0 if n < 10 else 1 if n < 15 else 2 if n < 20 else 3] for n in promised]
    assert WORDS not in text
    assert EXEMPT.casefold() not in text.casefold()
