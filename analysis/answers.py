"""The frames that come in: answers, the roster of who was asked, and the groups.

Each wrapper checks its frame once and keeps a copy, so that everything behind it can rely on it.
Rows are counted as a spreadsheet shows them: the header is row 1.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from analysis.columns import blank, labels, months, present, refuse
from analysis.errors import AnswersError
from analysis.groups import SIDES, Groups, Segment, Standing
from analysis.scale import FIVE_POINTS, Scale

__all__ = ["Answers", "AnswersError", "Roster", "groups_of"]

NO_VIEWS = ("too-early", "not-close")


@dataclass(frozen=True, eq=False, slots=True)
class Answers:
    """One row per person, item, measure and round.

    `frame` has the columns `round` (`2018-07`), `person`, `group`, `item`, `measure`, `score`
    (whole number on `scale`; empty for 'no view') and, if wanted, `no_view` (`too-early`,
    `not-close`) and `mode`; others are left out. Raises AnswersError with the row.
    """

    frame: pd.DataFrame
    scale: Scale = FIVE_POINTS

    def __post_init__(self) -> None:
        table, given = "answers", self.frame
        present(given, ["round", "person", "group", "item", "measure", "score"], table)
        checked = pd.DataFrame(
            {
                "round": months(given, "round", table).array,
                **_texts(given, ["person", "group", "item", "measure"], table),
                "score": _scores(given["score"], self.scale).array,
                "no_view": _reasons(given),
                "mode": _modes(given),
            }
        )
        twice = checked.duplicated(["round", "person", "item", "measure"])
        refuse(
            twice, table, "this person has answered this item and measure in this round further up"
        )
        both = checked["score"].notna() & checked["no_view"].notna()
        refuse(both, table, "it holds a score and a 'no view'; keep one of them")
        object.__setattr__(self, "frame", checked)


@dataclass(frozen=True, eq=False, slots=True)
class Roster:
    """Who was asked: `frame` has the columns `round`, `person`, `group`, one row per person and
    round. Raises AnswersError with the row.
    """

    frame: pd.DataFrame

    def __post_init__(self) -> None:
        table, given = "roster", self.frame
        present(given, ["round", "person", "group"], table)
        checked = pd.DataFrame(
            {
                "round": months(given, "round", table).array,
                **_texts(given, ["person", "group"], table),
            }
        )
        twice = checked.duplicated(["round", "person"])
        refuse(twice, table, "this person is on it twice in one round; keep one row")
        object.__setattr__(self, "frame", checked)


def groups_of(frame: pd.DataFrame) -> Groups:
    """The groups of a frame with the columns `group`, `name`, `from` (`2018-04`), `block`,
    `block_name`, `side` (`executive`, `assurance`, `external`). Raises AnswersError with the row.
    """
    table = "groups"
    columns = ["group", "name", "from", "block", "block_name", "side"]
    present(frame, columns, table)
    checked = pd.DataFrame({name: labels(frame, name, table).astype(str).array for name in columns})
    months(frame, "from", table)
    refuse(~checked["side"].isin(SIDES), table, f"a side is one of {', '.join(SIDES)}")
    refuse(checked.duplicated(["group", "from"]), table, "this group starts twice in one month")
    names = checked.groupby(["from", "block"])["block_name"].transform("first")
    refuse(names != checked["block_name"], table, "this block has another name further up")
    rows = checked[["from", "group", "name", "block", "block_name", "side"]]
    return Groups(
        tuple(
            Standing(begins, Segment(*row))
            for begins, *row in rows.itertuples(index=False, name=None)
        )
    )


def _texts(frame: pd.DataFrame, columns: Iterable[str], table: str) -> dict[str, object]:
    return {name: labels(frame, name, table).array for name in columns}


def _scores(given: pd.Series, scale: Scale) -> pd.Series:
    numbers = pd.to_numeric(given, errors="coerce").astype("Float64")
    fits = (numbers >= scale.first) & (numbers <= scale.last) & (numbers % 1 == 0)
    off = ~(fits.fillna(value=False) | blank(given))
    if off.any():
        refuse(
            off,
            "answers",
            f"the score '{given[off].iloc[0]}' is not on the scale of whole numbers from "
            f"{scale.first} to {scale.last}; correct it, or leave it empty for 'no view'",
        )
    return numbers.astype("Int64")


def _reasons(frame: pd.DataFrame) -> pd.Categorical:
    if "no_view" not in frame.columns:
        return pd.Categorical([None] * len(frame), categories=NO_VIEWS)
    given = frame["no_view"]
    known = f"the reason for 'no view' is one of {', '.join(NO_VIEWS)}, or empty"
    refuse(~(blank(given) | given.isin(NO_VIEWS)), "answers", known)
    return pd.Categorical(given.where(given.isin(NO_VIEWS), None), categories=NO_VIEWS)


def _modes(frame: pd.DataFrame) -> object:
    if "mode" not in frame.columns:
        return pd.Series([None] * len(frame), dtype="str").array
    return frame["mode"].where(~blank(frame["mode"]), None).array
