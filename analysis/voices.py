"""One person, one voice: which answer of a person counts in a period, and under which group."""

from dataclasses import dataclass

import pandas as pd

from analysis.answers import Answers, AnswersError, Groups, Roster, Segment, segments_of
from analysis.columns import row_number
from analysis.periods import Period


@dataclass(frozen=True, eq=False, slots=True)
class Voices:
    """The people of a period and the answers that count.

    `people` has one row per eligible person: `person`, `latest` (group in the latest round),
    `group` (of the answer that counts, else the latest), `answered`. `counted` has one row per
    person, item and measure: these three, `score`, `no_view`, `group` and `latest`.
    """

    period: Period
    people: pd.DataFrame
    counted: pd.DataFrame

    def segments(self, groups: Groups | None) -> tuple[Segment, ...]:
        """The segments of every group that somebody counts under; AnswersError as there."""
        used = {*self.people["latest"], *self.people["group"], *self.counted["group"]}
        return segments_of(groups, self.period.months[0], used)


def voices(answers: Answers, roster: Roster, period: Period) -> Voices:
    """Choose each person's answers: the latest score in the period, else the latest 'no view'.

    Raises AnswersError where somebody answered a round without being on its roster.
    """
    given = answers.frame[answers.frame["round"].isin(period.months)]
    asked = roster.frame[roster.frame["round"].isin(period.months)]
    _refuse_strangers(given, asked)
    latest = asked.sort_values("round", kind="stable").drop_duplicates("person", keep="last")
    groups = latest.set_index(latest["person"].astype(str))["group"].astype(str)
    # The last row of a person and item is the latest with a score, where there is one.
    rows = given.assign(scored=given["score"].notna(), group=given["group"].astype(str))
    rows = rows.sort_values(["scored", "round"], kind="stable")
    counted = rows.drop_duplicates(["person", "item", "measure"], keep="last")
    counted = counted.assign(latest=counted["person"].astype(str).map(groups))
    spoken = counted.drop_duplicates("person", keep="last").set_index("person")["group"]
    spoken.index = spoken.index.astype(str)
    counts_under = pd.concat([groups, spoken])
    counts_under = counts_under[~counts_under.index.duplicated(keep="last")].loc[groups.index]
    people = pd.DataFrame(
        {
            "person": groups.index,
            "latest": groups.to_numpy(),
            "group": counts_under.to_numpy(),
            "answered": groups.index.isin(spoken.index),
        }
    )
    return Voices(period, people, counted.drop(columns=["scored", "round"]))


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
