import re
from dataclasses import replace

import pytest

from analysis import sentences
from analysis.summary import Response
from tests.analysis.published import hidden, item, quarter, reading, summary


@pytest.mark.parametrize(
    ("response", "said"),
    [
        (
            Response(29, 26, 0.9, ()),
            "We asked 29 office-holders how the improvement plan is going; 26 answered (90%).",
        ),
        (
            Response(6, 6, 1.0, ()),
            "We asked 6 office-holders how the improvement plan is going; all of them answered.",
        ),
        (
            Response(1, 0, 0.0, ()),
            "We asked one office-holder how the improvement plan is going; none answered.",
        ),
    ],
)
def test_who_was_asked_and_answered(response: Response, said: str) -> None:
    assert sentences.who(reading(replace(quarter(), response=response))) == said


def test_a_headline_is_three_sentences() -> None:
    said = sentences.headline(reading())
    assert len(said) == 3
    for sentence in said:
        assert re.fullmatch(r"[A-Z].*\.", sentence)
        assert ". " not in sentence


def test_a_headline_of_a_quarter_that_is_all_hidden_says_no_figure() -> None:
    items = [item(theme, "progress", hidden(), hidden(), hidden()) for theme in "1234567"]
    _, moved, differ = sentences.headline(reading(summary(*items)))
    assert moved == (
        "No reliable change can be shown on any of the seven themes since April to June 2018; "
        "7 of 7 comparisons are hidden to protect individuals."
    )
    assert differ == "Too few people scored progress for any theme's mean to be shown exactly."


def test_a_quarter_in_which_only_comments_were_asked_for_says_that_nothing_was_scored() -> None:
    spoken = replace(reading(summary()), measures={})
    _, moved, differ = sentences.headline(spoken)
    assert moved == "Nothing was scored that could be compared with April to June 2018."
    assert differ == "No theme was scored in this quarter."
