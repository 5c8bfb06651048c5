import pytest

from analysis import wording
from analysis.figures import Shown
from analysis.scale import Scale
from tests.analysis.published import few, hidden

MINUS = "\N{MINUS SIGN}"


def test_a_base_is_said_or_hidden() -> None:
    assert wording.base(few(7, 13)) == "7 of 13"
    assert wording.base(hidden()) == "[c]"
    assert wording.base(hidden(None)) == "[c]"


def test_a_mean_has_one_decimal_place_unless_it_is_coded() -> None:
    assert wording.mean(Shown(3)) == "3.0"
    assert wording.mean(Shown(2, "or-lower")) == "2 or lower"
    assert wording.mean(None) == "[c]"


def test_a_median_is_as_short_as_it_can_be() -> None:
    assert wording.median(Shown(3.0)) == "3"
    assert wording.median(Shown(3.5)) == "3.5"
    assert wording.median(None) == "[c]"


@pytest.mark.parametrize(
    ("number", "places", "said"),
    [
        (0.42, 1, "+0.4"), (-0.3, 1, f"{MINUS}0.3"), (0.0, 1, "0.0"), (-0.04, 1, "0.0"),
        (25, 0, "+25"), (-7, 0, f"{MINUS}7"), (0, 0, "0"),
    ],
)  # fmt: skip
def test_a_difference_says_its_direction(number: float, places: int, said: str) -> None:
    assert wording.signed(number, places) == said


@pytest.mark.parametrize(
    ("count", "said"), [(0, "no themes"), (1, "one theme"), (7, "seven themes"), (11, "11 themes")]
)
def test_counts_agree_with_their_nouns(count: int, said: str) -> None:
    assert wording.counted(count, "theme", "themes") == said


@pytest.mark.parametrize(
    ("names", "said"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A; B and C")],
)
def test_names_are_listed(names: list[str], said: str) -> None:
    assert wording.listed(names) == said


def test_a_long_list_becomes_a_number() -> None:
    assert wording.named(["A", "B", "C"]) == "A; B and C"
    assert wording.named(["A", "B", "C", "D"]) == "four themes"


def test_a_sentence_begins_with_a_capital() -> None:
    assert wording.capitalised("the CIPFA review") == "The CIPFA review"


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["Cabinet"], "Cabinet"),
        (["Cabinet", "Officers"], "Cabinet and Officers"),
        (["Cabinet", "Officers", "Voices"], "Cabinet, Officers and Voices"),
        (["Officers", "Scrutiny and audit"], "Officers, and Scrutiny and audit"),
    ],
)
def test_names_of_blocks_are_enumerated(names: list[str], said: str) -> None:
    assert wording.enumerated(names) == said


@pytest.mark.parametrize(
    ("scale", "words"),
    [
        (Scale(), ("1 or 2", "3", "4 or 5")),
        (Scale(1, 2), ("1", "none", "2")),
        (Scale(1, 4), ("1 or 2", "none", "3 or 4")),
        (Scale(0, 10), ("0 or 1", "2 to 8", "9 or 10")),
        (Scale(1, 7, outer=3), ("1 to 3", "4", "5 to 7")),
    ],
)
def test_the_scores_of_each_band(scale: Scale, words: tuple[str, str, str]) -> None:
    assert wording.spread(scale) == words
