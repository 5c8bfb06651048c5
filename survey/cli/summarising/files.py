"""The cube of a period from files, and errors that name them."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import narwhals as nw

from analysis.answers import Answers, Roster, groups_of
from analysis.columns import Rows, refuse
from analysis.counting import count
from analysis.cube import Cube
from analysis.errors import AnswersError
from analysis.files import contracts
from analysis.files.ratings import ratings_of
from analysis.files.steps import steps_of
from analysis.groups import Groups
from analysis.periods import Period, PeriodError
from analysis.scale import Scale
from survey.cli.summarising.tables import answers_and_roster, in_sentences, read_table


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
    held, asked = answers_and_roster(files.answers, files.roster)
    with in_sentences(files.answers):
        answers = Answers(held, scale)
        for each in (period, against):
            _refuse_silence(answers, each)
        roster = None if asked is None else Roster(asked)
        groups = None
        if files.groups is not None:
            groups = groups_of(read_table(files.groups, contracts.GROUPS))
            known = groups, files.groups.name
            _refuse_unknown(answers.rows, {kind.group for kind in answers.kinds}, "answers", *known)
            if roster is not None:
                _refuse_unknown(roster.rows, roster.groups, "roster", *known)
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


def _refuse_silence(answers: Answers, period: Period | None) -> None:
    held = sorted({kind.round for kind in answers.kinds})
    if period is not None and not set(held) & set(period.months):
        raise AnswersError(
            f"answers: there is no answer in {period.label}; choose a period from {held[0]} to "
            f"{held[-1]}, whose answers it holds."
        )


def _refuse_unknown(
    rows: Rows, used: Collection[str], table: str, groups: Groups, name: str
) -> None:
    unknown = set(used) - set(groups.names)
    if unknown:
        refuse(
            rows,
            nw.col("group").is_in(sorted(unknown)),
            table,
            lambda row: (
                f"no group '{row['group']}'; there are {', '.join(groups.names)}. Correct it, or "
                f"add the group to {name}"
            ),
        )
