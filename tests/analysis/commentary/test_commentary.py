import pytest

from analysis.commentary import Sentence, commentary
from analysis.reading import Reading
from tests.analysis.commentary.test_read_back import read_back
from tests.analysis.commentary.theme import MEASURES, THEME, Said, Theme, theme

Person = tuple[str, tuple[Said, Said], tuple[Said, Said]]


def panel(*kinds: tuple[int, str, tuple[Said, Said], tuple[Said, Said]]) -> list[Person]:
    return [(group, *said) for many, group, *said in kinds for _ in range(many)]  # type: ignore[misc]


def said_of(found: Theme) -> dict[str, list[str]]:
    """The sentences by rule; each must be read back."""
    by_rule: dict[str, list[str]] = {}
    for sentence in commentary(found.reading, THEME, found.cube, found.exact):
        read_back(sentence, found)
        by_rule.setdefault(sentence.rule, []).append(sentence.text)
    return by_rule


def test_most_scored_the_same() -> None:
    people = panel((12, "cabinet", (3, 3), (None, None)), (6, "audit", (3, 4), (None, None)))
    people += panel((4, "audit", (4, 3), (None, None)))
    assert said_of(theme(people))["change"] == [
        (
            "Most of the 22 people who scored progress in both quarters scored it the same; "
            "no reliable change."
        )
    ]


def test_that_most_stayed_is_kept_back_where_few_came() -> None:
    people = panel((12, "cabinet", (3, 3), (None, None)), (6, "audit", (3, 4), (None, None)))
    people += panel((4, "audit", (4, 3), (None, None)), (1, "audit", (None, 5), (None, None)))
    found = said_of(theme(people))
    assert found["change"] == [
        "No reliable change in progress among the 22 people who scored it in both quarters."
    ]
    assert found["movers"] == [
        (
            "Of the 22 people who scored progress in both quarters, 6 moved up, 4 moved down and "
            "12 stayed the same."
        )
    ]
    assert found["turnover"] == [
        (
            "The mean of progress rose by 0.17 points: +0.09 by those who scored in both quarters, "
            "+0.08 by who joined or returned, and 0.00 by who left or lapsed."
        )
    ]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (3, 4, "Progress improved: the 20 people who scored it in both quarters moved up by 1.0"),
        (4, 3, "Progress declined: the 20 people who scored it in both quarters moved down by 1.0"),
    ],
)
def test_a_direction(before: int, after: int, said: str) -> None:
    found = said_of(theme(panel((20, "cabinet", (before, after), (None, None)))))
    assert found["change"] == [f"{said} points on average."]
    assert "undecided" not in found


def test_a_direction_that_the_silent_could_undo() -> None:
    people = panel((12, "cabinet", (3, 4), (None, None)), (8, "audit", ("too-early",) * 2, (3, 3)))
    found = said_of(theme(people))
    assert found["undecided"] == [
        "Those who scored progress moved; the direction of the whole panel is not established."
    ]
    assert found["bounds"][0] == (
        "Had everybody scored, the mean of progress would lie between 2.80 and 4.40."
    )


def test_too_few_changes() -> None:
    people = panel((18, "cabinet", (3, 3), (None, None)), (2, "cabinet", (3, 4), (None, None)))
    assert said_of(theme(people))["change"] == [
        (
            "Fewer than six of the 20 people who scored progress in both quarters changed their "
            "score: too few changes to call."
        )
    ]


def test_one_person_alone() -> None:
    found = said_of(theme(panel((1, "audit", (3, 2), (4, 4)))))
    assert found["movers"] == [
        "The one person who scored progress in both quarters moved down.",
        "The one person who scored maturity in both quarters stayed the same.",
    ]
    assert found["level"][0] == "Too few people scored progress for their scores to be shown."
    assert found["change"][0] == "Nothing can be shown of how progress changed."
    assert not [each for each in commentary_of(panel((1, "audit", (3, 2), (4, 4)))) if named(each)]


def commentary_of(people: list[Person]) -> tuple[Sentence, ...]:
    found = theme(people)
    return commentary(found.reading, THEME, found.cube, found.exact)


def named(sentence: Sentence) -> bool:
    """Whether a sentence that may be published speaks of one person."""
    return sentence.publishable and "one person" in sentence.text


def test_everybody_without_a_view_and_no_earlier_quarter() -> None:
    people = panel((12, "audit", (None, "not-close"), (None, 3)))
    found = said_of(theme(people, compared=False))
    assert found["level"] == [
        "Too few people scored progress for their scores to be shown.",
        (
            "12 of 12 people scored maturity: 0% gave it 4 or 5, 100% gave it a 3 and 0% gave it "
            "1 or 2, with a median of 3."
        ),
    ]
    assert "change" not in found
    assert "not close" not in found  # of fewer scores than five nothing is shown at all


def test_many_are_not_close() -> None:
    people = panel(
        (12, "audit", (None, 3), (None, None)), (8, "audit", (None, "not-close"), (3, 3))
    )
    assert said_of(theme(people))["not close"] == [
        "40% of those who answered were not close enough to judge progress."
    ]


def test_actions_done_and_quality_not_following_against_our_own_rating() -> None:
    people = panel((12, "cabinet", (4, 4), (2, 2)))
    found = said_of(theme(people, {"amber": 2, "red": 1}))
    assert found["quadrant"] == [
        (
            "Actions are done and quality is not following: the median is 4 for progress and 2 for "
            "maturity."
        )
    ]
    assert found["official"] == [
        "The panel's median of progress falls in green, one step above our own rating of amber."
    ]


@pytest.mark.parametrize(
    ("ratings", "said"),
    [
        ({"green": 1}, "in green, as our own rating is."),
        ({"red": 1}, "in green, two steps above our own rating of red."),
    ],
)
def test_the_official_rating(ratings: dict[str, int], said: str) -> None:
    found = said_of(theme(panel((12, "cabinet", (4, 4), (4, 4))), ratings))
    assert found["official"] == [f"The panel's median of progress falls {said}"]
    assert "quadrant" not in found


@pytest.mark.parametrize("ratings", [{}, {"red": 1, "green": 1}])
def test_no_rating_and_a_mixed_one_are_not_compared(ratings: dict[str, int]) -> None:
    assert "official" not in said_of(theme(panel((12, "cabinet", (4, 4), (4, 4))), ratings))


def test_a_theme_that_was_not_scored_has_no_sentence() -> None:
    found = theme(panel((12, "cabinet", (4, 4), (4, 4))))
    assert commentary(found.reading, "9", found.cube, found.exact) == ()


def test_a_theme_without_maturity_has_no_quadrant() -> None:
    found = said_of(theme(panel((12, "cabinet", (4, 4), (None, None)))))
    assert "quadrant" not in found


def test_a_measure_that_nobody_names_is_left_out() -> None:
    found = theme(panel((12, "cabinet", (4, 4), (4, 4))))
    narrow = Reading(
        found.reading.summary,
        {THEME: "Culture"},
        {"progress": MEASURES["progress"]},
        simulated=False,
    )
    said = commentary(narrow, THEME, found.cube, found.exact)
    assert all("of maturity" not in each.text for each in said if each.rule != "quadrant")


def test_the_worked_decomposition_is_told_in_hundredths() -> None:
    before = {"a": 3, "b": 2, "c": 3, "d": 4, "e": 2, "f": 3, "g": 5, "h": 1}
    after = {"a": 4, "b": 3, "c": 3, "d": 4, "e": 3, "f": 3, "i": 5, "j": 2, "k": 4}
    people: list[Person] = [
        ("audit", (before.get(who), after.get(who)), (None, None))
        for who in sorted({*before, *after})
    ]
    assert said_of(theme(people))["turnover"][0].startswith(
        "The mean of progress rose by 0.57 points"
    )


@pytest.mark.parametrize(
    ("score", "said"),
    [
        (3, "Executive and external voices are not far apart on progress ({} 0.00)."),
        (1, "Executive voices scored progress much higher than external ones ({} +1.00)."),
        (5, "Executive voices scored progress much lower than external ones ({} \u22121.00)."),
    ],
)
def test_executive_beside_external_voices(score: int, said: str) -> None:
    people = panel((5, "cabinet", (None, 3), (None, None)))
    people += panel((5, "partners", (None, score), (None, None)))
    assert said_of(theme(people))["sides"] == [said.format("Cliff's delta")]


def test_as_many_up_as_down_is_no_reliable_change() -> None:
    people = panel((8, "cabinet", (3, 4), (None, None)), (8, "audit", (3, 2), (None, None)))
    assert said_of(theme(people))["change"] == [
        "No reliable change in progress among the 16 people who scored it in both quarters."
    ]


def test_a_mean_that_did_not_move_though_people_came_and_went() -> None:
    people = panel((8, "cabinet", (3, 3), (None, None)), (4, "audit", (None, 4), (None, None)))
    people += panel((4, "audit", (4, None), (None, None)))
    (said,) = said_of(theme(people))["turnover"]
    assert said.startswith("The mean of progress did not move: 0.00 by those who scored in both")
