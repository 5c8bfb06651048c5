from dataclasses import replace

from analysis.disclosure.rules import protect
from analysis.summary import summarise
from analysis.text import text
from tests.analysis.panels import cube_of, scored
from tests.analysis.test_summary import SUMMARY

TOP = """\
What the panel said, July to September 2018
Change is against April to June 2018

Answered       31 of 31  100%
  Executive    24 of 24  100%
  Independent    7 of 7  100%

1  Political leadership
Progress         scored  1-2    3  4-5  median  mean  net       agreement  no view  not close
  Everybody    21 of 31  19%  19%  62%       4   3.4  +43  some agreement      32%        29%
  Executive    14 of 24   7%  21%  72%       4   3.6  +65          agreed      42%       38%!
"""


def test_a_summary_reads_as_aligned_text() -> None:
    lines = text(SUMMARY, {"1": "Political leadership"}).splitlines()
    assert lines[:11] == TOP.splitlines()
    assert lines[11].split() == [
        "Independent",
        "7",
        "of",
        "7",
        *["[c]"] * 3,
        "3",
        "3.0",
        *["[c]"] * 4,
    ]
    assert lines[12] == (
        "  Change: no reliable change (21 scored in both periods, +0.4 on average)"
    )
    assert max(map(len, lines)) <= 100


def test_an_item_without_a_name_goes_by_its_reference() -> None:
    summary = summarise(protect(cube_of(scored({"audit": [0, 0, 3, 0, 0]}))))
    said = text(summary, {})
    assert "\n1\nProgress" in said
    assert "Change" not in said
    assert "[c] hidden to protect individuals" in said
    assert said.endswith("\n")


def test_a_change_without_a_mean_is_told_without_one() -> None:
    item = SUMMARY.items[0]
    assert item.change is not None
    bare = replace(item, change=replace(item.change, matched=None))
    said = text(replace(SUMMARY, items=(bare,)), {})
    assert "Change: no reliable change (21 scored in both periods)\n" in said


def test_a_period_in_which_nobody_was_asked_can_be_read() -> None:
    assert "Answered  0 of 0  0%" in text(summarise(protect(cube_of([]))), {})
