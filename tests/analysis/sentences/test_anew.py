"""Themes whose series begins anew: not compared, not called hidden, and with the reason."""

from dataclasses import replace

import pytest

from analysis import sentences, tables
from analysis.charts import strips
from analysis.figures import Begun, Change
from analysis.periods import parse_period
from analysis.reading import Reading
from tests.analysis.published import THEMES, item, many, reading, summary

SINCE = parse_period("2018-19-q1")
SAME = "no reliable change"


def broken(*refs: str, verdict: str = SAME) -> Reading:
    """Seven themes on progress, of which these begin anew."""
    items = []
    for ref in THEMES:
        made = item(ref, "progress", many(20, 50, 30), change=Change(24, 0.3, verdict))
        anew = replace(made, change=None, begun=Begun("2018-08", "split"))
        items.append(anew if ref in refs else made)
    return reading(summary(*items))


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("split", "the theme was split"),
        ("renamed", "the theme was renamed"),
        ("merged", "themes were merged into it"),
    ],
)
def test_the_theme_says_why_it_has_no_change(kind: str, why: str) -> None:
    anew = replace(item("1", "progress", many(20, 50, 30)), begun=Begun("2018-08", kind))
    assert sentences.change(anew, SINCE) == (
        f"Asked anew since August 2018, because {why}, so that nothing is compared with April to "
        "June 2018."
    )


def test_the_finding_is_about_those_that_can_be_compared() -> None:
    assert sentences.moved(broken("2", "3")) == (
        "No reliable change on the five themes that can be compared since April to June 2018."
    )
    assert sentences.moved(broken("2", verdict="improved")) == (
        "Since April to June 2018, progress improved on six themes."
    )


def test_where_every_theme_begins_anew_there_is_nothing_to_compare() -> None:
    assert sentences.moved_on(broken(*THEMES), "progress") == (
        "Nothing was scored in progress that could be compared with April to June 2018."
    )


def test_table_and_chart_do_not_call_it_hidden() -> None:
    shown = broken("1")
    rows = tables.movement(shown, "progress").rows
    dash = "\N{EN DASH}"
    assert rows[0] == ("Political leadership", "Asked anew, not compared", dash, dash)
    anew = shown.item("1", "progress")
    assert anew is not None
    assert strips.told(anew) == ("Asked anew", "not compared")
    assert (
        "Political leadership asked anew, not compared;"
        in (strips.movement(shown, "progress").to_dict()["description"])
    )
