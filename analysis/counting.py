"""Frames counted: one person, one voice, and how each moved between two periods."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

import pandas as pd

from analysis.answers import Answers, Roster
from analysis.columns import row_number
from analysis.cube import Cube, cube
from analysis.errors import AnswersError
from analysis.groups import Groups
from analysis.periods import Period
from analysis.tally import Item, Move, MoveTally, Place, Said, Tally

_KEYS = ["person", "item", "measure"]
_SAID = ["item", "measure", "group", "latest", "mode", "score", "no_view"]


def count(
    answers: Answers,
    roster: Roster,
    groups: Groups | None,
    period: Period,
    against: Period | None = None,
) -> Cube:
    """Count each person once per item and measure: the latest score in the period, else 'no view'.

    Eligible is who was on the roster in any round of the period. A person counts under the group
    of the answer that counts, else of the latest round; blocks are those in force in the period's
    first month. `groups` None makes each group its own block. Raises AnswersError where somebody
    answered who was not on the roster, or a group has no block.
    """
    later = _voices(answers, roster, period)
    if against is None:
        return cube(later.tally(), groups, answers.scale)
    before = _voices(answers, roster, against)
    moved = _moved(before, later)
    return cube(later.tally(), groups, answers.scale, before.tally(), moved)


@dataclass(frozen=True, eq=False, slots=True)
class _Voices:
    """`people`: person, latest (group), group (that counts), answered. `counted`: answers."""

    period: Period
    people: pd.DataFrame
    counted: pd.DataFrame

    def tally(self) -> Tally:
        return Tally(
            self.period,
            {
                Said(Item(item, measure), group, latest, *map(_known, rest)): people
                for (item, measure, group, latest, *rest), people in _tallied(self.counted, _SAID)
            },
            {Place(*key): people for key, people in _tallied(self.people, ["group", "answered"])},
            {group: people for (group,), people in _tallied(self.people, ["latest"])},
        )


def _voices(answers: Answers, roster: Roster, period: Period) -> _Voices:
    given = answers.frame[answers.frame["round"].isin(period.months)]
    asked = roster.frame[roster.frame["round"].isin(period.months)]
    _refuse_strangers(given, asked)
    latest = asked.sort_values("round", kind="stable").drop_duplicates("person", keep="last")
    groups = latest.set_index(latest["person"].astype(str))["group"].astype(str)
    # The last row of a person and item is the latest with a score, where there is one.
    text = {name: given[name].astype(str) for name in (*_KEYS, "group")}
    rows = given.assign(scored=given["score"].notna(), **text)
    rows = rows.sort_values(["scored", "round"], kind="stable")
    counted = rows.drop_duplicates(_KEYS, keep="last")
    counted = counted.assign(latest=counted["person"].map(groups))
    spoken = counted.drop_duplicates("person", keep="last").set_index("person")["group"]
    under = pd.concat([groups, spoken])
    under = under[~under.index.duplicated(keep="last")].loc[groups.index]
    people = pd.DataFrame(
        {
            "person": groups.index,
            "latest": groups.to_numpy(),
            "group": under.to_numpy(),
            "answered": groups.index.isin(spoken.index),
        }
    )
    return _Voices(period, people, counted.drop(columns=["scored", "round"]))


def _moved(before: _Voices, later: _Voices) -> MoveTally:
    columns = [*_KEYS, "group", "score"]
    old, new = (
        each.counted.loc[each.counted["score"].notna(), columns] for each in (before, later)
    )
    pairs = old.merge(new, on=_KEYS, how="outer", suffixes=("_old", "_new"))
    pairs["group"] = pairs["group_new"].fillna(pairs["group_old"])
    pairs["was"] = pairs["person"].isin(before.people["person"])
    pairs["stays"] = pairs["person"].isin(later.people["person"])
    keys = ["item", "measure", "group", "score_old", "score_new", "was", "stays"]
    return MoveTally(
        {
            Move(Item(item, measure), group, _known(old), _known(new), was, stays): people
            for (item, measure, group, old, new, was, stays), people in _tallied(pairs, keys)
        }
    )


def _tallied(frame: pd.DataFrame, columns: list[str]) -> Iterator[tuple[tuple[Any, ...], int]]:
    """How often each combination of `columns` occurs, the empty ones too."""
    for key, people in frame[columns].value_counts(dropna=False).items():
        yield cast("tuple[Any, ...]", key), int(people)


def _known(value: Any) -> Any:
    return None if pd.isna(value) else value


def _refuse_strangers(given: pd.DataFrame, asked: pd.DataFrame) -> None:
    pairs = given.drop_duplicates(["round", "person"])[["round", "person"]].astype(str)
    known = pd.MultiIndex.from_frame(asked[["round", "person"]].astype(str))
    strangers = pairs[~pd.MultiIndex.from_frame(pairs).isin(known)]
    if len(strangers):
        month, person = strangers.iloc[0]
        raise AnswersError(
            f"answers, row {row_number(strangers.index[0])}: '{person}' answered in {month} but is "
            "not on the roster of that round; add them to the roster or take the answer out."
        )
