"""Two small tables of a big frame: people by where they count, and by what they said on each item.

Written once, in narwhals; each table is one question to the engine. Whatever there is once for each
period carries the period's place in its name: `at0` is where somebody stands on the roster in the
first period, `said1` their vote in the second. What there is not is -1, so that nothing is null.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import narwhals as nw

from analysis.answers import Answers, Roster
from analysis.columns import Rows, fetched, refuse
from analysis.periods import Period
from analysis.votes import NOTHING, Code

_Row = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], int]
_DIGITS = ("group", "mode", "score", "no_view")
_ONE_BY_ONE = ("person", "round")


class Person(NamedTuple):
    """People by group on the roster and group of the greatest vote, each by period."""

    at: tuple[int, ...]
    said: tuple[int, ...]
    people: int


class Voice(NamedTuple):
    """People by `item`, group on the roster and what they said (see `Code.read`), by period."""

    item: int
    at: tuple[int, ...]
    said: tuple[int, ...]
    people: int


@dataclass(frozen=True, slots=True)
class Voices:
    """The two tables and the code that they are written in."""

    code: Code
    people: tuple[Person, ...]
    voices: tuple[Voice, ...]


def voices(answers: Answers, roster: Roster | None, periods: Sequence[Period]) -> Voices:
    """Who could answer and what they said in each of `periods`.

    Raises AnswersError with the row where somebody answered who was not on the roster, or twice.
    """
    months = (month for period in periods for month in period.months)
    code = Code.of(answers, months, () if roster is None else roster.groups)
    return _Question(answers, roster, periods, code).answered()


@dataclass(frozen=True, slots=True)
class _Question:
    answers: Answers
    roster: Roster | None
    periods: Sequence[Period]
    code: Code

    def answered(self) -> Voices:
        standings = self._standings()
        people, stranger = self._tallied(self._people(standings), [], self.code.size("group"))
        if stranger and self.roster is not None:
            self._refuse_stranger(self.roster)
        heard, twice = self._tallied(self._heard(standings), ["item"], self.code.size(*_DIGITS))
        if twice:
            self.answers.refuse_twice()
        return Voices(
            self.code,
            tuple(Person(at, said, number) for _, at, said, number in people),
            tuple(Voice(key[0], at, said, number) for key, at, said, number in heard),
        )

    def _votes(self, *digits: str, **others: nw.Expr) -> Rows:
        """Each answer of the periods as a vote in those that it falls in, with `others` beside."""
        rows = self.answers.rows.filter(self._within())
        voted = rows.select(*_ONE_BY_ONE, vote=self.code.vote(*digits), **others)
        said = {
            name: nw.when(_in(period)).then(nw.col("vote")).otherwise(_NOTHING)
            for name, period in zip(self._names("said"), self.periods, strict=True)
        }
        return voted.select(*_ONE_BY_ONE, *others, **said)

    def _standings(self) -> Rows:
        """Each row of the roster as a place that is the greater, the later it is in a period."""
        code = self.code
        group = code.numbered("group", code.groups)
        rows = self.answers.rows if self.roster is None else self.roster.rows.filter(self._within())
        at = {
            name: code.valued("round", self._ranks(period)) * len(code.groups) + group
            for name, period in zip(self._names("at"), self.periods, strict=True)
        }
        return rows.select(*_ONE_BY_ONE, **at)

    def _ranks(self, period: Period) -> dict[str, int]:
        """From which month a person's group is taken: the one that ranks highest."""
        if self.roster is not None:
            places = {month: place for place, month in enumerate(period.months)}
            months = {month for each in self.periods for month in each.months}
            return {month: places.get(month, NOTHING) for month in months}
        rounds = sorted({kind.round for kind in self.answers.kinds}) or [""]
        return {
            month: len(rounds) + place if month <= period.months[-1] else len(rounds) - 1 - place
            for place, month in enumerate(rounds)
        }

    def _people(self, standings: Rows) -> Rows:
        """One row a person; at `fault` is who answered in a round without being on its roster."""
        ats, saids = self._names("at"), self._names("said")
        spoken = self._votes("group")
        both = nw.concat(
            [
                standings.select(*_ONE_BY_ONE, *ats, *_all(saids), fault=_number(0)),
                spoken.select(*_ONE_BY_ONE, *_all(ats), *saids, fault=_number(1)),
            ]
        )
        monthly = both.group_by(*_ONE_BY_ONE).agg(nw.col(*ats, *saids).max(), nw.col("fault").min())
        return monthly.group_by("person").agg(nw.col(*ats, *saids, "fault").max())

    def _heard(self, standings: Rows) -> Rows:
        """One row a person and item; at `fault` is who answered it twice in one round."""
        latest = standings.group_by("person").agg(nw.col(*self._names("at")).max())
        said = nw.col(*self._names("said")).max()
        if not self.answers.waits:
            each = self._votes(*_DIGITS, item=self.code.item()).group_by("person", "item")
            return each.agg(said).join(latest, on="person").with_columns(fault=_number(0))
        marks = {month: 1 << place for place, month in enumerate(self.code.months)}
        month = self.code.valued("round", marks)
        each = self._votes(*_DIGITS, item=self.code.item(), month=month).group_by("person", "item")
        heard = each.agg(said, nw.col("month").sum(), nw.len().alias("times"))
        return heard.with_columns(fault=self._repeated()).join(latest, on="person")

    def _repeated(self) -> nw.Expr:
        """1 where more answers than months stand behind a vote, by the sum of its months, else 0.

        Each month is a power of two: the sum has as many binary ones as there are answers, and
        fewer where one month is in it twice.
        """
        months = nw.col("month").cast(nw.Int64)
        ones = nw.sum_horizontal(
            *((months // (1 << place)) % 2 for place in range(len(self.code.months)))
        )
        return (ones != nw.col("times")).cast(nw.Int64)

    def _tallied(self, rows: Rows, keys: list[str], spoken: int) -> tuple[list[_Row], bool]:
        """People by `keys`, groups and what was said; whether one of `rows` is at fault.

        Groups and votes of all periods go into one number each, as so many columns cost time.
        """
        groups, width = len(self.code.groups), len(self.periods)
        keys = ["fault", *keys]
        packed = rows.select(
            *keys, at=_packed(self._names("at"), groups), said=_packed(self._names("said"), spoken)
        )
        counted = packed.group_by(*keys, "at", "said").agg(nw.len().alias("people"))
        found = fetched(counted.select("people", "at", "said", *keys))
        return [
            (tuple(key), _unpacked(at, groups, width), _unpacked(said, spoken, width), people)
            for people, at, said, _, *key in found
        ], any(row[3] for row in found)

    def _refuse_stranger(self, roster: Roster) -> None:
        """Raise AnswersError that names the first row of somebody who is not on the roster."""
        asked = roster.rows.select(*_ONE_BY_ONE)
        answered = self.answers.rows.filter(self._within())
        answered = answered.join(asked, on=list(_ONE_BY_ONE), how="anti")
        refuse(
            answered,
            nw.col("person") != "",
            "answers",
            lambda row: (
                f"'{row['person']}' answered in {row['round']} but is not on the roster of that "
                "round; add them to the roster or take the answer out"
            ),
        )

    def _within(self) -> nw.Expr:
        return nw.any_horizontal(*map(_in, self.periods), ignore_nulls=False)

    def _names(self, stem: str) -> list[str]:
        return [f"{stem}{place}" for place in range(len(self.periods))]


def _in(period: Period) -> nw.Expr:
    return (nw.col("round") >= period.months[0]) & (nw.col("round") <= period.months[-1])


def _packed(names: list[str], size: int) -> nw.Expr:
    """Columns as one number, of each the remainder by `size`; what is not there is kept apart."""
    whole: nw.Expr = _number(0)
    for name in names:
        digit = nw.when(nw.col(name) < 0).then(_number(0)).otherwise(nw.col(name) % size + 1)
        whole = whole * (size + 1) + digit
    return whole


def _unpacked(number: int, size: int, width: int) -> tuple[int, ...]:
    """The columns that went into a number."""
    found: list[int] = []
    for _ in range(width):
        number, digit = divmod(number, size + 1)
        found.insert(0, digit - 1)
    return tuple(found)


def _number(value: int) -> nw.Expr:
    return nw.lit(value, dtype=nw.Int64)


def _all(names: list[str]) -> list[nw.Expr]:
    return [_NOTHING.alias(name) for name in names]


_NOTHING = _number(NOTHING)
