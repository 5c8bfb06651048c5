from dataclasses import replace
from typing import Literal

from analysis import sentences
from analysis.figures import ShownGap
from analysis.summary import ItemSummary
from tests.analysis.published import item, many, reading, summary

Words = Literal["no large difference", "a large difference"]


def theme(measure: str, words: Words | None) -> ItemSummary:
    made = item("1", measure, many(20, 50, 30))
    return replace(made, gap=ShownGap(words)) if words else made


def said(*items: ItemSummary) -> str:
    return sentences.voices(reading(summary(*items)), "1")


def test_measures_alike_are_told_together() -> None:
    same: Words = "no large difference"
    assert said(theme("progress", same), theme("maturity", same)) == (
        "Between executive and external voices there is no large difference on progress and "
        "maturity."
    )


def test_measures_that_differ_are_told_apart() -> None:
    assert said(
        theme("progress", "a large difference"), theme("maturity", "no large difference")
    ) == (
        "Between executive and external voices there is a large difference on progress and no "
        "large difference on maturity."
    )


def test_of_few_on_a_side_nothing_is_told() -> None:
    assert said(theme("progress", None), theme("maturity", "a large difference")) == (
        "Between executive and external voices there is a large difference on maturity."
    )
    assert said(theme("progress", None)) == ""
    assert said() == ""
