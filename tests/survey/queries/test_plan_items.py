"""What a theme or aim has become, and how near it stands to what no word is published about."""

import pytest
from sqlmodel import Session, select

from survey.models import Aim, Lineage, LineageKind, LineageLevel, Theme
from survey.queries.plan_items import Exempt, plan_items
from tests.survey.council import add_aim, add_theme

SPLIT, MERGED, RENAMED = LineageKind.SPLIT, LineageKind.MERGED, LineageKind.RENAMED


def step(session: Session, level: LineageLevel, kind: LineageKind, old: str, new: str) -> None:
    session.add(
        Lineage(
            level=level, kind=kind, from_month="2018-10", old_ref=old, new_ref=new,
            old_name=f"old {old}", new_name=f"new {new}",
        )
    )  # fmt: skip
    session.flush()


@pytest.fixture
def plan(session: Session) -> Session:
    """Themes 1 to 4, each with an aim; the aim of the fourth is exempt."""
    for place in range(1, 5):
        theme = add_theme(session, place, f"Theme {place}")
        add_aim(session, theme, 1, f"Aim {place}", exempt=place == 4)
    return session


def test_names_are_those_of_the_month(plan: Session) -> None:
    step(plan, LineageLevel.THEME, RENAMED, "1", "1")
    assert plan_items(plan, "2018-09").item("1").name == "old 1"
    assert plan_items(plan, "2018-10").item("1").name == "Theme 1"
    assert plan_items(plan).item("2.1").name == "2.1 Aim 2"
    assert plan_items(plan).item("").name == "No aim or theme"
    assert plan_items(plan).item("gone").name == "gone"


def test_what_was_split_or_merged_is_called_as_its_successors(plan: Session) -> None:
    for old, new, kind in (("1", "2", SPLIT), ("1", "3", SPLIT)):
        step(plan, LineageLevel.THEME, kind, old, new)
    before, after = plan_items(plan, "2018-09"), plan_items(plan, "2018-10")
    assert before.item("1").themes == ("1",)
    assert before.item("3").name == "Theme 1"
    assert (after.item("1").name, after.item("1").themes) == ("Theme 2 and Theme 3", ("2", "3"))
    assert [ref for ref, _ in after.offered()] == ["2", "2.1", "3", "3.1", "4", "4.1"]


def test_exempt_aims_are_marked_where_they_are_offered(plan: Session) -> None:
    label = dict(plan_items(plan).offered())["4.1"]
    assert label.endswith("4.1 Aim 4 (exempt: never published)")


def test_an_exempt_aim_its_theme_and_nothing_at_all_are_near_it(plan: Session) -> None:
    items = plan_items(plan)
    found = {ref: items.nearness(ref) for ref in ("4.1", "4", "1", "1.1", "", "gone")}
    assert found == {
        "4.1": Exempt.IS, "4": Exempt.NEAR, "1": Exempt.APART, "1.1": Exempt.APART,
        "": Exempt.NEAR, "gone": Exempt.NEAR,
    }  # fmt: skip
    another = add_aim(plan, plan.exec(select(Theme).where(Theme.ref == "4")).one(), 2, "Open")
    assert plan_items(plan).nearness(another.ref) is Exempt.NEAR


def test_without_an_exempt_aim_nothing_is_near_one(plan: Session) -> None:
    plan.exec(select(Aim).where(Aim.ref == "4.1")).one().exempt = False
    plan.flush()
    assert {plan_items(plan).nearness(ref) for ref in ("4.1", "4", "")} == {Exempt.APART}


def test_what_became_or_came_from_an_exempt_aim_is_one(plan: Session) -> None:
    step(plan, LineageLevel.AIM, MERGED, "1.1", "4.1")
    step(plan, LineageLevel.THEME, SPLIT, "2", "4")
    items = plan_items(plan, "2018-09")
    assert items.nearness("1.1") is Exempt.IS
    assert items.nearness("2") is Exempt.NEAR


def test_an_exempt_aim_is_known_by_all_its_names(plan: Session) -> None:
    step(plan, LineageLevel.AIM, RENAMED, "4.1", "4.1")
    items = plan_items(plan)
    for text in ("about aim 4", "an OLD 4.1 thing", "new 4.1"):
        assert items.names_exempt("nothing", text)
    assert not items.names_exempt("aim 1", "")
