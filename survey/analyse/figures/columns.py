"""What a table of figures can say of a line: as it is read on a page, and unrounded in a file."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from analysis import wording
from analysis.bounds import establishes_direction
from analysis.change import Decomposition
from analysis.internal import InternalChange
from analysis.scale import Scale
from survey.analyse.figures import shown
from survey.analyse.figures.lines import Line

Value = Fraction | float | str | None


@dataclass(frozen=True, slots=True)
class Column:
    """`keys` name the `values` in a file; `words` are what a page shows under `header`."""

    header: str
    keys: tuple[str, ...]
    values: Callable[[Line], tuple[Value, ...]]
    words: Callable[[Line], str]


BASE = Column(
    "Scored",
    ("n", "eligible"),
    lambda line: (line.figures.n, line.figures.eligible),
    lambda line: f"{line.figures.n} of {line.figures.eligible}",
)


def spread(scale: Scale) -> tuple[Column, ...]:
    """How scores are spread, point by point, and what is computed of that."""
    return (
        BASE,
        *(_point(place, scale.first + place) for place in range(scale.points)),
        _figure("Median", "median", shown.median),
        _figure("Net", "net", lambda value: shown.signed(value, 0)),
        _figure("Mean", "mean", shown.decimal),
        Column(
            "Agreement (A)",
            ("agreement", "agreement_word"),
            lambda line: (line.figures.agreement, line.figures.agreement_word),
            _agreement,
        ),
        _figure("Cns", "consensus", shown.decimal),
    )


def _point(place: int, score: int) -> Column:
    return Column(
        str(score),
        (f"scored_{score}",),
        lambda line: (line.figures.counts[place],),
        lambda line: str(line.figures.counts[place]),
    )


def _figure(header: str, name: str, words: Callable[[shown.Number], str]) -> Column:
    return Column(
        header,
        (name,),
        lambda line: (getattr(line.figures, name),),
        lambda line: words(getattr(line.figures, name)),
    )


def _agreement(line: Line) -> str:
    if line.figures.agreement is None:
        return shown.NONE
    return f"{shown.decimal(line.figures.agreement)}, {line.figures.agreement_word}"


def _no_view(header: str, name: str) -> Column:
    """A share of those who answered; where many are not close enough the cell says so aloud."""

    def of(line: Line) -> Fraction | None:
        found: Fraction | None = getattr(line.figures.no_view, name, None)
        return found

    def words(line: Line) -> str:
        shares = line.figures.no_view
        many = shares is not None and shares.flagged and name == "not_close"
        return f"{shown.share(of(line))}{', many' if many else ''}"

    return Column(header, (f"no_view_{name}",), lambda line: (of(line),), words)


SILENCE = (
    BASE,
    Column(
        "Mean could be",
        ("mean_low", "mean_high"),
        lambda line: line.figures.mean_bounds or (None, None),
        lambda line: shown.between(line.figures.mean_bounds),
    ),
    Column(
        "Favourable could be",
        ("favourable_low", "favourable_high"),
        lambda line: line.figures.favourable_bounds or (None, None),
        lambda line: shown.shares_between(line.figures.favourable_bounds),
    ),
    _no_view("No view", "total"),
    _no_view("Too early to judge", "too_early"),
    _no_view("Not close enough to judge", "not_close"),
)


def _of_change(
    header: str,
    keys: tuple[str, ...],
    values: Callable[[InternalChange], tuple[Value, ...]],
    words: Callable[[InternalChange], str],
) -> Column:
    """A column that is empty where nothing is compared."""
    return Column(
        header,
        keys,
        lambda line: (None,) * len(keys) if line.change is None else values(line.change),
        lambda line: shown.NONE if line.change is None else words(line.change),
    )


def verdict(change: InternalChange) -> str:
    """'Improved (firm)', 'No reliable change'."""
    said = wording.capitalised(change.verdict)
    return f"{said} ({change.strength})" if change.strength else said


def _panel(change: InternalChange) -> str:
    if change.bounds is None or establishes_direction(change.bounds):
        return shown.change_between(change.bounds)
    return f"{shown.change_between(change.bounds)}; direction not established"


def _part(header: str, name: str) -> Column:
    def of(parts: Decomposition | None) -> Fraction | None:
        found: Fraction | None = getattr(parts, name, None)
        return found

    return _of_change(
        header,
        (f"change_{name}",),
        lambda c: (of(c.decomposition),),
        lambda c: shown.signed(of(c.decomposition)),
    )


CHANGE = (
    _of_change("Verdict", ("verdict", "strength"), lambda c: (c.verdict, c.strength), verdict),
    _part("Change of the matched", "matched"),
    _of_change("Matched", ("matched_n",), lambda c: (c.matched_n,), lambda c: str(c.matched_n)),
    _of_change("Up", ("up",), lambda c: (c.up,), lambda c: str(c.up)),
    _of_change("Same", ("same",), lambda c: (c.same,), lambda c: str(c.same)),
    _of_change("Down", ("down",), lambda c: (c.down,), lambda c: str(c.down)),
    _of_change(
        "p (sign-flip)",
        ("sign_flip_p",),
        lambda c: (c.sign_flip.p,),
        lambda c: shown.chance(c.sign_flip.p),
    ),
    _of_change("p (sign)", ("sign_p",), lambda c: (c.sign.p,), lambda c: shown.chance(c.sign.p)),
    _of_change(
        "p (Holm)", ("holm_p",), lambda c: (c.adjusted_p,), lambda c: shown.chance(c.adjusted_p)
    ),
    _of_change(
        "Whole panel's change could be",
        ("change_low", "change_high"),
        lambda c: c.bounds or (None, None),
        _panel,
    ),
)


PARTS = tuple(
    _part(header, name)
    for header, name in (
        ("Change of the mean", "total"),
        ("Matched moved", "matched"),
        ("Joined", "joined"),
        ("Returned", "returned"),
        ("Left", "left"),
        ("Lapsed", "lapsed"),
    )
)
