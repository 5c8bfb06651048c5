"""A theme as a panel scored it in two quarters, and strategies that make one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from analysis.counting import count
from analysis.cube import Cube
from analysis.disclosure.rules import protect
from analysis.groups import Groups, Segment, Standing
from analysis.internal import Internal, internal
from analysis.reading import Reading
from analysis.summary import summarise
from tests.analysis.panels import Q1, Q2, Row, answers_of, roster_of

MEASURES = {"progress": "Progress", "maturity": "Maturity"}
THEME = "1"
GROUPS = Groups(
    tuple(
        Standing("2018-04", Segment(group, group.title(), side, side.title(), side))
        for group, side in (
            ("cabinet", "executive"),
            ("audit", "assurance"),
            ("partners", "external"),
        )
    )
)
# A score, a reason for none, or silence, of one person in one quarter on one measure.
Said = int | str | None


@dataclass(frozen=True)
class Theme:
    """The same quarter as it is published, as it was counted, and exactly."""

    reading: Reading
    cube: Cube
    exact: Internal


def theme(
    people: Sequence[tuple[str, tuple[Said, Said], tuple[Said, Said]]],
    official: dict[str, int] | None = None,
    *,
    compared: bool = True,
) -> Theme:
    """Each of `people`: group, what they said of progress (before, after), and of maturity.

    Somebody who said nothing at all in a quarter was not asked in it.
    """
    rows: list[Row] = []
    for place, (group, *measures) in enumerate(people):
        for measure, quarters in zip(MEASURES, measures, strict=True):
            for month, said in zip(("2018-05", "2018-07"), quarters, strict=True):
                if said is not None:
                    score = said if isinstance(said, int) else None
                    reason = said if isinstance(said, str) else None
                    rows.append((month, f"p{place}", group, THEME, measure, score, reason))
    cube = count(answers_of(rows), roster_of(rows), GROUPS, Q2, Q1 if compared else None)
    cube = replace(cube, official={THEME: official or {}})
    reading = Reading(summarise(protect(cube)), {THEME: "Culture"}, MEASURES, simulated=False)
    return Theme(reading, cube, internal(cube))


def themes() -> st.SearchStrategy[Theme]:
    said: st.SearchStrategy[Said] = st.one_of(
        st.integers(1, 5), st.sampled_from([None, "too-early", "not-close"])
    )
    # People who score the same twice are the most common ones of real panels.
    steady = st.integers(1, 5).map(lambda score: (score, score))
    pairs = st.one_of(steady, st.tuples(said, said))
    people = st.tuples(st.sampled_from(["cabinet", "audit", "partners"]), pairs, pairs)
    ratings = st.dictionaries(st.sampled_from(["red", "amber", "green"]), st.integers(0, 4))
    return st.builds(
        lambda found, official, compared: theme(found, official, compared=compared),
        st.lists(people, min_size=1, max_size=40),
        ratings,
        st.booleans(),
    )
