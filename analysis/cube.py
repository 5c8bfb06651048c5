"""Answers counted once: people by item, segment and score, and how they moved between periods."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.answers import Answers, Groups, Roster, Segment
from analysis.change import Moves
from analysis.periods import Period
from analysis.scale import Scale
from analysis.voices import Voices, voices

Counts = NDArray[np.int64]
REASONS = ("too-early", "not-close", "unsaid")


class Item(NamedTuple):
    """What was scored: a theme or aim, and the measure."""

    ref: str
    measure: str


class MisalignedError(ValueError):
    """Counts whose shape does not fit the labels they stand under."""


@dataclass(frozen=True, eq=False, slots=True)
class Flows:
    """`Moves` of all items: `joint` is item by before by after, the others item by score."""

    joint: Counts
    joined: Counts
    returned: Counts
    left: Counts
    lapsed: Counts


@dataclass(frozen=True, eq=False, slots=True)
class Cube:
    """Counts of people along `items`, `segments`, the points of `scale` and `REASONS`.

    `scores` is item by segment by point and `no_views` item by segment by reason. `eligible` is
    item by segment, since a person who changed groups counts under the group of the answer that
    counts. `asked` and `answered` (anything at all) are by segment. `earlier` is the period
    compared with, for the same items, and `flows` the moves from there; both None without one.
    Raises MisalignedError where counts do not fit the labels.
    """

    period: Period
    scale: Scale
    items: tuple[Item, ...]
    segments: tuple[Segment, ...]
    scores: Counts
    no_views: Counts
    eligible: Counts
    asked: Counts
    answered: Counts
    earlier: "Cube | None" = None
    flows: Flows | None = None

    def __post_init__(self) -> None:
        items, segments, points = len(self.items), len(self.segments), self.scale.points
        for name, shape in {
            "scores": (items, segments, points),
            "no_views": (items, segments, len(REASONS)),
            "eligible": (items, segments),
            "asked": (segments,),
            "answered": (segments,),
        }.items():
            if getattr(self, name).shape != shape:
                raise MisalignedError(f"'{name}' is not of the shape {shape} that its labels say")
        if self.earlier is not None and self.earlier.items != self.items:
            raise MisalignedError("the earlier period counts other items than the later one")

    def by_block(self) -> "Cube":
        """A new cube whose segments are the published blocks; `earlier` keeps its own blocks."""
        blocks: dict[str, Segment] = {}
        for each in self.segments:
            blocks.setdefault(
                each.block, Segment(each.block, each.block_name, each.block, each.block_name)
            )
        where = [list(blocks).index(segment.block) for segment in self.segments]
        fold = np.zeros((len(blocks), len(where)), dtype=np.int64)
        fold[where, np.arange(len(where))] = 1
        return replace(
            self,
            segments=tuple(blocks.values()),
            scores=np.einsum("bs,isp->ibp", fold, self.scores),
            no_views=np.einsum("bs,isr->ibr", fold, self.no_views),
            eligible=self.eligible @ fold.T,
            asked=fold @ self.asked,
            answered=fold @ self.answered,
            earlier=self.earlier and self.earlier.by_block(),
        )

    def among(self, groups: Mapping[Item, Collection[str]]) -> "Cube":
        """A new cube in which an item that is in `groups` was asked of those groups alone.

        The segments must still be groups; both periods are narrowed. A cube that nothing narrows is
        given back as it is.
        """
        if not groups:
            return self
        eligible = self.eligible.copy()
        for place, item in enumerate(self.items):
            asked = groups.get(item)
            if asked is not None:
                eligible[place, [segment.ref not in asked for segment in self.segments]] = 0
        earlier = self.earlier and self.earlier.among(groups)
        return replace(self, eligible=eligible, earlier=earlier)

    def moves(self, item: int) -> Moves | None:
        """The moves of the item at this place; None without a comparison."""
        flows = self.flows
        if flows is None:
            return None
        return Moves(
            tuple(whole(row) for row in flows.joint[item]),
            whole(flows.joined[item]),
            whole(flows.returned[item]),
            whole(flows.left[item]),
            whole(flows.lapsed[item]),
        )


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
    later = voices(answers, roster, period)
    items = _items(later)
    cube = _counted(later, items, answers.scale, later.segments(groups))
    if against is None:
        return cube
    before = voices(answers, roster, against)
    earlier = _counted(before, items, answers.scale, before.segments(groups))
    return replace(cube, earlier=earlier, flows=_flows(before, later, cube))


def whole(counts: Counts) -> tuple[int, ...]:
    """Counts along one axis as plain integers."""
    return tuple(map(int, counts))


def _items(heard: Voices) -> tuple[Item, ...]:
    """Items in natural order ('2' before '10'), progress before maturity before others."""
    found = heard.counted[["item", "measure"]].drop_duplicates().itertuples(index=False, name=None)
    return tuple(sorted((Item(*pair) for pair in found), key=_natural))


def _natural(item: Item) -> tuple[Sequence[tuple[int, str]], int, str]:
    order = {"progress": 0, "maturity": 1}
    parts = [(int(part) if part.isdecimal() else -1, part) for part in item.ref.split(".")]
    return parts, order.get(item.measure, 2), item.measure


def _counted(
    heard: Voices, items: tuple[Item, ...], scale: Scale, segments: tuple[Segment, ...]
) -> Cube:
    axes, refs = (len(items), len(segments)), pd.Index([segment.ref for segment in segments])

    def codes(groups: pd.Series) -> NDArray[np.intp]:
        return refs.get_indexer(pd.Index(groups))

    rows, people = _placed(heard, items, scale), heard.people
    item, group, point = rows["place"].to_numpy(), codes(rows["group"]), rows["point"].to_numpy()
    scored = point >= 0
    reason = np.where(rows["no_view"].isna(), REASONS.index("unsaid"), rows["no_view"].cat.codes)
    asked = codes(people["group"])
    latest = _tally(axes[1:], codes(people["latest"]))
    moved = np.subtract(_tally(axes, item, group), _tally(axes, item, codes(rows["latest"])))
    return Cube(
        period=heard.period,
        scale=scale,
        items=items,
        segments=segments,
        scores=_tally((*axes, scale.points), item[scored], group[scored], point[scored]),
        no_views=_tally((*axes, len(REASONS)), item[~scored], group[~scored], reason[~scored]),
        eligible=latest + moved,
        asked=_tally(axes[1:], asked),
        answered=_tally(axes[1:], asked[people["answered"].to_numpy()]),
    )


def _flows(before: Voices, later: Voices, cube: Cube) -> Flows:
    """Pair what each person scored in both periods, and sort the others by eligibility."""
    items, points = len(cube.items), cube.scale.points
    old, new = (
        rows.loc[rows["point"] >= 0, ["person", "place", "point"]].astype({"person": str})
        for rows in (_placed(heard, cube.items, cube.scale) for heard in (before, later))
    )
    pairs = old.merge(new, on=["person", "place"], how="outer", suffixes=("_old", "_new"))
    gone, fresh = pairs["point_new"].isna(), pairs["point_old"].isna()
    was, still = (pairs["person"].isin(heard.people["person"]) for heard in (before, later))

    def along(chosen: pd.Series, *columns: str) -> Counts:
        rows = pairs.loc[chosen, ["place", *columns]].astype(np.int64)
        shape = (items, *[points] * len(columns))
        return _tally(shape, *(rows[name].to_numpy() for name in rows.columns))

    return Flows(
        joint=along(~gone & ~fresh, "point_old", "point_new"),
        joined=along(fresh & ~was, "point_new"),
        returned=along(fresh & was, "point_new"),
        left=along(gone & ~still, "point_old"),
        lapsed=along(gone & still, "point_old"),
    )


def _placed(heard: Voices, items: tuple[Item, ...], scale: Scale) -> pd.DataFrame:
    """The counted rows of `items` with their `place` there and their `point`, -1 for 'no view'."""
    rows = heard.counted
    index = pd.MultiIndex.from_arrays(
        [[item.ref for item in items], [item.measure for item in items]]
    )
    keys = pd.MultiIndex.from_arrays([rows["item"].astype(str), rows["measure"].astype(str)])
    point = (rows["score"] - scale.first).fillna(-1).astype(np.int64)
    rows = rows.assign(place=index.get_indexer(keys), point=point)
    return rows[rows["place"] >= 0]


def _tally(shape: tuple[int, ...], *places: NDArray[np.integer]) -> Counts:
    """How often each combination of places occurs."""
    counts = np.zeros(shape, dtype=np.int64)
    np.add.at(counts, places, 1)
    return counts
