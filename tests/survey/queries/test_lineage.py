from survey.models import Lineage, LineageKind, LineageLevel
from survey.queries.lineage import Descent


def step(kind: LineageKind, from_month: str, old: str, new: str) -> Lineage:
    return Lineage(
        level=LineageLevel.THEME, kind=kind, from_month=from_month, old_ref=old, new_ref=new,
        old_name=f"old {old}", new_name=f"new {new}",
    )  # fmt: skip


RENAMED, SPLIT, MERGED = LineageKind.RENAMED, LineageKind.SPLIT, LineageKind.MERGED


def test_a_name_is_that_of_its_month() -> None:
    first, second = step(RENAMED, "2018-10", "1", "1"), step(RENAMED, "2019-04", "1", "1")
    first.old_name, second.old_name = "A", "B"
    lineage = Descent((first, second))
    names = [lineage.name_in(month, "1", "C") for month in ("2018-09", "2018-10", "2019-04")]
    assert names == ["A", "B", "C"]
    assert lineage.name_in("2018-07", "2", "D") == "D"
    assert lineage.in_force("2018-07", "1")


def test_a_split_ends_one_theme_and_begins_its_parts() -> None:
    lineage = Descent((step(SPLIT, "2018-10", "1", "8"), step(SPLIT, "2018-10", "1", "9")))
    assert [lineage.in_force("2018-09", ref) for ref in "189"] == [True, False, False]
    assert [lineage.in_force("2018-10", ref) for ref in "189"] == [False, True, True]


def test_a_merger_ends_its_themes_and_begins_another() -> None:
    lineage = Descent((step(MERGED, "2018-10", "1", "8"), step(MERGED, "2018-10", "2", "8")))
    assert [lineage.in_force("2018-09", ref) for ref in "128"] == [True, True, False]
    assert [lineage.in_force("2018-10", ref) for ref in "128"] == [False, False, True]


def test_an_aim_is_found_where_it_stood_then() -> None:
    lineage = Descent(
        (
            step(SPLIT, "2018-10", "1", "8"),
            step(SPLIT, "2018-10", "1", "9"),
            step(MERGED, "2019-01", "9", "10"),
            step(MERGED, "2019-01", "2", "10"),
        )
    )
    places = {
        ref: [lineage.place_in(month, ref) for month in ("2018-09", "2018-12", "2019-01")]
        for ref in ("1", "2", "8", "9")
    }
    assert places["8"] == ["1", "8", "8"]
    assert places["9"] == ["1", "9", "10"]
    assert places["2"] == ["2", "2", "10"]
