"""The cube of a period from files, and errors that name them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import narwhals as nw
import pandas as pd

from analysis.answers import Answers, Roster, groups_of
from analysis.counting import count
from analysis.cube import Cube
from analysis.errors import AnswersError
from analysis.files import contracts
from analysis.files.ratings import ratings_of
from analysis.files.steps import steps_of
from analysis.groups import Groups
from analysis.periods import Period, PeriodError
from analysis.scale import Scale
from survey.cli.summarising.tables import read_table


@dataclass(frozen=True, slots=True)
class Files:
    """Where the tables are, and what is asked of them; all but `answers` may be missing."""

    answers: Path
    roster: Path | None
    groups: Path | None
    rag: Path | None
    lineage: Path | None

    def names(self) -> dict[str, str]:
        """What each table is called in the words of `analysis`, and its file's name."""
        given = {
            "answers": self.answers,
            "roster": self.roster,
            "groups": self.groups,
        }
        return {table: path.name for table, path in given.items() if path is not None}


def cube_of(files: Files, period: Period, against: Period | None, scale: Scale) -> Cube:
    """The counts of `period`, with the official ratings and the breaks of its series.

    Raises AnswersError with file, row and mend, PeriodError for an `against` that is not before.
    """
    if against is not None and against.months[-1] >= period.months[0]:
        raise PeriodError(
            f"{against.label} does not end before {period.label} starts; compare with an earlier "
            f"period, such as '{period.previous().ref}'."
        )
    with named(files.names()):
        counted = _counted(files, period, against, scale)
    if files.rag is not None:
        ratings = ratings_of(read_table(files.rag, contracts.RATINGS), period, files.rag.name)
        counted = replace(counted, official=ratings)
    if files.lineage is not None:
        lineage = steps_of(read_table(files.lineage, contracts.LINEAGE), files.lineage.name)
        broken = lineage.broken(against, period) if against else {}
        counted = replace(counted, broken=broken)
    return counted


def _counted(files: Files, period: Period, against: Period | None, scale: Scale) -> Cube:
    frame = read_table(files.answers, contracts.ANSWERS)
    answers = Answers(frame, scale)
    for each in (period, against):
        _refuse_silence(frame, each)
    groups = None
    if files.groups is not None:
        groups = groups_of(read_table(files.groups, contracts.GROUPS))
        _refuse_unknown(frame, "answers", groups, files.groups.name)
    if files.roster is None:
        return count(answers, None, groups, period, against)
    asked = read_table(files.roster, contracts.ROSTER)
    roster = Roster(asked)
    if groups is not None and files.groups is not None:
        _refuse_unknown(asked, "roster", groups, files.groups.name)
    return count(answers, roster, groups, period, against)


@contextmanager
def named(names: Mapping[str, str]) -> Iterator[None]:
    """Let errors that begin with a table's word begin with its file's name."""
    try:
        yield
    except AnswersError as error:
        text = str(error)
        for table, name in names.items():
            if text.startswith((f"{table},", f"{table}:")):
                raise AnswersError(name + text.removeprefix(table)) from error
        raise


def _refuse_silence(frame: pd.DataFrame, period: Period | None) -> None:
    if period is None:
        return
    held = sorted(_firsts(frame, "round"))
    if not set(held) & set(period.months):
        raise AnswersError(
            f"answers: there is no answer in {period.label}; choose a period from {held[0]} to "
            f"{held[-1]}, whose answers it holds."
        )


def _refuse_unknown(frame: pd.DataFrame, table: str, groups: Groups, name: str) -> None:
    unknown = {
        row: group for group, row in _firsts(frame, "group").items() if group not in groups.names
    }
    if unknown:
        row = min(unknown)
        raise AnswersError(
            f"{table}, row {row}: no group '{unknown[row]}'; there are {', '.join(groups.names)}. "
            f"Correct it, or add the group to {name}."
        )


def _firsts(frame: pd.DataFrame, column: str) -> dict[str, int]:
    """Each value of the column, and the first row that has it."""
    rows = nw.from_native(frame).lazy().group_by(column).agg(nw.col("row").min())
    return dict(rows.collect("pandas").iter_rows())
