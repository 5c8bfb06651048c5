from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis.answers import Answers, AnswersError, Roster, groups_of
from analysis.columns import fetched
from analysis.groups import Segment, segments_of
from analysis.scale import Scale
from tests.analysis.relations import ANSWERED, database

ROW = {
    "round": "2018-07",
    "person": "p1",
    "group": "audit",
    "item": "1",
    "measure": "progress",
    "score": 3,
}
GROUP = {
    "group": "audit",
    "name": "Audit",
    "from": "2018-04",
    "block": "independent",
    "block_name": "Independent",
    "side": "assurance",
}


def frame(*changes: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame([{**ROW, "person": f"p{n}", **change} for n, change in enumerate(changes)])


def groups_frame(*changes: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame([{**GROUP, **change} for change in changes])


def column(answers: Answers, name: str) -> list[str]:
    return [value for (value,) in fetched(answers.rows.select(name))]


def test_answers_read_every_cell_as_text_and_leave_the_frame_alone() -> None:
    given = frame({"score": "3", "item": 1}, {"score": "", "item": 1}, {"score": None, "item": 1})
    before = given.copy(deep=True)
    checked = Answers(given)
    assert column(checked, "score") == ["3", "", ""]
    assert column(checked, "item") == ["1", "1", "1"]
    pd.testing.assert_frame_equal(given, before)


def test_reasons_may_be_left_out_or_empty() -> None:
    given = frame({"score": None, "no_view": "too-early"}, {"no_view": ""}, {"no_view": None})
    assert column(Answers(given), "no_view") == ["too-early", "", ""]
    assert column(Answers(given.drop(columns="no_view")), "no_view") == ["", "", ""]


def test_no_answers_at_all_are_answers() -> None:
    assert Answers(pd.DataFrame(columns=list(ROW))).frame.empty
    assert Roster(pd.DataFrame(columns=["round", "person", "group"])).frame.empty


@pytest.mark.parametrize("score", [0, 6, 2.5, "three", "1e1", float("inf")])
def test_a_score_off_the_scale_names_its_row_and_the_scale(score: object) -> None:
    with pytest.raises(AnswersError, match=r"answers, row 3: the score .* from 1 to 5; correct it"):
        Answers(frame({}, {"score": score}))


def test_the_scale_may_start_at_nought() -> None:
    assert column(Answers(frame({"score": 0}, {"score": 10}), Scale(0, 10)), "score") == ["0", "10"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"person": "p0"}, r"row 3: this person has answered this item and measure"),
        ({"round": "2018-7"}, r"row 3: column 'round': '2018-7' is not a month.*'2018-07'"),
        ({"person": None}, r"row 3: the column 'person' is empty; fill it in"),
        ({"group": ""}, r"row 3: the column 'group' is empty"),
        (
            {"score": None, "no_view": "late"},
            r"row 3: the reason .* too-early, not-close, or empty",
        ),
        ({"no_view": "too-early"}, r"row 3: it holds a score and a 'no view'"),
    ],
)
def test_a_bad_answer_is_refused_with_its_row(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(AnswersError, match=sentence):
        Answers(frame({}, change))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"round": "2018-7"}, r"round '2018-7', person 'p1'.*: column 'round': '2018-7' is not a"),
        ({"person": ""}, r"answers, round '2018-07', item '1'.*: the column 'person' is empty"),
        ({"score": 6}, r"person 'p1', item '1', measure 'progress', .*: the score '6' is not on"),
        ({"score": None, "no_view": "late"}, r"person 'p1'.*: the reason for 'no view' is one of"),
        ({"no_view": "not-close"}, r"person 'p1'.*: it holds a score and a 'no view'"),
    ],
)
def test_without_rows_in_order_the_answer_itself_is_named(
    change: dict[str, Any], sentence: str
) -> None:
    rows = [{**ROW, "person": f"p{n}", "no_view": None, "mode": None} for n in (0, 1)]
    rows[1] |= change
    with database() as engine, pytest.raises(AnswersError, match=sentence):
        engine.answers([[row[name] for name in [*ROW, "no_view", "mode"]] for row in rows])


def test_a_frame_may_say_which_row_of_its_file_each_is() -> None:
    given = frame({}, {"score": 9}).assign(row=[40, 41])
    with pytest.raises(AnswersError, match="answers, row 41: the score '9'"):
        Answers(given)
    with pytest.raises(AnswersError, match="answers, row 3: the score '9'"):
        Answers(given.assign(row=["a", "b"]))
    with pytest.raises(AnswersError, match="answers, row 3: the score '9'"):
        Answers(given.drop(columns="row").set_axis([7, 7]))


def test_what_is_no_number_in_a_column_of_numbers_is_no_view() -> None:
    with database() as engine:
        rows = [[*ROW.values(), None, None]]
        rows[0][5] = float("nan")
        answers = engine.answers(rows, ANSWERED.replace("integer", "double"))
        assert column(answers, "score") == [""]


def test_a_person_of_numbers_is_a_person() -> None:
    assert column(Answers(frame({"person": 7})), "person") == ["7"]


def test_a_missing_column_is_named_beside_those_that_are_needed() -> None:
    with pytest.raises(AnswersError, match=r"answers: no column 'item'; it needs round, person"):
        Answers(frame({}).drop(columns="item"))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"person": "p0"}, r"roster, row 3: this person is on it twice in one round"),
        ({"round": "07/2018"}, r"roster, row 3: column 'round': '07/2018' is not a month"),
        ({"person": None}, r"roster, row 3: the column 'person' is empty; fill it in"),
        ({"group": ""}, r"roster, row 3: the column 'group' is empty; fill it in"),
    ],
)
def test_a_bad_roster_is_refused_with_its_row(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(AnswersError, match=sentence):
        Roster(frame({}, change)[["round", "person", "group"]])


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"side": "left"}, r"groups, row 3: a side is one of executive, assurance, external"),
        ({"group": "audit"}, r"groups, row 3: this group starts twice in one month"),
        ({"block_name": "Else"}, r"groups, row 3: this block has another name"),
        ({"from": "2018"}, r"groups, row 3: column 'from': '2018' is not a month"),
        ({"name": None}, r"groups, row 3: the column 'name' is empty"),
    ],
)
def test_bad_groups_are_refused_with_their_row(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(AnswersError, match=sentence):
        groups_of(groups_frame({}, {"group": "cabinet", **change}))


def test_the_newest_row_that_has_begun_gives_a_group_its_block() -> None:
    late = {"from": "2019-04", "block": "scrutiny", "block_name": "Scrutiny and audit"}
    groups = groups_of(groups_frame(late, {}))
    old = Segment("audit", "Audit", "independent", "Independent", "assurance")
    assert groups.in_force("2018-04") == groups.in_force("2019-03") == (old,)
    assert [segment.block for segment in groups.in_force("2019-04")] == ["scrutiny"]
    assert groups.in_force("2018-03") == ()
    assert groups.names == ("audit",)


def test_without_groups_each_name_is_a_block_of_its_own() -> None:
    assert segments_of(None, "2018-07", ["b", "a"]) == (
        Segment("a", "a", "a", "a"),
        Segment("b", "b", "b", "b"),
    )


@pytest.mark.parametrize(
    ("used", "sentence"),
    [
        ("audits", r"groups: no group 'audits'; there are audit\."),
        ("audit", r"groups: 'audit' has no block in March 2018.*a row from 2018-03 or earlier"),
    ],
)
def test_a_group_without_a_block_is_refused(used: str, sentence: str) -> None:
    with pytest.raises(AnswersError, match=sentence):
        segments_of(groups_of(groups_frame({})), "2018-03", [used])


def test_the_sample_s_blocks_change_in_april_2019() -> None:
    path = Path(__file__).parents[2] / "survey/samples/sample-city-2018/groups-2018.csv"
    groups = groups_of(pd.read_csv(path, dtype=str))
    assert list(dict.fromkeys(each.block for each in groups.in_force("2019-03"))) == [
        "executive",
        "independent",
    ]
    assert list(dict.fromkeys(each.block for each in groups.in_force("2019-04"))) == [
        "cabinet",
        "statutory-officers",
        "scrutiny-and-audit",
        "external-voices",
    ]
