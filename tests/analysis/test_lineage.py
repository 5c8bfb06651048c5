import pytest

from analysis.lineage import Lineage, Step
from analysis.periods import parse_period
from tests.analysis.panels import Q1, Q2

SPLIT = Step("2018-08", "split", "2", "2a")
LINEAGE = Lineage(
    (
        SPLIT,
        Step("2018-08", "split", "2", "2b"),
        Step("2018-10", "renamed", "5", "5"),
        Step("2018-05", "merged", "7", "8"),
    )
)


def test_what_was_split_and_what_it_became_are_broken() -> None:
    assert set(LINEAGE.broken(Q1, Q2)) == {"2", "2a", "2b", "7", "8"}
    assert LINEAGE.broken(Q1, Q2)["2a"] == SPLIT
    assert Lineage().broken(Q1, Q2) == {}


@pytest.mark.parametrize(
    ("begins", "broken"),
    [
        ("2018-04", False),  # both periods are of the new theme
        ("2018-05", True),
        ("2018-07", True),
        ("2018-09", True),
        ("2018-10", False),  # not yet
    ],
)
def test_a_step_breaks_what_it_lies_within(begins: str, *, broken: bool) -> None:
    lineage = Lineage((Step(begins, "renamed", "1", "1"),))
    assert ("1" in lineage.broken(Q1, Q2)) is broken


def test_of_two_steps_the_last_is_why() -> None:
    later, sooner = Step("2018-08", "merged", "1", "9"), Step("2018-06", "renamed", "1", "1")
    assert Lineage((later, sooner)).broken(Q1, Q2)["1"] == later


def test_a_year_is_broken_by_any_step_after_its_first_month() -> None:
    assert set(LINEAGE.broken(parse_period("2018-19-h1"), parse_period("2018-19-h2"))) == {
        "2", "2a", "2b", "5", "7", "8",
    }  # fmt: skip


def test_when_a_series_begins_anew() -> None:
    assert LINEAGE.began("2a") == ("2018-08",)
    assert LINEAGE.began("2") == ()
    again = Lineage((Step("2019-01", "renamed", "1", "1"), Step("2018-08", "merged", "0", "1")))
    assert again.began("1") == ("2018-08", "2019-01")
