from dataclasses import replace
from fractions import Fraction

import pytest

from analysis.cube import Cube
from analysis.gaps import cliffs_delta, permutation_p
from analysis.tally import Item
from analysis.trends import telling
from analysis.trends.leads import Named, named, own_work
from tests.analysis.panels import cube_of, scored

ROLES = {
    "leader": "Leader of the Council",
    "chief": "Chief Executive (head of paid service)",
    "s151": "Corporate Director Finance and Governance (section 151 officer)",
    "solicitor": "City Solicitor (monitoring officer)",
    "cohesion": "Cabinet Member for Community Safety and Cohesion",
    "health": "Cabinet Member for Health and Social Care",
}


@pytest.mark.parametrize(
    ("text", "seats", "elsewhere"),
    [
        ("City Solicitor", ("solicitor",), ()),
        ("city solicitor; Leader of the Council", ("leader", "solicitor"), ()),
        ("Corporate Director Finance and Governance", ("s151",), ()),
        ("Cabinet Member for Health and Social Care", ("health",), ()),
        (
            "Cabinet Member Community Safety and Cohesion and Assistant Chief Executive",
            ("cohesion",),
            ("Assistant Chief Executive",),
        ),
        ("Chief Executive and City Solicitor", ("chief", "solicitor"), ()),
        ("Assistant Chief Executive", (), ("Assistant Chief Executive",)),
        (
            "Assistant Director Communications and Chief Operating Officer",
            (),
            ("Assistant Director Communications and Chief Operating Officer",),
        ),
        ("City Sol", (), ("City Sol",)),
        ("Strategy and City Solicitor", ("solicitor",), ("Strategy",)),
        ("", (), ()),
        (" ; the ", (), ("the",)),
        ("Cabinet Member", ("cohesion", "health"), ()),
    ],
)
def test_leads_are_found_as_the_plan_writes_them(
    text: str, seats: tuple[str, ...], elsewhere: tuple[str, ...]
) -> None:
    assert named([text], ROLES) == Named(seats, elsewhere)


def test_several_aims_name_each_lead_once() -> None:
    found = named(
        ["City Solicitor", "Nobody", "Chief Executive", "City Solicitor", "Nobody"], ROLES
    )
    assert found == Named(("chief", "solicitor"), ("Nobody",))


def panel(everybody: list[int], leads: list[int]) -> tuple[Cube, Cube]:
    return cube_of(scored({"audit": everybody})), cube_of(scored({"audit": leads}))


def test_the_leads_stand_beside_all_the_others() -> None:
    (found,) = own_work(*panel([1, 2, 3, 3, 0], [0, 0, 0, 2, 0]))
    assert (found.leads.n, found.others.n, found.others.counts) == (2, 7, (1, 2, 3, 1, 0))
    assert found.gap is not None
    one, other = (0, 0, 0, 2, 0), (1, 2, 3, 1, 0)
    assert found.gap.delta == cliffs_delta(one, other) == Fraction(6, 7)
    assert found.gap.p == permutation_p(one, other)
    assert telling.own_work(found, "July 2018") == (
        "Progress in July 2018: the leads score higher than everybody else, a large difference "
        "(Cliff's delta +0.86; 2 people against 7 people)."
    )


@pytest.mark.parametrize(
    ("everybody", "leads", "said"),
    [
        (
            [0, 0, 5, 0, 0],
            [0, 0, 1, 0, 0],
            (
                "Progress in July 2018: the leads score as high as everybody else "
                "(Cliff's delta 0.00; one person against 4 people)."
            ),
        ),
        (
            [1, 1, 8, 0, 0],
            [0, 1, 0, 0, 0],
            (
                "Progress in July 2018: the leads score lower than everybody else, a large "
                "difference (Cliff's delta \N{MINUS SIGN}0.78; one person against 9 people)."
            ),
        ),
        (
            [0, 0, 1, 0, 0],
            [0, 0, 1, 0, 0],
            "Progress in July 2018: no comparison (one person against nobody).",
        ),
    ],
)
def test_it_is_told_with_both_bases(everybody: list[int], leads: list[int], said: str) -> None:
    (found,) = own_work(*panel(everybody, leads))
    assert telling.own_work(found, "July 2018") == said


def test_what_only_the_leads_were_asked_has_nobody_beside_it() -> None:
    everybody, leads = panel([0, 0, 1, 0, 0], [0, 0, 1, 0, 0])
    assert own_work(everybody, replace(leads, items=(Item("2", "progress"),))) == ()


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Named((), ()), "The plan names no lead for this theme's aims."),
        (
            Named((), ("Nobody",)),
            "The plan names 'Nobody' as lead; nobody of that title has a seat on the panel.",
        ),
        (
            Named(("leader",), ()),
            "Of the leads that the plan names, Leader of the Council has a seat on the panel.",
        ),
        (
            Named(("leader", "health"), ("Nobody",)),
            (
                "Of the leads that the plan names, Leader of the Council, and Cabinet Member "
                "for Health and Social Care have seats on the panel; 'Nobody' has none."
            ),
        ),
        (
            Named(("leader",), ("Nobody", "Another")),
            (
                "Of the leads that the plan names, Leader of the Council has a seat on the panel; "
                "'Nobody' and 'Another' have none."
            ),
        ),
    ],
)
def test_who_leads_is_told_in_words_that_fit_their_number(found: Named, said: str) -> None:
    assert telling.leading(found, ROLES) == said
