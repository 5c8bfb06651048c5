"""The same answers, counted by pandas, by DuckDB and by a real Spark cluster."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from pyspark.sql import SparkSession

from analysis.answers import Answers, AnswersError, Roster
from analysis.counting import count
from analysis.periods import Period
from tests.analysis.panels import GROUPS, Q1, Q2
from tests.cluster.standalone import WORKERS, Cluster, cluster, session

pytestmark = [
    pytest.mark.enable_socket,
    # What PySpark says of its own pandas functions, none of which is used here.
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
]

MONTHS = ("2018-05", "2018-06", "2018-07", "2018-08", "2018-10")
PANEL = ("cabinet", "officers", "audit")
ASKED = 'row int, round text, person text, "group" text'
ANSWERED = f"{ASKED}, item text, measure text, score double, no_view text, mode text"
Row = tuple[Any, ...]
Read = Callable[[Path], Any]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cluster")


@pytest.fixture(scope="module")
def running(folder: Path) -> Iterator[Cluster]:
    with cluster(folder) as found:
        yield found


@pytest.fixture(scope="module")
def spark(running: Cluster, folder: Path) -> Iterator[SparkSession]:
    with session(running, folder) as found:
        yield found


@pytest.fixture(scope="module")
def engines(spark: SparkSession) -> dict[str, Read]:
    """How each engine reads a Parquet file."""
    return {
        "pandas": lambda path: duckdb.read_parquet(str(path)).df(),
        "duckdb": lambda path: duckdb.read_parquet(str(path)),
        "pyspark": lambda path: spark.read.parquet(str(path)),
    }


def written(folder: Path, name: str, columns: str, rows: list[Row]) -> Path:
    """The rows as a Parquet file that says of each where it stands in a spreadsheet."""
    path = folder / f"{name}.parquet"
    numbered = [(place, *row) for place, row in enumerate(rows, 2)]
    holes = ", ".join("?" * len(numbered[0]))
    with duckdb.connect() as database:
        database.execute(f"create table given ({columns})")
        database.executemany(f"insert into given values ({holes})", numbered)  # noqa: S608
        database.execute(f"copy given to '{path}' (format parquet)")
    return path


def panel(people: int = 60) -> tuple[list[Row], list[Row]]:
    """Answers of people who come, go, change groups, fall silent and have no view; the roster."""
    chance = random.Random(7)  # noqa: S311 - the same panel on every run
    answers: list[Row] = []
    roster: list[Row] = []
    for person in range(people):
        group = chance.choice(PANEL)
        for month in MONTHS:
            group = chance.choice((group, group, group, *PANEL))
            if chance.random() < 0.2:
                continue
            roster.append((month, f"p{person}", group))
            for item in ("1", "2", "10.b"):
                for measure in ("progress", "maturity"):
                    score = chance.choice((None, *range(1, 6)))
                    reason = None if score else chance.choice((None, "", "too-early", "not-close"))
                    mode = chance.choice((None, "form", "interview"))
                    if chance.random() < 0.8:
                        said = (item, measure, score, reason, mode)
                        answers.append((month, f"p{person}", group, *said))
    return answers, roster


@pytest.mark.parametrize(
    ("with_roster", "compared"), [(True, Q1), (True, None), (False, Q1)], ids=str
)
def test_three_engines_count_the_same(
    folder: Path, engines: dict[str, Read], compared: Period | None, *, with_roster: bool
) -> None:
    answers, roster = panel()
    given = written(folder, "answers", ANSWERED, answers)
    asked = written(folder, "roster", ASKED, roster)
    cubes = {
        name: count(
            Answers(read(given)), Roster(read(asked)) if with_roster else None, GROUPS, Q2, compared
        )
        for name, read in engines.items()
    }
    assert sum(cubes["pandas"].answered) > 40
    assert len(cubes["pandas"].items) == 6
    assert cubes["duckdb"] == cubes["pandas"]
    assert cubes["pyspark"] == cubes["pandas"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"person": "stranger"}, r"answers, row 3: 'stranger' answered in 2018-07 but is not on"),
        ({"person": "p0"}, r"answers, row 3: this person has answered this item and measure in"),
        ({"round": "2018-7"}, r"answers, row 3: column 'round': '2018-7' is not a month"),
        ({"score": 2.5}, r"answers, row 3: the score '2\.5' is not on the scale"),
    ],
)
def test_three_engines_refuse_the_same_row(
    folder: Path, engines: dict[str, Read], change: dict[str, Any], sentence: str
) -> None:
    row = {"round": "2018-07", "person": "p1", "group": "audit", "item": "1"}
    row |= {"measure": "progress", "score": 3.0, "no_view": None, "mode": None}  # type: ignore[dict-item]
    rows = [tuple((row | each).values()) for each in ({"person": "p0"}, change)]
    given = written(folder, "refused", ANSWERED, rows)
    asked = written(folder, "few", ASKED, [("2018-07", who, "audit") for who in ("p0", "p1")])
    for read in engines.values():
        with pytest.raises(AnswersError, match=sentence):
            count(Answers(read(given)), Roster(read(asked)), GROUPS, Q2)


def test_the_cluster_has_two_workers_that_did_the_work(
    running: Cluster, spark: SparkSession
) -> None:
    assert spark.sparkContext.master == running.address
    assert [worker["coresused"] for worker in running.workers()] == [1] * WORKERS
