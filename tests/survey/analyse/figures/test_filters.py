"""What is looked at: chosen by links, told in words, the same on the page and in the file."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from sqlmodel import col, select

from survey.models import Answer, Mode, Response
from tests.survey.analyse.figures.conftest import Rows
from tests.survey.client import CheckingClient, texts
from tests.survey.house import House

pytestmark = pytest.mark.holds("a closed quarter")
WHOLE = "Cabinet, on the Executive side, form and interview only, on Culture: 10 of 10 answered."
Q2 = "/analyse/figures/2018-19-q2"


@pytest.fixture
def talked(house: House) -> None:
    """The first three people of the panel were interviewed in July."""
    with house.session() as session:
        query = select(Response).order_by(col(Response.id)).limit(3)
        for response in session.exec(query).all():
            response.mode = Mode.INTERVIEW
            for answer in session.exec(select(Answer).where(Answer.response_id == response.id)):
                answer.mode = Mode.INTERVIEW


def shown(analyst: CheckingClient, **chosen: str | list[str]) -> str:
    page = analyst.get(f"{Q2}?{urlencode(chosen, doseq=True)}")
    assert page.status_code == 200
    return next(text for text in texts(page, "p") if "answered." in text or "fits" in text)


@pytest.mark.usefixtures("talked")
@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ({"group": "cabinet"}, "Cabinet: 10 of 10 answered."),
        ({"group": ["cabinet", "audit"]}, "Cabinet and Audit: 12 of 12 answered."),
        ({"side": "assurance"}, "Assurance side: 2 of 2 answered."),
        ({"side": ["executive", "assurance"]}, "Executive and Assurance sides: 12 of 12 answered."),
        ({"mode": "interview"}, "Everybody, interview only: 2 of 12 answered."),
        ({"mode": "form"}, "Everybody, form only: 10 of 12 answered."),
        ({"mode": "form", "group": "cabinet"}, "Cabinet, form only: 8 of 10 answered."),
        (
            {"mode": ["form", "interview"], "side": "executive", "group": "cabinet", "theme": "1"},
            WHOLE,
        ),
        ({"mode": "paper"}, "Everybody, paper only: 0 of 12 answered."),
    ],
)
def test_what_is_shown_is_said_in_words(
    analyst: CheckingClient, chosen: dict[str, str | list[str]], told: str
) -> None:
    """Of the three interviewed one answered again in August, by form."""
    assert shown(analyst, **chosen) == told


@pytest.mark.parametrize(
    "chosen",
    [
        {"side": "external"},
        {"group": "nobody"},
        {"group": "cabinet", "side": "assurance"},
        {"side": "<b>"},
    ],
)
def test_a_choice_that_nobody_fits_gives_a_sentence(
    analyst: CheckingClient, chosen: dict[str, str]
) -> None:
    assert "nobody who was asked in July to September 2018 fits" in shown(analyst, **chosen)
    page = analyst.get(f"{Q2}?{urlencode(chosen)}")
    assert "data-take-chart" not in page.text
    assert texts(page, "table") == []


def test_a_mode_in_which_nobody_was_heard_gives_a_sentence(analyst: CheckingClient) -> None:
    page = analyst.get(f"{Q2}?mode=telephone")
    assert "Nobody answered like this, so there is nothing to show." in texts(page, "p")


def test_a_theme_that_nobody_was_asked_gives_a_sentence(analyst: CheckingClient) -> None:
    page = analyst.get(f"{Q2}?theme=77")
    assert "None of these themes was scored in July to September 2018." in texts(page, "p")


def test_each_choice_is_a_link_that_adds_or_takes_away(analyst: CheckingClient) -> None:
    page = analyst.get(f"{Q2}?group=cabinet&side=executive").text
    for query in (
        "?side=executive",  # without the group
        "?group=cabinet",  # without the side
        "?group=audit&amp;group=cabinet&amp;side=executive",
        "?group=cabinet&amp;side=assurance&amp;side=executive",
        "?group=cabinet&amp;side=executive&amp;mode=form",
    ):
        assert f'class="take-choose__choice" href="{Q2}{query}"' in page, query
    assert f'href="{Q2}/1?group=cabinet&amp;side=executive"' in page
    assert f'href="{Q2}.csv?group=cabinet&amp;side=executive&amp;table=spread-progress"' in page


@pytest.mark.usefixtures("talked", "improved")
def test_change_is_of_the_groups_that_are_chosen_and_of_no_mode(
    analyst: CheckingClient,
) -> None:
    quarter = "/analyse/figures/2018-19-q3"
    audit = analyst.get(f"{quarter}?group=audit")
    assert any("Too few changes to call 0.00 2 0 2 0" in row for row in texts(audit, "tr"))
    by_mode = analyst.get(f"{quarter}?mode=form")
    assert any("No change is shown: who was heard like this" in p for p in texts(by_mode, "p"))
    assert 'id="change"' not in by_mode.text


@pytest.mark.usefixtures("talked")
def test_a_file_holds_what_its_page_shows(file: Callable[[str], Rows]) -> None:
    (interviewed,) = file(f"{Q2}.csv?mode=interview&table=spread-progress")
    assert interviewed["looked_at"] == "Everybody, interview only"
    assert (interviewed["n"], interviewed["eligible"], interviewed["mean"]) == ("2", "12", "2")
    (formed,) = file(f"{Q2}.csv?mode=form&table=spread-progress")
    assert (formed["n"], formed["scored_5"]) == ("10", "3")
    assert file(f"{Q2}.csv?group=nobody") == []


def test_a_table_that_the_page_does_not_have_is_not_found(analyst: CheckingClient) -> None:
    answer = analyst.get(f"{Q2}.csv?table=change-progress")
    assert answer.status_code == 404
    assert "This page has no table" in answer.text


def test_hundreds_of_choices_are_cut_off(analyst: CheckingClient) -> None:
    many = urlencode([("group", f"{number}" * 200) for number in range(300)])
    assert analyst.get(f"{Q2}?{many}").status_code == 200


def test_a_theme_of_which_nobody_spoke_in_that_way_has_its_page(analyst: CheckingClient) -> None:
    assert analyst.get("/analyse/figures/2018-19-q2/1?mode=telephone").status_code == 200
