from dataclasses import replace

import pytest

from analysis.answers import Answers, Roster
from analysis.cube import count
from analysis.periods import Period, parse_period
from analysis.scale import Scale
from analysis.simulate import Design, panel_of
from analysis.simulated_frames import answers_frame, groups_frame, people_frame, roster_frame
from analysis.simulated_moves import moves_of
from analysis.simulated_panel import NOT_CLOSE, SILENT, TOO_EARLY

EARLIER, LATER = parse_period("2018-19-q1"), parse_period("2018-19-q2")
DESIGN = Design(
    40,
    EARLIER.months + LATER.months,
    items=("1", "2"),
    turnover=0.15,
    newcomers=0.5,
    away=0.2,
    missed=0.2,
    skipped=0.1,
    too_early=0.1,
    not_close=0.1,
    interviewed=0.3,
)
PANEL = panel_of(DESIGN, 1)


def test_the_answers_are_those_of_the_arrays() -> None:
    frame = answers_frame(PANEL)
    assert len(frame) == (PANEL.points != SILENT).sum()
    months, items, measures = DESIGN.months, DESIGN.items, DESIGN.measures
    seats = {(m, PANEL.people.names[p]): (m, seat) for m, row in enumerate(PANEL.holders)
             for seat, p in enumerate(row)}  # fmt: skip
    for row in frame.itertuples():
        month, seat = seats[months.index(row.round), row.person]
        question = items.index(row.item) * len(measures) + measures.index(row.measure)
        point = PANEL.points[month, seat, question]
        if point >= 0:
            assert row.score == point + 1
        else:
            assert row.no_view == {TOO_EARLY: "too-early", NOT_CLOSE: "not-close"}[int(point)]
    assert frame["score"].isna().equals(frame["no_view"].notna())


def test_the_frames_are_what_an_analysis_takes_in() -> None:
    answers, roster = Answers(answers_frame(PANEL)), Roster(roster_frame(PANEL))
    assert len(roster.frame) == DESIGN.size * len(DESIGN.months)
    assert set(answers.frame["person"]) <= set(roster.frame["person"])
    groups = groups_frame(PANEL)
    assert list(groups["group"]) == list(DESIGN.groups)
    assert list(groups["side"]) == list(DESIGN.groups.values())
    assert set(groups["from"]) == {"2018-04"}


@pytest.mark.parametrize("scale", [Scale(1, 2), Scale(0, 10), Scale(1, 7)])
def test_scores_stand_on_the_scale_they_were_made_for(scale: Scale) -> None:
    frame = answers_frame(panel_of(replace(DESIGN, scale=scale), 2))
    assert len(Answers(frame, scale).frame) == len(frame)
    assert (frame["score"].min(), frame["score"].max()) == (scale.first, scale.last)


def test_a_person_keeps_one_mode_and_some_are_interviewed() -> None:
    frame = answers_frame(PANEL)
    assert (frame.groupby("person", observed=True)["mode"].nunique() == 1).all()
    assert set(frame["mode"]) == {"form", "interview"}


def test_the_truth_says_who_came_and_went_and_what_they_lean_to() -> None:
    people = people_frame(PANEL).set_index("person")
    roster = roster_frame(PANEL).astype(str)
    months = roster.groupby("person")["round"]
    assert people["since"].to_dict() == months.min().to_dict()
    assert people["until"].to_dict() == months.max().to_dict()
    assert people["leaning"].tolist() == PANEL.truth.leanings.tolist()
    groups = roster.drop_duplicates("person").set_index("person")["group"]
    assert groups.sort_index().equals(people["group"].astype(groups.dtype).sort_index())


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(("earlier", "later"), [(EARLIER, LATER), (LATER, EARLIER)])
def test_moves_from_the_arrays_are_those_counted_from_the_frames(
    seed: int, earlier: Period, later: Period
) -> None:
    panel = panel_of(DESIGN, seed)
    answers, roster = Answers(answers_frame(panel)), Roster(roster_frame(panel))
    cube = count(answers, roster, None, later, earlier)
    assert [tuple(item) for item in cube.items] == list(DESIGN.questions)
    for place, question in enumerate(DESIGN.questions):
        moves, eligible = moves_of(panel, question, earlier, later)
        assert moves == cube.moves(place)
        assert moves.joined != moves.returned
        assert eligible == len(set(roster.frame.query("round in @later.months")["person"]))


def test_a_period_that_nobody_was_asked_in_has_no_moves() -> None:
    moves, eligible = moves_of(PANEL, DESIGN.questions[0], LATER, parse_period("2018-19-q3"))
    assert (moves.matched, eligible) == (0, 0)
    assert not any(moves.joined + moves.returned + moves.lapsed)
    assert sum(moves.left) > 0
