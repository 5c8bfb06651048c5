"""What it costs to count millions of answers in a file, and a small panel in memory."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import duckdb

from analysis.answers import Answers, Roster
from analysis.counting import count
from benchmarks.counted import PERIOD
from benchmarks.line import Line

ROOM = "counting"
PEOPLE, THEMES, MONTHS = 100_000, 7, ("2018-06", "2018-07", "2018-08")
SMALL = 43
TURNS = 3
# Eight groups; who holds which view, and who moves, hangs on a hash, so that every run is alike.
ANSWERS = """
copy (
    select
        round,
        'p' || lpad(person::text, 6, '0') as person,
        'group ' || (person % 8) as "group",
        theme::text as item,
        measure,
        case when chance < 90 then 1 + (hash(person, theme) % 4 + chance % 2)::int end as score,
        case when chance >= 95 then 'too-early' when chance >= 90 then 'not-close' end as no_view,
        case person % 3 when 0 then 'interview' else 'form' end as mode
    from (
        select *, (hash(person, theme, measure, round) % 100)::int as chance
        from
            (select unnest(?::text[]) as round),
            (select range as person from range(?)),
            (select 1 + range as theme from range(?)),
            (select unnest(['progress', 'maturity']) as measure)
    )
    order by round, person, theme, measure
) to '{path}' (format parquet)
"""
ROSTER = """
copy (select distinct round, person, "group" from '{answers}' order by all)
to '{path}' (format parquet)
"""
BARE = """
select item, measure, "group", round, score, count(*) from '{path}' group by all
"""


def lines() -> Iterator[Line]:
    with TemporaryDirectory() as folder:
        answers, roster = Path(folder) / "answers.parquet", Path(folder) / "roster.parquet"
        write(answers, roster, PEOPLE)
        bare = whole = elapsed = memory = float("inf")
        for _ in range(TURNS):
            bare = min(bare, grouped(answers))
            used, took, held = counted(answers, roster)
            whole, elapsed, memory = min(whole, used), min(elapsed, took), min(memory, held)
        what = "4.2 M answers in Parquet"
        yield Line(ROOM, f"{what}: a bare GROUP BY", bare, "s")
        yield Line(ROOM, f"{what}: all figures, elapsed", elapsed, "s")
        yield Line(ROOM, f"{what}: all figures, beyond 4 x the bare one", whole - 4 * bare, "s", 3)
        yield Line(ROOM, f"{what}: all figures, in memory", memory, "MB", 2000)
        write(answers, roster, SMALL)
        what = f"{SMALL} people, 14 items, 3 months in pandas, checked and counted"
        yield Line(ROOM, what, small(answers, roster), "ms")


def write(answers: Path, roster: Path, people: int) -> None:
    """Everybody's answers on every theme, measure and month, and the roster of all of them."""
    duckdb.execute(ANSWERS.format(path=answers), [list(MONTHS), people, THEMES])
    duckdb.execute(ROSTER.format(answers=answers, path=roster))


def grouped(answers: Path) -> float:
    """Processor seconds of a bare GROUP BY, all threads, in a process that has DuckDB at hand."""
    return spent(lambda: duckdb.execute(BARE.format(path=answers)).fetchall())


def counted(answers: Path, roster: Path) -> tuple[float, float, float]:
    """Processor seconds, elapsed ones and megabytes of a process of its own, file to figures."""
    command = [sys.executable, "-m", "benchmarks.counted", str(answers), str(roster)]
    began, used = time.perf_counter(), of_children()
    said = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    used, elapsed = of_children() - used, time.perf_counter() - began
    if (said["people"], said["items"], said["compared"]) != (PEOPLE, 2 * THEMES, 2 * THEMES):
        raise RuntimeError(f"Not everything was counted: {said}.")
    return used, elapsed, said["megabytes"]


def small(answers: Path, roster: Path) -> float:
    """Processor milliseconds of the middle one of some counts of a small panel in pandas."""
    frames = [duckdb.read_parquet(str(path)).df() for path in (answers, roster)]

    def both() -> None:
        count(Answers(frames[0]), Roster(frames[1]), None, PERIOD)

    return 1000 * median(spent(both) for _ in range(21))


def spent(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def of_children() -> float:
    """Processor seconds of all processes that were started and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
