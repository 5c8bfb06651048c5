import pytest
from flask import Flask
from sqlmodel import select

from survey.models import Aim, AimRag, Rag, RoleName, Theme
from survey.queries.asked_themes import asked_themes
from tests.survey.accounts import browser, events
from tests.survey.client import CheckingClient
from tests.survey.house import House

pytestmark = pytest.mark.holds("a council")
PLAN = "/manage/plan/"
AIM = {
    "theme_ref": "2", "aim": "A workforce plan", "background": "", "required_action": "",
    "output": "A plan that is costed", "due": "2018-09", "lead": "Chief Executive",
}  # fmt: skip


@pytest.fixture
def manager(app: Flask) -> CheckingClient:
    return browser(app, RoleName.MANAGER)


def test_the_plan_shows_themes_aims_and_what_is_not_rated(manager: CheckingClient) -> None:
    page = manager.get(PLAN).get_data(as_text=True)
    assert "2 Culture &amp; protocol" in page
    assert "1.1 A culture dashboard" in page
    assert "Not rated" in page


def test_an_aim_is_added_corrected_and_told(manager: CheckingClient, house: House) -> None:
    added = manager.fill(f"{PLAN}aims/new?theme=2", {"ref": "2.9", **AIM}, to=f"{PLAN}aims/new")
    assert added.location == PLAN
    kept = manager.get(f"{PLAN}aims/2.9").get_data(as_text=True)
    assert "A plan that is costed" in kept
    manager.fill(f"{PLAN}aims/2.9", {**AIM, "lead": "", "exempt": "yes"}, to=f"{PLAN}aims/2.9")
    with house.session() as session:
        aim = session.exec(select(Aim).where(Aim.ref == "2.9")).one()
        assert (aim.lead, aim.exempt, aim.due) == ("", True, "2018-09")
        asked = asked_themes(session, "2018-07")
    assert all("workforce" not in promise for theme in asked for promise in theme.promises)
    assert "Exempt: never published" in manager.get(PLAN).get_data(as_text=True)
    last = events(manager.application)[-1]
    assert (last.action, last.subject) == ("aim corrected", "aim 2.9")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"due": "September"}, "is not a month"),
        ({"aim": ""}, "It is empty; fill it in."),
        ({"ref": "1.1"}, "The plan has an aim &#39;1.1&#39; already"),
        ({"theme_ref": "77"}, "The plan has no theme &#39;77&#39;"),
        ({"output": "a\x00b"}, "control character"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    manager: CheckingClient, wrong: dict[str, str], sentence: str
) -> None:
    page = manager.fill(f"{PLAN}aims/new", {"ref": "2.9", **AIM, **wrong}, to=f"{PLAN}aims/new")
    words = page.get_data(as_text=True)
    assert page.status_code in {400, 404, 409}
    assert sentence in words
    assert "Chief Executive" in words


def test_a_theme_is_added_and_corrected(manager: CheckingClient, house: House) -> None:
    facts = {"name": "Partnerships", "kind": "governance", "lga_criterion": "partnership"}
    manager.fill(f"{PLAN}themes/new", {"ref": "3", **facts}, to=f"{PLAN}themes/new")
    again = manager.fill(f"{PLAN}themes/new", {"ref": "3", **facts}, to=f"{PLAN}themes/new")
    assert again.status_code == 409
    corrected = {**facts, "name": "Partnership working"}
    manager.fill(f"{PLAN}themes/3", corrected, to=f"{PLAN}themes/3")
    with house.session() as session:
        assert [theme.name for theme in asked_themes(session, "2018-07")][-1] == (
            "Partnership working"
        )
    unnamed = manager.fill(f"{PLAN}themes/3", {**facts, "name": ""}, to=f"{PLAN}themes/3")
    assert unnamed.status_code == 400
    assert manager.get(f"{PLAN}themes/44").status_code == 404
    assert manager.get(f"{PLAN}aims/44").status_code == 404


def test_the_official_ratings_are_given_month_by_month(
    manager: CheckingClient, house: House
) -> None:
    july, august = f"{PLAN}ratings/2018-07", f"{PLAN}ratings/2018-08"
    manager.fill(july, {"aim-1.1": "amber", "aim-2.1": "red", "aim-none": "blue"}, to=july)
    page = manager.fill(august, {"aim-1.1": "green", "aim-2.1": "red"}, to=august)
    assert "1 rating was changed" in manager.get(page.location).get_data(as_text=True)
    with house.session() as session:
        found = session.exec(select(Aim.ref, AimRag.month, AimRag.rag).join(AimRag)).all()
    assert sorted(found) == [
        ("1.1", "2018-07", Rag.AMBER), ("1.1", "2018-08", Rag.GREEN), ("2.1", "2018-07", Rag.RED),
    ]  # fmt: skip
    assert "since July 2018" in manager.get(august).get_data(as_text=True)


def test_a_month_that_is_none_is_refused_in_a_sentence(manager: CheckingClient) -> None:
    page = manager.get(f"{PLAN}ratings?month=July")
    assert page.status_code == 400
    assert "&#39;July&#39; is not a month" in page.get_data(as_text=True)
    assert manager.get(f"{PLAN}ratings?month=2018-07").location == f"{PLAN}ratings/2018-07"
    assert manager.get(f"{PLAN}ratings/July").status_code == 404


def test_a_theme_is_renamed_split_and_merged_from_a_month_on(
    manager: CheckingClient, house: House
) -> None:
    rename, split, merge = (f"{PLAN}theme/{path}" for path in ("1/rename", "2/split", "merge"))
    manager.fill(rename, {"name": "Leading", "from_month": "2018-09"}, to=rename)
    parts = {"ref-1": "8", "name-1": "Culture", "ref-2": "9", "name-2": "Protocol"}
    manager.fill(split, {**parts, "from_month": "2018-10", "aim-2.1": "2"}, to=split)
    into = {"refs": ["1", "8"], "ref": "10", "name": "Leading well"}
    manager.fill(merge, {**into, "from_month": "2019-01"}, to=merge)
    with house.session() as session:
        asked = {
            month: [(theme.ref, theme.name, len(theme.promises)) for theme in found]
            for month in ("2018-08", "2018-09", "2018-10", "2019-01")
            for found in [asked_themes(session, month)]
        }
    assert asked["2018-08"] == [("1", "Political leadership", 1), ("2", "Culture & protocol", 1)]
    assert asked["2018-09"] == [("1", "Leading", 1), ("2", "Culture & protocol", 1)]
    assert asked["2018-10"] == [("1", "Leading", 1), ("8", "Culture", 0), ("9", "Protocol", 1)]
    assert asked["2019-01"] == [("10", "Leading well", 1), ("9", "Protocol", 1)]
    told = manager.get(PLAN).get_data(as_text=True)
    assert "September 2018: theme 1 'Political leadership' is called 'Leading'" in told
    assert "is merged into 10 'Leading well'" in told
    done = [event.action for event in events(manager.application)][-3:]
    assert done == ["theme renamed", "theme split", "theme merged"]


def test_aims_are_renamed_split_and_merged_too(manager: CheckingClient, house: House) -> None:
    rename, split, merge = (f"{PLAN}aim/{path}" for path in ("1.1/rename", "2.1/split", "merge"))
    manager.fill(rename, {"name": "A dashboard", "from_month": "2018-09"}, to=rename)
    parts = {"ref-1": "2.8", "name-1": "One half", "ref-2": "2.9", "name-2": "The other"}
    manager.fill(split, {**parts, "from_month": "2018-10"}, to=split)
    into = {"refs": ["2.8", "2.9"], "ref": "2.10", "name": "Whole again"}
    manager.fill(merge, {**into, "from_month": "2019-01"}, to=merge)
    with house.session() as session:
        promised = {
            month: [theme.promises for theme in asked_themes(session, month)]
            for month in ("2018-08", "2018-09", "2018-10", "2019-01")
        }
    assert promised["2018-08"] == [("A culture dashboard",), ("A culture dashboard",)]
    assert promised["2018-09"] == [("A dashboard",), ("A culture dashboard",)]
    assert promised["2018-10"] == [("A dashboard",), ("One half", "The other")]
    assert promised["2019-01"] == [("A dashboard",), ("Whole again",)]


@pytest.mark.holds("a council's july")
@pytest.mark.parametrize(
    ("verb", "typed", "sentence"),
    [
        ("theme/1/rename", {"name": "X", "from_month": "2018-07"}, "July 2018 has been opened"),
        ("theme/1/rename", {"name": "X", "from_month": "soon"}, "is not a month"),
        ("theme/1/rename", {"name": "", "from_month": "2018-10"}, "The name cannot be used"),
        (
            "theme/1/rename",
            {"name": "Political leadership", "from_month": "2018-10"},
            "already; write another name",
        ),
        (
            "theme/1/split",
            {"ref-1": "8", "name-1": "A", "ref-2": "9", "name-2": "B", "from_month": "2018-11"},
            "lies within the quarter October to December 2018",
        ),
        ("theme/1/split", {"ref-1": "8", "name-1": "A", "from_month": "2018-10"}, "at least 2"),
        (
            "theme/1/split",
            {"ref-1": "8", "name-1": "A", "ref-2": "8", "name-2": "B", "from_month": "2018-10"},
            "Two parts have the reference",
        ),
        (
            "theme/1/split",
            {"ref-1": "2", "name-1": "A", "ref-2": "9", "name-2": "B", "from_month": "2018-10"},
            "a reference of its own",
        ),
        ("theme/merge", {"refs": ["1"], "from_month": "2018-10"}, "A merger takes at least 2"),
    ],
)
def test_a_step_that_would_change_what_was_asked_is_refused(
    manager: CheckingClient, house: House, verb: str, typed: dict[str, str], sentence: str
) -> None:
    page = manager.fill(PLAN + verb, typed, to=PLAN + verb)
    assert page.status_code in {400, 409}
    assert sentence in page.get_data(as_text=True)
    with house.session() as session:
        assert len(session.exec(select(Theme)).all()) == 2


def test_what_has_ended_is_not_divided_again(manager: CheckingClient) -> None:
    split = f"{PLAN}theme/2/split"
    parts = {"ref-1": "8", "name-1": "Culture", "ref-2": "9", "name-2": "Protocol"}
    manager.fill(split, {**parts, "from_month": "2018-10"}, to=split)
    assert manager.get(split).status_code == 409
    assert manager.get(f"{PLAN}theme/77/rename").status_code == 404
