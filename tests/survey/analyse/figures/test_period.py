import pytest
from flask import Flask

from survey.models import RoleName
from tests.survey.accounts import browser, events
from tests.survey.client import CheckingClient, texts
from tests.survey.council import answered, invitations
from tests.survey.house import House
from tests.survey.quarter import EXEMPT, OPENS, open_month

pytestmark = pytest.mark.holds("a closed quarter")
Q2, Q3 = "/analyse/figures/2018-19-q2", "/analyse/figures/2018-19-q3"


def paragraphs(analyst: CheckingClient, address: str) -> list[str]:
    return texts(analyst.get(address), "p")


def test_a_quarter_shows_every_theme_with_its_base(analyst: CheckingClient) -> None:
    page = analyst.get(Q2)
    assert "Everybody: 12 of 12 answered." in texts(page, "p")
    assert "Culture 12 of 12 0 3 4 2 3 3 +17 3.42 0.28, mixed 0.57" in texts(page, "tr")
    assert "Culture +17 3 0 3" in texts(page, "tr")
    assert "No change is shown: there was no round in the period before." in texts(page, "p")


def test_what_silence_leaves_open_and_who_has_no_view(
    house: House, analyst: CheckingClient
) -> None:
    with house.session() as session:
        open_month(session, "2018-09")
    page = analyst.get("/analyse/figures/2018-08")
    assert "Everybody: 1 of 12 answered." in texts(page, "p")
    assert "Culture 1 of 12 1.33 to 5.00 8% to 100% 0% 0% 0%" in texts(page, "tr")


@pytest.mark.usefixtures("improved")
def test_change_is_told_with_what_it_is_made_of(analyst: CheckingClient) -> None:
    page = analyst.get(Q3)
    assert "Progress: improved for Culture." in texts(page, "figcaption")
    assert "Culture Improved (firm) +0.92 12 9 2 1 0.016 0.021 0.031 +0.92 to +0.92" in texts(
        page, "tr"
    )
    assert "Culture +0.92 +0.92 0.00 0.00 0.00 0.00" in texts(page, "tr")
    notes = " ".join(texts(page, "p"))
    assert "how lopsided the changes are, were up and down equally likely" in notes
    assert "not sampling error" in notes


def test_a_month_that_is_open_says_that_its_figures_change(
    house: House, analyst: CheckingClient
) -> None:
    with house.session() as session:
        open_month(session, "2018-09")
    for period in ("2018-09", "2018-19-q2", "2018-19-h1", "2018-19"):
        told = " ".join(paragraphs(analyst, f"/analyse/figures/{period}"))
        assert "Still open These figures change: September 2018 takes answers still." in told
    assert "Still open" not in analyst.get("/analyse/figures/2018-07").text
    assert "Nobody has answered yet" in analyst.get("/analyse/figures/2018-09").text
    assert "Nobody has answered yet" in analyst.get("/analyse/figures/2018-09/1").text
    assert analyst.get("/analyse/figures/2018-09/77").status_code == 404


def test_every_kind_of_period_leads_to_the_others_and_keeps_what_is_chosen(
    analyst: CheckingClient,
) -> None:
    page = analyst.get(f"{Q2}?group=cabinet&theme=1").text
    for ref in ("2018-08", "2018-19-h1", "2018-19"):
        assert f'href="/analyse/figures/{ref}?theme=1&amp;group=cabinet"' in page
        assert analyst.get(f"/analyse/figures/{ref}?theme=1&group=cabinet").status_code == 200
    assert 'href="/analyse/figures/2018-07"' in analyst.get("/analyse/figures/2018-08").text
    assert 'href="/analyse/figures/2018-08"' in analyst.get("/analyse/figures/2018-07").text


def test_without_a_period_the_latest_quarter_is_shown(analyst: CheckingClient) -> None:
    assert analyst.get("/analyse/figures/").location == Q2


@pytest.mark.holds("no council")
def test_without_a_round_there_are_no_figures_yet(app: Flask) -> None:
    analyst = browser(app, RoleName.ANALYST)
    assert analyst.get("/analyse/figures/").location == "/analyse/"
    answer = analyst.get(Q2)
    assert answer.status_code == 404
    assert "no round has been closed yet" in answer.text


@pytest.mark.parametrize("period", ["2018-7", "2018-19-q5", "0000", "q2", "2018-20", "x" * 300])
def test_what_is_no_period_is_not_found_in_a_sentence(analyst: CheckingClient, period: str) -> None:
    answer = analyst.get(f"/analyse/figures/{period}")
    assert answer.status_code == 404
    assert "is not a period" in answer.text


def test_a_theme_is_shown_in_depth_by_group(analyst: CheckingClient) -> None:
    page = analyst.get(f"{Q2}/1")
    assert texts(page, "h1") == ["Culture"]
    rows = texts(page, "tr")
    assert "Everybody 12 of 12 0 3 4 2 3 3 +17 3.42 0.28, mixed 0.57" in rows
    assert any(row.startswith("Cabinet 10 of 10 0 3 4 2 1 3 0") for row in rows)
    assert any(row.startswith("Audit 2 of 2 0 0 0 0 2 5 +100") for row in rows)
    assert "Cabinet and Audit \N{MINUS SIGN}0.90 Yes 0.045" in rows
    assert "Culture Amber Amber Same +17" in " ".join(rows)


def test_a_theme_that_was_not_asked_is_not_found(analyst: CheckingClient) -> None:
    answer = analyst.get(f"{Q2}/77")
    assert answer.status_code == 404
    assert "No theme &#39;77&#39; was asked" in answer.text


def test_the_official_rating_holds_nothing_of_an_exempt_aim(analyst: CheckingClient) -> None:
    """Two aims are rated, amber and red: with the exempt one the theme's rating would be mixed."""
    assert "Mixed" not in analyst.get(Q2).text
    assert EXEMPT not in analyst.get(f"{Q2}/1").text


def test_the_first_look_of_a_day_is_recorded(app: Flask, analyst: CheckingClient) -> None:
    before = len(events(app))
    for address in (Q2, f"{Q2}/1", f"{Q2}.csv"):
        analyst.get(address)
    (event,) = events(app)[before:]
    assert (event.action, event.subject, event.detail) == ("figures read", "figures", "{}")
    other = browser(app, RoleName.ANALYST)
    other.get(f"{Q2}/1.csv")
    assert len(events(app)) == before + 2


@pytest.mark.parametrize("role", sorted(set(RoleName) - {RoleName.ANALYST}))
def test_nobody_but_an_analyst_may_look(app: Flask, role: RoleName) -> None:
    other = browser(app, role)
    for address in (Q2, f"{Q2}/1", f"{Q2}.csv", f"{Q2}/1.csv"):
        assert other.get(address).status_code == 403


def test_a_chart_is_a_picture_with_a_name_and_its_table_says_it_all(
    analyst: CheckingClient,
) -> None:
    page = analyst.get(Q2).text
    assert page.count('role="img" aria-label="') == page.count("data-take-chart=") == 4
    assert 'href="/analyse/figures/2018-19-q2.csv?table=spread-progress"' in page
    assert "Simulated answers" in page


def test_answers_of_this_minute_count(house: House, analyst: CheckingClient) -> None:
    with house.session() as session:
        invited = invitations(session, open_month(session, "2018-09"))
        answered(session, invited[3], OPENS, theme_1_progress="5")
    assert "Everybody: 1 of 12 answered." in paragraphs(analyst, "/analyse/figures/2018-09")
    assert "Everybody: 12 of 12 answered." in paragraphs(analyst, Q2)
