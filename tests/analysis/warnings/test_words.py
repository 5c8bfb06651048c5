import json
from dataclasses import fields
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.warnings.figures import (
    KINDS,
    Agreement,
    Apart,
    BlockLow,
    Downwards,
    Figures,
    Kind,
    LowShare,
    NotClose,
    Raised,
    Response,
    read,
    stored,
)
from analysis.warnings.words import advice, sentence
from tests.analysis.warnings.panel import COLOURS, Panel, panels

FRACTIONS = st.fractions(-1, 1, max_denominator=60)


def raised(kind: Kind, figures: Figures, **facts: str) -> Raised:
    usual = {"period": "2018-07", "item": "2", "measure": "progress", "against": "2018-06"}
    return Raised(kind, figures=figures, **(usual | facts))


@pytest.mark.parametrize(
    ("warning", "words"),
    [
        (
            raised("low-share", LowShare(11, 2, 5, 1, 2)),
            (
                "the share of those who scored in both months giving 1 or 2 rose "
                "from 18% to 45%, from June to July 2018 (11 people)."
            ),
        ),
        (
            raised("low-share", LowShare(8, 0, 2, 0, 0), period="2019-01", against="2018-12"),
            (
                "the share of those who scored in both months giving 0 rose "
                "from 0% to 25%, from December 2018 to January 2019 (8 people)."
            ),
        ),
        (
            raised("low-share", LowShare(8, 0, 2, 0, 2)),
            (
                "the share of those who scored in both months giving 0 to 2 rose "
                "from 0% to 25%, from June to July 2018 (8 people)."
            ),
        ),
        (
            raised("agreement", Agreement(17, Fraction(1, 4), 19, Fraction(7, 11))),
            (
                "agreement among those who scored it fell from 0.64 to 0.25 "
                "(17 people, and 19 in June 2018)."
            ),
        ),
        (
            raised("agreement", Agreement(17, Fraction(-1, 4), 19, Fraction(1, 10))),
            (
                "agreement among those who scored it fell from 0.1 to \u22120.25, "
                "so that they are split (17 people, and 19 in June 2018)."
            ),
        ),
        (
            raised("agreement", Agreement(17, Fraction(-1, 4), 19, Fraction(-1, 2))),
            (
                "those who scored it are split: their agreement is \u22120.25, "
                "where \u22121 is half at either end and 1 is unanimous (17 people)."
            ),
        ),
        (
            raised("agreement", Agreement(17, Fraction(-1, 500), 0, None), against=""),
            (
                "those who scored it are split: their agreement is 0, "
                "where \u22121 is half at either end and 1 is unanimous (17 people)."
            ),
        ),
        (
            raised("apart", Apart(14, 6, Fraction(29, 47)), period="2018-19-q2", against=""),
            (
                "executive voices score it far higher than external ones: Cliff's delta is 0.62 "
                "(14 executive and 6 external people)."
            ),
        ),
        (
            raised("apart", Apart(14, 6, Fraction(-1, 2)), period="2018-19-q2", against=""),
            (
                "external voices score it far higher than executive ones: Cliff's delta is 0.5 "
                "(14 executive and 6 external people)."
            ),
        ),
        (
            raised("downwards", Downwards(8, 5, 7, 5)),
            (
                "for the second month running more people moved down than up: 62% "
                "of the 8 who moved from June to July 2018, and 71% of the 7 from May to June 2018."
            ),
        ),
        (
            raised("not-close", NotClose(20, 7), against=""),
            ("35% of the 20 people who answered say that they are not close enough to judge it."),
        ),
        (
            raised("response", Response(29, 15), item="", measure="", against=""),
            "52% of the 29 people who were asked have answered.",
        ),
        (
            raised("block-low", BlockLow(8, Fraction(3, 2), "amber", "Audit"), block="audit"),
            (
                "in the block Audit the median is 1.5 (8 people), where the "
                "official rating is amber."
            ),
        ),
    ],
)
def test_a_warning_is_one_plain_sentence(warning: Raised, words: str) -> None:
    about = "Culture, progress: " if warning.item else ""
    assert sentence(warning, "Culture") == about + words


def test_what_has_no_measure_is_named_alone() -> None:
    warning = raised("not-close", NotClose(20, 7), measure="", against="")
    assert sentence(warning, "Culture").startswith("Culture: 35% of the 20 people")


def test_each_kind_says_what_to_do() -> None:
    assert set(KINDS) == set(get_args(Kind))
    for kind in KINDS:
        assert advice(kind).endswith(".")
        assert "one person" not in advice(kind)


@given(found=panels(), official=COLOURS, settled=st.booleans())
def test_what_is_stored_is_read_back_and_told(
    found: Panel, official: dict[str, int], *, settled: bool
) -> None:
    for each in (*found.month(settled=settled), *found.quarter({"1": official})):
        kept = json.loads(json.dumps(stored(each.figures)))
        assert read(each.kind, kept) == each.figures
        assert type(each.figures) is KINDS[each.kind]
        words = sentence(each, "Culture")
        assert words.endswith(".")
        assert words.count("\n") == 0


@given(FRACTIONS, FRACTIONS)
def test_fractions_are_kept_exactly(one: Fraction, other: Fraction) -> None:
    for kind, figures in (
        ("agreement", Agreement(5, one, 5, other)),
        ("agreement", Agreement(5, one, 0, None)),
        ("apart", Apart(5, 5, one)),
        ("block-low", BlockLow(5, one, "amber", "3/4")),
    ):
        assert read(kind, stored(figures)) == figures  # type: ignore[arg-type]  # each is a Kind
        assert [each.name for each in fields(figures)] == list(stored(figures))
