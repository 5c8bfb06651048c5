"""Files hold the figures of the workbench as they were computed."""

from collections.abc import Callable

import pytest
from sqlmodel import Session

from analysis.internal import internal
from analysis.periods import parse_period
from survey.queries.summaries import cube_of
from tests.survey.analyse.figures.conftest import Rows
from tests.survey.client import CheckingClient

pytestmark = [pytest.mark.holds("a closed quarter"), pytest.mark.usefixtures("improved")]
Q3 = "/analyse/figures/2018-19-q3"


def test_every_figure_is_there_unrounded(file: Callable[[str], Rows], session: Session) -> None:
    found = internal(cube_of(session, parse_period("2018-19-q3"), inside=True, live=True))
    rows = file(f"{Q3}.csv")
    assert [(row["item"], row["measure"]) for row in rows] == [
        (item.item, item.measure) for item in found.items
    ]
    for row, item in zip(rows, found.items, strict=True):
        figures, change = item.overall, item.change
        assert change is not None
        assert change.decomposition is not None
        expected = {
            "n": figures.n,
            "eligible": figures.eligible,
            "mean": figures.mean,
            "median": figures.median,
            "net": figures.net,
            "agreement": figures.agreement,
            "consensus": figures.consensus,
            "mean_low": figures.mean_bounds and figures.mean_bounds.low,
            "favourable_high": figures.favourable_bounds and figures.favourable_bounds.high,
            "matched_n": change.matched_n,
            "up": change.up,
            "same": change.same,
            "down": change.down,
            "sign_flip_p": change.sign_flip.p,
            "sign_p": change.sign.p,
            "holm_p": change.adjusted_p,
            "change_total": change.decomposition.total,
            "change_matched": change.decomposition.matched,
            "change_lapsed": change.decomposition.lapsed,
            "change_low": change.bounds and change.bounds.low,
        }
        for name, value in expected.items():
            assert value is not None
            assert float(row[name]) == float(value), name
        assert [int(row[f"scored_{score}"]) for score in range(1, 6)] == list(figures.counts)
        assert (row["verdict"], row["strength"]) == (change.verdict, change.strength or "")
    assert rows[0]["official"] == "amber"
    assert rows[1]["official"] == ""


def test_each_row_says_what_it_is_of(file: Callable[[str], Rows]) -> None:
    row = file(f"{Q3}.csv?table=change-progress")[0]
    assert [row[name] for name in ("period", "looked_at", "simulated", "item", "name")] == [
        "2018-19-q3", "Everybody", "yes", "1", "Culture",
    ]  # fmt: skip
    assert (row["n"], row["verdict"]) == ("12", "improved")


def test_a_theme_s_file_has_its_groups(file: Callable[[str], Rows]) -> None:
    rows = file(f"{Q3}/1.csv?table=spread-progress")
    assert [(row["group"], row["n"]) for row in rows] == [
        ("", "12"),
        ("cabinet", "10"),
        ("audit", "2"),
    ]
    (pair,) = file(f"{Q3}/1.csv?table=pairs-progress")
    assert (pair["group"], pair["large"]) == ("cabinet audit", "yes")
    assert float(pair["delta"]) == -0.8
    assert len(file(f"{Q3}/1.csv")) == 6


def test_the_file_s_name_says_what_it_holds(analyst: CheckingClient) -> None:
    answer = analyst.get(f"{Q3}/1.csv?table=spread-progress")
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=2018-19-q3-1-spread-progress.csv"
    )
