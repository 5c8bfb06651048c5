from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.periods import PeriodError
from analysis.scale import Scale
from analysis.simulate import Design, Question, SimulatedPanel, Spread, panel_of
from analysis.simulated_panel import NOT_CLOSE, SILENT, TOO_EARLY

MONTHS = ("2018-04", "2018-05", "2018-06", "2018-07", "2018-08", "2018-09")
LATER = MONTHS[3]
DESIGN = Design(600, MONTHS, items=("1", "2"))
LIFELIKE = replace(
    DESIGN,
    turnover=0.1,
    newcomers=0.8,
    away=0.1,
    missed=0.05,
    skipped=0.05,
    too_early=0.1,
    not_close=0.2,
    interviewed=0.3,
)
PROGRESS = Question("1", "progress")


def scores(panel: SimulatedPanel, month: int, place: int = 0) -> dict[int, int]:
    """What each person scored in this month, counted along the scale's own points."""
    points = panel.points[month, :, place].tolist()
    return {
        person: point + panel.design.scale.first
        for person, point in zip(panel.holders[month].tolist(), points, strict=True)
        if point >= 0
    }


def test_one_seed_makes_one_panel_and_another_seed_another() -> None:
    first, again, other = (panel_of(LIFELIKE, seed) for seed in (1, 1, 2))
    assert (first.points == again.points).all()
    assert (first.holders == again.holders).all()
    assert not (first.points == other.points).all()


def test_a_design_without_chances_leaves_nothing_out() -> None:
    panel = panel_of(DESIGN, 1)
    assert panel.points.shape == (6, 600, 4)
    assert ((panel.points >= 0) & (panel.points <= 4)).all()
    assert (panel.holders == np.arange(600)).all()
    assert not panel.people.interviewed.any()
    assert set(np.unique(panel.points)) == {0, 1, 2, 3, 4}


def test_every_chance_happens_as_often_as_it_says() -> None:
    panel = panel_of(replace(LIFELIKE, size=6000), 3)
    points = panel.points
    silent = (points == SILENT).all(axis=2)
    assert silent.mean() == pytest.approx(1 - 0.9 * 0.95, abs=0.02)
    there = points[~silent]
    assert (there == SILENT).mean() == pytest.approx(0.05, abs=0.01)
    assert (there == NOT_CLOSE).mean() == pytest.approx(0.95 * 0.2, abs=0.02)
    assert (there == TOO_EARLY).mean() == pytest.approx(0.95 * 0.8 * 0.1, abs=0.01)
    assert panel.people.interviewed.mean() == pytest.approx(0.3, abs=0.02)


def test_whoever_is_away_is_away_for_a_whole_quarter() -> None:
    silent = (panel_of(replace(DESIGN, away=0.2), 4).points == SILENT).all(axis=2)
    assert (silent[0:3] == silent[0]).all()
    assert (silent[3:6] == silent[3]).all()
    assert (silent[0] != silent[3]).any()


def test_who_is_not_close_says_so_in_every_month_on_every_measure() -> None:
    points = panel_of(replace(DESIGN, not_close=0.3), 5).points
    distant = points == NOT_CLOSE
    assert (distant == distant[0]).all()
    assert (distant[:, :, 0] == distant[:, :, 1]).all()
    assert (distant[:, :, 0] != distant[:, :, 2]).any()


def test_a_seat_changes_hands_and_its_people_follow_each_other() -> None:
    panel = panel_of(LIFELIKE, 6)
    people, holders = panel.people, panel.holders
    changed = holders[1:] != holders[:-1]
    assert changed.mean() == pytest.approx(0.1, abs=0.02)
    assert (holders[1:][changed] == holders[:-1][changed] + 1).all()
    assert len(people.names) == len(set(people.names)) == 600 + changed.sum()
    assert [len(set(month.tolist())) for month in holders] == [600] * 6
    for person, name in enumerate(people.names):
        held = np.nonzero((holders == person).any(axis=1))[0]
        assert (people.since[person], people.until[person]) == (held[0], held[-1])
        assert (people.since[person] > 0) == ("." in name)
        assert len(held) == held[-1] - held[0] + 1


def test_a_successor_sits_in_the_same_group() -> None:
    panel = panel_of(LIFELIKE, 7)
    assert (panel.people.group[panel.holders] == panel.people.group[panel.holders[0]]).all()
    assert Counter(panel.people.group[panel.holders[0]].tolist()) == dict.fromkeys(range(6), 100)


def test_newcomers_add_what_they_are_said_to_add() -> None:
    plain = replace(LIFELIKE, newcomers=0.0)
    with_them, without = panel_of(LIFELIKE, 8).truth.leanings, panel_of(plain, 8).truth.leanings
    came = panel_of(LIFELIKE, 8).people.since > 0
    assert with_them[came] == pytest.approx(without[came] + 0.8)
    assert with_them[~came] == pytest.approx(without[~came])


def test_turnover_and_silence_change_nobody_elses_answers() -> None:
    plain = panel_of(DESIGN, 9).points
    missed = panel_of(replace(DESIGN, missed=0.3), 9).points
    assert (missed[missed != SILENT] == plain[missed != SILENT]).all()


@pytest.mark.parametrize("shift", [0.5, -0.25, 1.0])
def test_a_shift_is_seen_in_the_scores_from_its_month_on(shift: float) -> None:
    design = replace(DESIGN, size=4000, shifts={"1": shift}, shifted_from=LATER)
    panel = panel_of(design, 10)
    assert panel.truth.shifted.tolist() == [[0, 0, 0, 0]] * 3 + [[shift, shift, 0, 0]] * 3
    for place, true in ((0, shift), (2, 0.0)):
        before, after = scores(panel, 2, place), scores(panel, 3, place)
        moved = np.mean([after[person] - before[person] for person in before])
        expected = panel.expected_change(design.questions[place], 2, 3)
        assert moved == pytest.approx(expected, abs=0.03)
        assert expected == pytest.approx(true, abs=0.12 * abs(true) + 1e-9)


def test_the_last_month_turns_where_none_is_named() -> None:
    assert Design(1, MONTHS).turn == MONTHS[-1]


def test_the_expected_score_is_what_many_moods_come_to() -> None:
    design = Design(1, tuple(f"{2000 + n // 12}-{n % 12 + 1:02d}" for n in range(3000)), ("1",))
    panel = panel_of(design, 11)
    for place in (0, 1):
        mean = np.mean(list(panel.points[:, 0, place] + 1))
        assert panel.expected(0)[0, place] == pytest.approx(mean, abs=0.03)


def test_without_moods_everybody_says_what_they_think() -> None:
    panel = panel_of(replace(DESIGN, spread=Spread(mood=0.0)), 12)
    assert (panel.points[0] + 1 == panel.expected(0)).all()
    assert (panel.points == panel.points[0]).all()


def test_a_mood_that_everybody_shares_moves_everybody() -> None:
    panel = panel_of(replace(DESIGN, spread=Spread(shared=1.0)), 13)
    swings = [np.mean(list(scores(panel, month).values())) for month in range(6)]
    assert np.std(swings) > 0.3
    assert np.corrcoef(swings, panel.truth.moods[:, 0])[0, 1] > 0.95
    assert not panel_of(DESIGN, 13).truth.moods.any()


def test_the_discontented_fall_silent_once_the_turn_has_come() -> None:
    panel = panel_of(replace(DESIGN, silenced=0.6, shifted_from=LATER, measures=("progress",)), 14)
    silent = (panel.points == SILENT).all(axis=2).mean(axis=1)
    assert silent[:3].tolist() == [0, 0, 0]
    assert silent[3:] == pytest.approx(0.3, abs=0.06)
    heard = [np.mean(list(scores(panel, month).values())) for month in (2, 3)]
    assert heard[1] - heard[0] > 0.05


@given(st.integers(2, 11), st.integers(0, 1))
@settings(max_examples=20)
def test_any_scale_is_filled_and_kept_to(points: int, first: int) -> None:
    scale = Scale(first, first + points - 1)
    panel = panel_of(replace(DESIGN, scale=scale, shifts={"1": 0.25}), 15)
    assert panel.points.min() == 0
    assert panel.points.max() == points - 1
    assert ((panel.expected(0) >= scale.first) & (panel.expected(0) <= scale.last)).all()
    middle = np.mean(list(scores(panel, 0).values()))
    assert middle == pytest.approx((scale.first + scale.last) / 2, abs=0.2 * DESIGN.unit * points)


def test_levels_set_where_an_item_stands() -> None:
    panel = panel_of(replace(DESIGN, levels={"2": 4.5}), 16)
    low, high = (np.mean(list(scores(panel, 0, place).values())) for place in (0, 2))
    assert low == pytest.approx(3, abs=0.1)
    assert high == pytest.approx(4.3, abs=0.2)


def test_nobody_in_both_months_has_no_expected_change() -> None:
    panel = panel_of(replace(DESIGN, turnover=1.0), 17)
    with pytest.raises(ValueError, match="Nobody held a seat in both months"):
        panel.expected_change(PROGRESS, 0, 5)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"size": 0}, "needs a seat"),
        ({"months": ()}, "needs a seat, a month"),
        ({"items": ()}, "an item and a measure"),
        ({"groups": {}}, "a group"),
        ({"months": ("2018-05", "2018-04")}, "each month once, in order"),
        ({"months": ("2018-05", "2018-05")}, "each month once, in order"),
        ({"shifted_from": "2019-01"}, "one of them for the shift"),
        ({"shifts": {"9": 0.5}}, "There is no item '9'; use 1, 2"),
        ({"levels": {"0": 2.0}}, "There is no item '0'"),
        ({"groups": {"north": "northern"}}, "There is no side 'northern'; use executive"),
        ({"turnover": 1.5}, "'turnover' is a chance: give it a number from 0 to 1"),
        ({"missed": -0.1}, "'missed' is a chance"),
    ],
)
def test_a_design_that_cannot_be_made_is_refused(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        replace(DESIGN, **change)


def test_a_month_that_is_none_is_refused() -> None:
    with pytest.raises(PeriodError, match="'2018-7' is not a month"):
        replace(DESIGN, months=("2018-7",))
