"""What a pack may hold: thresholds, bands, closed quarters, and no word about an exempt aim."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from survey.actions.canonical import canonical
from survey.actions.make_pack import make_pack
from survey.actions.packing.payload import month_after, payload
from survey.actions.packing.turnout import hidden_places, ways
from survey.actions.release_pack import release_pack
from survey.documents.pack import read
from survey.errors import Altered
from survey.models import (
    Assurance,
    CodeFamily,
    CodeLineage,
    Comment,
    CommentKind,
    CommitmentStatus,
    Edition,
    Indicator,
    Lineage,
    LineageKind,
    LineageLevel,
    Mode,
)
from survey.queries.rounds import round_by_month
from tests.survey.insight.speaking import (
    ANALYST,
    AUGUST,
    JULY,
    MADE,
    PUBLISHER,
    WORDS,
    add_code,
    family,
    hear_all,
    promise,
    say,
)
from tests.survey.quarter import EXEMPT, REF, publish

pytestmark = pytest.mark.holds("a closed quarter")
FEW = "fewer than ten people spoke of any"


@pytest.fixture
def stored(app: Flask) -> Iterator[Session]:
    engine = app.extensions["engine"].execution_options(immediate=True)
    with app.app_context(), Session(engine, expire_on_commit=False) as session:
        yield session


def document(session: Session, month: str = JULY) -> dict[str, Any]:
    session.flush()
    return payload(session, round_by_month(session, month), 1)


def release(session: Session, month: str = JULY, days: int = 0) -> dict[str, Any]:
    at = MADE + timedelta(days=days)
    pack = make_pack(session, month=month, actor=ANALYST, now=at)
    release_pack(session, pack=pack, sha256=pack.sha256, actor=PUBLISHER, now=at)
    found: dict[str, Any] = json.loads(pack.payload)
    return found


def listed(found: dict[str, Any]) -> list[tuple[str, str, bool]]:
    return [(each["name"], each["people"], each["new"]) for each in found["concerns"]["listed"]]


def test_concerns_are_told_from_ten_people_on_and_in_bands(stored: Session) -> None:
    for people, name in ((9, "Nine"), (10, "Ten"), (12, "Twelve")):
        say(stored, add_code(stored, name), range(people))
    say(stored, add_code(stored, "Praised", CodeFamily.PRAISE), range(12))
    say(stored, family(stored).id or 0, range(12))
    found = document(stored)
    assert listed(found) == [("Ten", "10 to 14", True), ("Twelve", "10 to 14", True)]
    assert "Nine" not in canonical(found)
    assert f"{FEW} other concern." in read(found).others


def test_one_person_counts_once_and_notes_never(stored: Session) -> None:
    again, noted = add_code(stored, "Again and again"), add_code(stored, "Noted")
    say(stored, again, range(9))
    say(stored, again, range(9), item="1", clear=True)
    say(stored, noted, range(12), kind=CommentKind.NOTES)
    assert listed(document(stored)) == []
    assert f"{FEW} one concern." in read(document(stored)).others


def test_words_on_a_theme_with_an_exempt_aim_count_once_they_are_clear(stored: Session) -> None:
    near, clear = add_code(stored, "Near it"), add_code(stored, "Clear of it")
    say(stored, near, range(12), item="1")
    say(stored, near, range(9), item="1.1", clear=True)
    say(stored, clear, range(12), item="1", clear=True)
    found = document(stored)
    assert listed(found) == [("Clear of it", "10 to 14", True)]
    assert read(found).others.startswith("Leaving out words that may touch on what goes to Cabinet")


def test_nothing_that_calls_an_exempt_aim_by_a_name_is_told(stored: Session) -> None:
    old = "The quarrel of last year"
    stored.add(
        Lineage(
            level=LineageLevel.AIM, from_month="2018-05", kind=LineageKind.RENAMED,
            old_ref="1.2", new_ref="1.2", old_name=old, new_name=EXEMPT,
        )
    )  # fmt: skip
    for name in (f"Cost of {EXEMPT.upper()}", f"About {old}", "Open"):
        say(stored, add_code(stored, name), range(12))
    promise(stored, said=f"Why {EXEMPT}?")
    promise(stored, outcome=f"{old.replace(' ', '  ')} is over")
    promise(stored, item="1.2")
    for ref, review in (("a", f"Review: {EXEMPT}"), ("b", "Review of waste")):
        stored.add(
            Assurance(ref=ref, review=review, reviewer="LGA", reports_to="Cabinet", due=JULY)
        )
    found = document(stored)
    assert [name for name, _, _ in listed(found)] == ["Open"]
    assert found["commitments"] == []
    assert [each["review"] for each in found["reviews"]] == ["Review of waste"]
    text = canonical(found).casefold()
    assert EXEMPT.casefold() not in text
    assert old.casefold() not in text


def test_a_concern_is_new_until_a_released_pack_has_listed_it(stored: Session) -> None:
    old, part = add_code(stored, "Known"), add_code(stored, "A part of it")
    stored.add(
        CodeLineage(
            version=1, kind=LineageKind.SPLIT, old_id=old, new_id=part, old_name="", new_name=""
        )
    )
    fresh = add_code(stored, "Not known")
    say(stored, old, range(12))
    make_pack(stored, month=JULY, actor=ANALYST, now=MADE)
    hear_all(stored, AUGUST)
    for code in (old, part, fresh):
        say(stored, code, range(12), month=AUGUST)
    assert {new for _, _, new in listed(document(stored, AUGUST))} == {True}, "nothing is released"
    release(stored)
    assert listed(document(stored, AUGUST)) == [
        ("A part of it", "10 to 14", False),
        ("Known", "10 to 14", False),
        ("Not known", "10 to 14", True),
    ]


def test_a_second_number_of_a_month_repeats_its_concerns(stored: Session) -> None:
    """Or the two would tell that one person's words were coded, or corrected, in between."""
    first, second = add_code(stored, "At once"), add_code(stored, "Later")
    say(stored, first, range(10))
    say(stored, second, range(9))
    told = release(stored)
    say(stored, second, [9])
    promise(stored)
    again = release(stored, days=1)
    assert again["number"] == 2
    assert again["concerns"] == told["concerns"]
    assert (told["commitments"], len(again["commitments"])) == ([], 1)


def test_while_words_wait_to_be_coded_no_concern_is_counted(stored: Session) -> None:
    say(stored, add_code(stored, "Coded"), range(12))
    word = stored.exec(select(Comment)).first()
    assert word is not None
    word.to_code = True
    told = release(stored)
    assert told["concerns"]["listed"] == []
    assert "not all been coded" in read(told).others
    word.to_code = False
    assert listed(release(stored, days=1)) == [("Coded", "10 to 14", True)]


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
    stored: Session, spoken: list[tuple[set[int], str, bool]], promised: list[int]
) -> None:
    """By the obvious second way: who may be counted is told apart by hand, and so is every band."""
    expected = {}
    for place, (people, item, clear) in enumerate(spoken):
        say(stored, add_code(stored, f"Concern {place}"), people, item=item, clear=clear)
        if len(people) >= 10 and (item == "" or clear):
            expected[f"Concern {place}"] = "10 to 14"
    for raised in promised:
        promise(stored, people=raised)
    found = document(stored)
    text = canonical(found)
    stored.rollback()
    assert {name: people for name, people, _ in listed(found)} == expected
    for place in range(len(spoken)):
        assert (f'"Concern {place}"' in text) == (f"Concern {place}" in expected)
    allowed = [None, "10 to 14", "15 to 19", "20 or more"]
    told = [each["people"] for each in found["commitments"]]
    assert told == [allowed[0 if n < 10 else 1 if n < 15 else 2 if n < 20 else 3] for n in promised]
    assert WORDS not in text
    assert EXEMPT.casefold() not in text.casefold()


def test_the_response_is_told_by_block_and_way_as_far_as_the_thresholds_go(
    stored: Session,
) -> None:
    """Ten of the Executive and both of Independent: two people hide, and so the other block too."""
    response = document(stored)["response"]
    assert (response["asked"], response["heard"], response["rate"]) == (12, 12, 1.0)
    assert [(b["name"], b["asked"], b["heard"]) for b in response["blocks"]] == [
        ("Executive", 10, None),
        ("Independent", 2, None),
    ]
    assert response["ways"] == [{"way": "by form", "people": 12}]
    august = read(document(stored, AUGUST))
    assert august.heard == "Fewer than five of 12 people were heard."
    assert august.ways.startswith("How they answered is not shown")


@given(st.lists(st.integers(0, 20), max_size=7))
def test_hidden_blocks_cannot_be_had_by_subtraction(heard: list[int]) -> None:
    hidden = hidden_places(heard)
    assert {place for place, people in enumerate(heard) if people < 5} <= hidden
    if hidden and len(hidden) < len(heard):
        assert len(hidden) > 1
        assert sum(heard[place] for place in hidden) >= 5


@given(st.dictionaries(st.sampled_from(Mode), st.integers(1, 30)))
def test_no_way_of_answering_is_told_of_fewer_than_ten(heard: dict[Mode, int]) -> None:
    told = ways(heard)
    assert all(each["people"] >= 10 for each in told)
    assert sum(each["people"] for each in told) in {0, sum(heard.values())}


def test_without_a_published_quarter_it_says_so(stored: Session) -> None:
    found = document(stored)
    assert found["published"] is None
    assert read(found).said.startswith("No quarter that was over by the end of July 2018 had been")
    assert read(found).measures == ()


def test_figures_are_those_that_an_edition_shows_of_a_quarter_that_was_over(
    app: Flask, stored: Session
) -> None:
    stored.rollback()
    publish(app)
    edition = stored.exec(select(Edition)).one()
    frozen = json.loads(edition.payload)["summary"]["items"]
    assert document(stored)["published"] is None, "July is a part of the quarter"
    round_by_month(stored, AUGUST).month = "2018-09"
    found = document(stored, "2018-09")
    assert (found["published"]["period"], found["published"]["sha256"]) == (REF, edition.sha256)
    for measure in found["published"]["measures"]:
        (theme,) = measure["themes"]
        (item,) = [each for each in frozen if each["measure"] == measure["measure"]]
        assert {part: theme[part] for part in theme if part not in {"ref", "name"}} == {
            part: item[part] for part in item if part not in {"item", "measure", "groups"}
        }
    progress, _ = read(found).measures
    assert progress.rows == (
        ("1. Culture", "12 of 12", "3", "3.4", "25%", "33%", "42%", "No earlier quarter"),
    )
    edition.payload = edition.payload.replace("Culture", "Nature")
    with pytest.raises(Altered, match="edition 1"):
        document(stored, "2018-09")


def test_the_plan_and_the_performance_report_are_told_as_they_stood(stored: Session) -> None:
    for kind, value in (("tracer", "4"), ("finance", ""), ("culture", "9")):
        stored.add(
            Indicator(
                ref=kind, kind=kind, measure=f"A {kind}", theme_ref="1", period="2018-19-q2",
                value=value, simulated=kind == "tracer",
            )
        )  # fmt: skip
    stored.add(Indicator(ref="later", kind="finance", measure="Later", period="2018-19-q3"))
    found = document(stored)
    assert found["rag_as_at"] == "2018-06"
    assert [(a["aim"], a["rag"]) for a in found["themes"][0]["aims"]] == [
        ("A culture dashboard", "amber")
    ]
    assert found["themes"][0]["rag"] == {"green": 0, "amber": 1, "red": 0}
    shown = [(each["kind"], each["value"], each["theme"]) for each in found["figures"]]
    assert shown == [
        ("finance", "", "Culture"),
        ("culture", "-5", "Culture"),
        ("culture", "9", "Culture"),
        ("tracer", "4", "Culture"),
    ]
    assert list(read(found).figures) == ["Finance", "Culture", "Tracers"]
    assert read(found).figures["Tracers"][0].figure.simulated


def test_commitments_are_those_of_this_month_the_next_and_overdue(stored: Session) -> None:
    done, open_ = CommitmentStatus.DONE, CommitmentStatus.UNDER_WAY
    for due, status in (
        ("2018-05", done), ("2018-06", open_), ("2018-07", done), ("2018-08", open_),
        ("2018-09", open_), ("2018-04", CommitmentStatus.DROPPED),
    ):  # fmt: skip
        promise(stored, due_month=due, status=status, lead=f"Lead of {due}")
    parts = read(document(stored)).promises
    assert [(part.heading, [each.stored["due"] for each in part.entries]) for part in parts] == [
        ("Overdue", ["2018-06"]),
        ("Due in July 2018", ["2018-07"]),
        ("Due in August 2018", ["2018-08"]),
    ]
    assert parts[0].entries[0].status == "Under way"


def test_the_month_after_december_is_january() -> None:
    assert (month_after("2018-12"), month_after("2018-07")) == ("2019-01", "2018-08")
