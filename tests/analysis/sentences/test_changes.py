import pytest

from analysis import sentences
from analysis.figures import Change
from analysis.periods import parse_period
from analysis.reading import Reading
from tests.analysis.published import MEASURES, THEMES, item, many, quarter, reading, summary

SAME = "no reliable change"
FEW = "too few changes to call"
SINCE = parse_period("2018-19-q1")


def verdicts(progress: list[str | None], maturity: list[str | None] | None = None) -> Reading:
    """A quarter whose themes changed like this, the others reliably not; None is hidden."""
    given = {"progress": progress, "maturity": maturity or []}
    items = []
    for measure in MEASURES:
        listed = given[measure] + [SAME] * (len(THEMES) - len(given[measure]))
        for theme, verdict in zip(THEMES, listed, strict=True):
            change = Change(24, 0.3, verdict) if verdict else None
            items.append(item(theme, measure, many(20, 50, 30), change=change))
    return reading(summary(*items))


def test_no_reliable_change_is_a_result() -> None:
    assert sentences.moved(verdicts([])) == (
        "No reliable change on any of the seven themes since April to June 2018."
    )


def test_one_measure_names_itself() -> None:
    assert sentences.moved_on(verdicts([]), "maturity") == (
        "No reliable change in maturity on any of the seven themes since April to June 2018."
    )


def test_a_plan_of_one_theme_is_spoken_of_in_the_singular() -> None:
    shown = Reading(
        summary(item("1", "progress", many(20, 50, 30), change=Change(24, 0.1, SAME))),
        {"1": "Leadership"},
        {"progress": "Progress"},
        simulated=False,
    )
    assert sentences.moved(shown) == "No reliable change on the one theme since April to June 2018."


def test_few_movers_are_named() -> None:
    assert sentences.moved(verdicts(["improved", "declined"], ["improved"])) == (
        "Since April to June 2018, progress improved on Political leadership and declined on "
        "A modern and progressive organisational culture, and maturity improved on "
        "Political leadership; no other change was reliable."
    )


def test_what_moved_alike_is_said_once() -> None:
    assert sentences.moved(verdicts(["improved"], ["improved"])) == (
        "Since April to June 2018, progress and maturity both improved on Political leadership; "
        "no other change was reliable."
    )


def test_hidden_changes_are_not_called_unreliable() -> None:
    assert sentences.moved(verdicts(["improved", None])) == (
        "Since April to June 2018, progress improved on Political leadership; "
        "no other change that can be shown was reliable."
    )


def test_many_movers_are_counted() -> None:
    assert sentences.moved(verdicts(["improved", "improved", "declined"], ["declined"])) == (
        "Since April to June 2018, progress improved on two themes and declined on one, "
        "and maturity declined on one theme; no other change was reliable."
    )


def test_where_everything_moved_nothing_else_is_said() -> None:
    assert sentences.moved(verdicts(["improved"] * 7, ["improved"] * 7)) == (
        "Since April to June 2018, progress and maturity each improved on seven themes."
    )


@pytest.mark.parametrize(
    ("progress", "reason"),
    [
        ([FEW, FEW], "in 2 of 14 comparisons too few people changed their score."),
        ([None], "1 of 14 comparisons is hidden to protect individuals."),
        (
            [FEW, None, None],
            (
                "in 1 of 14 comparisons too few people changed their score "
                "and 2 of 14 comparisons are hidden to protect individuals."
            ),
        ),
    ],
)
def test_what_cannot_be_called_is_not_called_unchanged(
    progress: list[str | None], reason: str
) -> None:
    assert sentences.moved(verdicts(progress)) == (
        f"No reliable change can be shown on any of the seven themes since April to June 2018; "
        f"{reason}"
    )


def test_the_first_quarter_has_nothing_to_compare_with() -> None:
    first = reading(quarter(against=None))
    assert sentences.moved(first) == (
        "This is the first quarter, so there is nothing yet to compare it with."
    )
    assert sentences.change(first.item("1", "progress"), None) == (
        "There is no earlier quarter to compare with."
    )


def test_a_quarter_after_a_gap_is_not_called_the_first() -> None:
    earlier = (quarter(period="2018-19-q1", against=None),)
    shown = reading(quarter(period="2018-19-q3", against=None), earlier=earlier)
    assert sentences.moved(shown) == (
        "The quarter before this one has no figures, so there is nothing to compare it with."
    )


@pytest.mark.parametrize("mean", [0.0, 0.04, -0.04])
def test_no_change_on_average_is_said_in_words(mean: float) -> None:
    still = item("1", "progress", many(20, 50, 30), change=Change(24, mean, SAME))
    assert sentences.change(still, SINCE) == (
        "No change on average (0.0) since April to June 2018, "
        "among the 24 people who scored it in both quarters."
    )


def test_a_theme_s_change_has_its_base() -> None:
    moved = item("1", "progress", many(20, 50, 30), change=Change(24, -0.3, "declined"))
    assert sentences.change(moved, SINCE) == (
        "Mean change \N{MINUS SIGN}0.3 since April to June 2018, "
        "among the 24 people who scored it in both quarters."
    )


def test_a_hidden_change_says_that_it_is_hidden() -> None:
    hidden = "[c] hidden to protect individuals."
    unseen = item("1", "progress", many(20, 50, 30))
    unmeasured = item("1", "progress", many(20, 50, 30), change=Change(9, None, FEW))
    assert sentences.change(None, SINCE).endswith(hidden)
    assert sentences.change(unseen, SINCE) == f"Change since April to June 2018: {hidden}"
    assert sentences.change(unmeasured, SINCE) == (
        "The mean change since April to June 2018, among the 9 people who scored it in both "
        f"quarters, is {hidden}"
    )
