"""The other parts of a pack: the response, a closed quarter, the plan, what is due."""

import json

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, select

from survey.actions.packing.payload import month_after
from survey.actions.packing.turnout import hidden_places, ways
from survey.documents.pack import read
from survey.errors import Altered
from survey.models import (
    CommitmentStatus,
    Edition,
    Indicator,
    Mode,
)
from survey.queries.rounds import round_by_month
from tests.survey.insight.speaking import (
    AUGUST,
    document,
    promise,
)
from tests.survey.quarter import REF, publish

pytestmark = pytest.mark.holds("a closed quarter")


def test_the_response_is_told_by_block_and_way_as_far_as_the_thresholds_go(
    writing: Session,
) -> None:
    """Ten of the Executive and both of Independent: two people hide, and so the other block too."""
    response = document(writing)["response"]
    assert (response["asked"], response["heard"], response["rate"]) == (12, 12, 1.0)
    assert [(b["name"], b["asked"], b["heard"]) for b in response["blocks"]] == [
        ("Executive", 10, None),
        ("Independent", 2, None),
    ]
    assert response["ways"] == [{"way": "by form", "people": 12}]
    august = read(document(writing, AUGUST))
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


def test_without_a_published_quarter_it_says_so(writing: Session) -> None:
    found = document(writing)
    assert found["published"] is None
    assert read(found).said.startswith("No quarter that was over by the end of July 2018 had been")
    assert read(found).measures == ()


def test_figures_are_those_that_an_edition_shows_of_a_quarter_that_was_over(
    app: Flask, writing: Session
) -> None:
    writing.rollback()
    publish(app)
    edition = writing.exec(select(Edition)).one()
    frozen = json.loads(edition.payload)["summary"]["items"]
    assert document(writing)["published"] is None, "July is a part of the quarter"
    round_by_month(writing, AUGUST).month = "2018-09"
    found = document(writing, "2018-09")
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
    for measure in found["published"]["measures"]:
        measure["themes"][0]["begun"] = {"since": "2018-08", "kind": "split"}
    assert read(found).measures[0].rows[0][-1] == "Asked anew"
    edition.payload = edition.payload.replace("Culture", "Nature")
    with pytest.raises(Altered, match="edition 1"):
        document(writing, "2018-09")


def test_the_plan_and_the_performance_report_are_told_as_they_stood(writing: Session) -> None:
    for kind, value in (("tracer", "4"), ("finance", ""), ("culture", "9")):
        writing.add(
            Indicator(
                ref=kind, kind=kind, measure=f"A {kind}", theme_ref="1", period="2018-19-q2",
                value=value, simulated=kind == "tracer",
            )
        )  # fmt: skip
    writing.add(Indicator(ref="later", kind="finance", measure="Later", period="2018-19-q3"))
    found = document(writing)
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


def test_commitments_are_those_of_this_month_the_next_and_overdue(writing: Session) -> None:
    done, open_ = CommitmentStatus.DONE, CommitmentStatus.UNDER_WAY
    for due, status in (
        ("2018-05", done), ("2018-06", open_), ("2018-07", done), ("2018-08", open_),
        ("2018-09", open_), ("2018-04", CommitmentStatus.DROPPED),
    ):  # fmt: skip
        promise(writing, due_month=due, status=status, lead=f"Lead of {due}")
    parts = read(document(writing)).promises
    assert [(part.heading, [each.stored["due"] for each in part.entries]) for part in parts] == [
        ("Overdue", ["2018-06"]),
        ("Due in July 2018", ["2018-07"]),
        ("Due in August 2018", ["2018-08"]),
    ]
    assert parts[0].entries[0].status == "Under way"


def test_the_month_after_december_is_january() -> None:
    assert (month_after("2018-12"), month_after("2018-07")) == ("2019-01", "2018-08")
