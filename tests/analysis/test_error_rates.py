"""How often the verdict is wrong, on fewer panels than the documented table, and that table."""

from dataclasses import replace
from pathlib import Path

import pytest

from analysis.simulate import Design
from benchmarks.error_rates import (
    LIMIT,
    LOPSIDED,
    PROGRESS,
    SIMULATIONS,
    SWAYED,
    UNCHANGED,
    USUAL,
    any_of_fourteen,
    both,
    estimate_table,
    estimated,
    fourteen_table,
    power_table,
    unchanged_table,
    verdicts,
)

DOCUMENT = Path(__file__).parents[2] / "docs" / "statistics.md"
FEW = 200
RISEN = replace(USUAL, shifts={PROGRESS.item: 0.5})


@pytest.mark.parametrize("design", UNCHANGED.values(), ids=UNCHANGED)
def test_improvement_is_hardly_ever_seen_where_nothing_has_changed(design: Design) -> None:
    said = verdicts(design, FEW)
    assert said.total() == FEW
    assert 100 * said["improved"] / FEW <= LIMIT
    assert 100 * said["declined"] / FEW <= LIMIT


def test_a_larger_panel_finds_half_a_point_more_surely_and_never_calls_it_a_decline() -> None:
    found = [verdicts(replace(RISEN, size=size), FEW) for size in (20, 40, 80)]
    shares = [said["improved"] / FEW for said in found]
    assert shares == sorted(shares)
    assert shares[0] > 0.5
    assert shares[2] > 0.98
    assert not any(said["declined"] for said in found)


def test_a_fall_is_found_as_surely_as_a_rise() -> None:
    fallen = replace(USUAL, shifts={PROGRESS.item: -0.5})
    up, down = verdicts(RISEN, FEW)["improved"], verdicts(fallen, FEW)["declined"]
    assert abs(up - down) < 0.05 * FEW


@pytest.mark.parametrize("shift", [0.0, 0.5])
def test_matched_change_is_true_where_newcomers_bend_the_raw_one(shift: float) -> None:
    found = estimated(replace(LOPSIDED, shifts={PROGRESS.item: shift}), FEW)
    assert abs(found.matched - found.true) < 2 * found.margin < 0.05
    assert found.raw - found.true > 3 * found.margin
    assert found.exact == FEW


def test_panels_without_anybody_matched_estimate_nothing() -> None:
    alone = replace(USUAL, size=1, not_close=0.3)
    assert estimated(alone, 30).exact < 30


def test_a_mood_that_everybody_shares_passes_for_a_change_as_the_document_says() -> None:
    said = verdicts(SWAYED["a mood that everybody shares, of 0.4 points"], FEW)
    assert 100 * said["improved"] / FEW > LIMIT
    assert 100 * said["declined"] / FEW > LIMIT


def test_many_comparisons_find_something_and_hardly_ever_something_firm() -> None:
    called, firm = any_of_fourteen(100)
    assert 100 * firm / 100 <= LIMIT
    assert firm < called


@pytest.mark.parametrize(
    ("row", "design"),
    [
        ("the usual panel", USUAL),
        ("0.5 points, the usual panel", RISEN),
    ],
)
def test_the_documented_table_is_what_the_seed_makes(row: str, design: Design) -> None:
    cell = both(verdicts(replace(design, size=20)))
    assert f"| {row} | {cell} |" in DOCUMENT.read_text("utf-8")


def test_the_document_has_every_line_that_the_command_prints() -> None:
    text = DOCUMENT.read_text("utf-8")
    assert f"{SIMULATIONS:,} simulated panels" in text
    for table in (unchanged_table, fourteen_table, power_table, estimate_table):
        for line in table(4, 2):
            assert line.rpartition("|")[0].split("|")[1] in text
