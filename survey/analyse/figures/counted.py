"""What somebody looks at, counted."""

from dataclasses import dataclass

from analysis.cube import Cube
from analysis.groups import Segment
from analysis.internal import Internal, InternalItem, internal
from analysis.periods import Period
from analysis.scale import Scale
from survey.analyse.figures.look import Look
from survey.analyse.figures.names import Names, names
from survey.errors import NotFound
from survey.extensions import db
from survey.models import RoundState
from survey.queries.by_mode import cube_by_mode
from survey.queries.editions import round_states
from survey.queries.scored import PLAN, scored
from survey.queries.summaries import cube_of


@dataclass(frozen=True, slots=True)
class Counted:
    """The figures of a look, with the panel's `segments` of the period, chosen or not.

    `open_months` are those of its rounds that take answers still.
    """

    look: Look
    figures: Internal
    scale: Scale
    segments: tuple[Segment, ...]
    names: Names
    open_months: tuple[str, ...]

    def item(self, ref: str, measure: str) -> InternalItem | None:
        return self.figures.item(ref, measure)

    @property
    def refs(self) -> list[str]:
        """Everything that was scored."""
        return list(dict.fromkeys(each.item for each in self.figures.items))

    @property
    def themes(self) -> list[str]:
        """What is shown of what was scored, themes alone."""
        every = self.names.themes(self.refs)
        return [ref for ref in every if not self.look.themes or ref in self.look.themes]


def counted(look: Look) -> Counted:
    """Every figure of `look`, live; NotFound where no round of its period asked its theme."""
    whole = cube(look)
    found = Counted(
        look,
        internal(narrowed(whole, look)),
        whole.scale,
        whole.segments,
        names(look.period),
        tuple(
            month
            for month, state in round_states(db.session, look.period).items()
            if state is RoundState.OPEN
        ),
    )
    if look.theme and look.theme not in found.names.themes(asked(look.period)):
        raise NotFound(
            f"No theme '{look.theme}' was asked in {look.period.label}: go back to all themes."
        )
    return found


def asked(period: Period) -> set[str]:
    """What the rounds of `period` ask scores of, whether or not somebody has answered."""
    return {each.item or PLAN for each in scored(db.session, period.months, live=True)}


def cube(look: Look) -> Cube:
    if look.modes:
        return cube_by_mode(db.session, look.period, look.modes)
    return cube_of(db.session, look.period, inside=True, live=True)


def narrowed(whole: Cube, look: Look) -> Cube:
    """The groups that are chosen by themselves and by their side."""
    if not look.groups and not look.sides:
        return whole
    before = whole.earlier.segments if whole.earlier else ()
    return whole.only({each.ref for each in (*before, *whole.segments) if _wanted(each, look)})


def _wanted(segment: Segment, look: Look) -> bool:
    return (not look.groups or segment.ref in look.groups) and (
        not look.sides or segment.side in look.sides
    )
