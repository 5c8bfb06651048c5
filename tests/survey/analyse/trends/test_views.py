"""The pages of trends, their charts' tables and files."""

import csv
import html
import json
from typing import Any

import pytest
from flask import Flask

from survey.models import RoleName
from tests.survey.accounts import browser, events
from tests.survey.analyse.trends.year import add_year
from tests.survey.client import CheckingClient, parsed, texts
from tests.survey.house import House

pytestmark = pytest.mark.holds("a closed quarter")
HOME = "/analyse/trends/"
PAGES = ("", "1", "quadrant", "official", "groups", "modes", "culture")
Q2, Q3 = "July to September 2018", "October to December 2018"
Q4, Q1 = "January to March 2019", "April to June 2019"
NONE = "\N{EN DASH}"


@pytest.fixture
def analyst(app: Flask, house: House) -> CheckingClient:
    with house.session() as session:
        add_year(session)
    return browser(app, RoleName.ANALYST, email="anna@staff.example")


def sentences(page: Any) -> list[str]:
    tags = ("figcaption", "p", "li")
    return [" ".join(each.split()) for tag in tags for each in texts(page, tag)]


def rows(page: Any, caption: str) -> list[list[str]]:
    """The cells of the table under `caption`, without its headings."""
    for table in parsed(page.text).iter("table"):
        found = "".join(next(iter(table.iter("caption"))).itertext()).strip()
        if found == caption:
            return [
                [" ".join("".join(cell.itertext()).split()) for cell in row]
                for row in list(table.iter("tr"))[1:]
            ]
    raise AssertionError(caption)


def spec(page: Any, chart: str) -> Any:
    for figure in parsed(page.text).iter("figure"):
        if figure.get("id") == chart:
            drawn = next(each for each in figure.iter() if each.get("data-take-chart"))
            return json.loads(drawn.get("data-take-chart", ""))
    raise AssertionError(chart)


def file_rows(client: CheckingClient, address: str) -> list[list[str]]:
    answer = client.get(address)
    assert answer.mimetype == "text/csv"
    return list(csv.reader(answer.data.decode("utf-8-sig").splitlines()))


def test_every_theme_has_a_line_with_its_gap_and_its_break(analyst: CheckingClient) -> None:
    page = analyst.get(HOME)
    (row,) = rows(page, "Progress by theme, as it stands")
    assert row[:5] == ["1. Culture", Q1, "6 of 12", "5", "+100"]
    assert row[7:10] == ["Improved (indicative)", "+1.00", "6 matched: 6 up, 0 down, 0 the same"]
    assert row[10] == "+1.00 (6 in 2 periods)"
    assert "Since January to March 2019, progress improved on Culture; 1 of 2" not in page.text
    lines = spec(page, "lines-progress")
    assert "renamed" in json.dumps(lines)


def test_a_heatmap_s_cell_leads_to_the_figures_behind_it(analyst: CheckingClient) -> None:
    page = analyst.get(HOME)
    assert '"href": "/analyse/figures/2018-19-q3/1"' in json.dumps(spec(page, "heat-progress"))
    (row,) = rows(page, "Mean of progress by theme and quarter (people who scored)")
    assert row[1:] == ["3.42 (12 of 12)", "4.00 (12 of 12)", "4.00 (11 of 12)", "5.00 (6 of 12)"]
    assert '<a class="govuk-link" href="/analyse/figures/2018-19-q3/1">4.00' in page.text


@pytest.mark.parametrize(
    ("query", "headings"),
    [
        ("?by=month", 10),
        ("?by=half&show=median", 3),
        ("?by=year&show=net", 2),
    ],
)
def test_other_periods_and_figures_are_a_link_away(
    analyst: CheckingClient, query: str, headings: int
) -> None:
    page = analyst.get(f"{HOME}{query}")
    kind = {"month": "month", "half": "half-year", "year": "year"}[query[4:].split("&")[0]]
    figure = query.rpartition("show=")[2].capitalize() if "show" in query else "Mean"
    (row,) = rows(page, f"{figure} of progress by theme and {kind} (people who scored)")
    assert len(row) == 1 + headings
    gaps = [cell for cell in texts(page, "td") if cell == "Not asked"]
    assert bool(gaps) is ("month" in query)


def test_one_theme_has_its_series_what_lasted_its_rating_and_its_leads(
    analyst: CheckingClient,
) -> None:
    page = analyst.get(f"{HOME}1")
    told = sentences(page)
    assert "Renamed in January 2019; figures before and after are not compared." in told
    assert (
        "The 6 people who scored progress in both January to March 2019 and April to June 2019 "
        "moved by +1.00 of a point on average: 6 up, 0 down, 0 the same. Verdict: improved."
    ) in told
    assert (
        "Of the leads that the plan names, Seat 0 has a seat on the panel; "
        "'Assistant Chief Officer' has none."
    ) in told
    assert (
        f"Progress in {Q1}: the leads score as high as everybody else "
        "(Cliff's delta 0.00; one person against 5 people)."
    ) in told
    series = rows(page, "Progress by quarter")
    assert [row[0] for row in series] == [Q1, Q4, Q3, Q2]
    assert [row[-1] for row in series] == ["", "Renamed in January 2019", "", ""]
    assert [row[6] for row in series] == [
        "Improved (indicative)", NONE, "No reliable change", NONE,
    ]  # fmt: skip
    (lead, _) = rows(page, f"Leads beside everybody else, {Q1}")
    assert lead[1:5] == ["1 of 1", "5", "5.00", "5 of 11"]


def test_the_panel_stands_beside_the_official_rating_and_the_gap_has_a_length(
    analyst: CheckingClient,
) -> None:
    page = analyst.get(f"{HOME}official")
    assert [
        row[1:3] + row[4:6] + row[-1:] for row in rows(page, "The panel beside the official rating")
    ] == [
        [Q1, "amber", "green", "+1", "2 quarters"],
        [Q4, "amber", "green", "+1", "1 quarter"],
        [Q3, "amber", "green", "+1", "1 quarter"],
        [Q2, "amber", "amber", "0", NONE],
    ]
    assert (
        "Culture: the panel is green, one step above the official amber; such a gap has lasted for "
        "two quarters in a row, since January to March 2019."
    ) in sentences(page)


def test_actions_done_without_quality_are_called(analyst: CheckingClient) -> None:
    page = analyst.get(f"{HOME}quadrant")
    assert any(each.startswith("Actions are done but quality") for each in sentences(page))
    (row,) = rows(page, f"Progress against maturity, {Q1}")
    assert row[1:] == ["5", "6", "3", "6", "Actions done, quality not following"]
    before = analyst.get(f"{HOME}quadrant?period=2018-19-q2")
    assert "On no theme are actions done while quality does not follow." in sentences(before)


def test_each_group_stands_beside_the_whole_panel(analyst: CheckingClient) -> None:
    page = analyst.get(f"{HOME}groups?period=2018-19-q2")
    assert rows(page, f"Who answered, {Q2}")[1] == [
        "Audit", "Independent", "assurance", "2", "2", "100%",
    ]  # fmt: skip
    found = rows(page, f"Progress by theme and group, {Q2}")
    assert [row[1] for row in found] == ["Everybody", "Cabinet", "Audit"]
    assert found[2][2:] == ["2 of 2", "5", "+100", "5.00", "+1.58"]


def test_form_and_interview_are_compared_before_they_are_pooled(analyst: CheckingClient) -> None:
    page = analyst.get(f"{HOME}modes")
    (row,) = rows(page, f"Progress by form and by interview, {Q1}")
    assert row[1:3] == ["6", "0"]
    assert "Too few people scored by form or by interview" in page.text


def test_culture_has_its_years_its_sources_and_says_what_is_simulated(
    analyst: CheckingClient,
) -> None:
    page = analyst.get(f"{HOME}culture")
    found = {row[1]: row for row in rows(page, "Measures of culture by year, beside the take")}
    staff = found["Staff who find managers visible (%)"]
    assert staff[:1] + staff[2:] == [
        "Staff",
        "35.6% (2016)",
        "missing",
        "41% (2018-19, simulated)",
        "missing",
        "Stock-take, June 2018",
        "Some simulated",
    ]
    take = found["Take: progress on 1. Culture"]
    assert take[2:4] == ["missing", "missing"]
    assert take[4].startswith("2018-19: median 4, mean 4.")
    assert take[-1] == "Simulated"
    told = sentences(page)
    assert "No figure of members has been supplied; nothing stands in its place." in told
    assert "exempt" not in page.text.lower()
    assert "Settling the dispute" not in page.text


@pytest.mark.parametrize(
    ("address", "first"),
    [
        ("?csv=heat-progress&by=half", "Theme"),
        ("1?csv=lines-maturity", "Period"),
        ("official?csv=official", "Theme"),
        ("quadrant?csv=quadrant&period=2018-19-q3", "Theme"),
        ("groups?csv=response", "Group"),
        ("modes?csv=modes-progress", "Theme"),
        ("culture?csv=culture", "Whose"),
    ],
)
def test_every_table_is_a_file_without_links_that_says_it_is_simulated(
    analyst: CheckingClient, address: str, first: str
) -> None:
    header, *found = file_rows(analyst, f"{HOME}{address}")
    assert (header[0], header[-1]) == (first, "simulated")
    assert found
    assert {row[-1] for row in found} == {"yes"}
    assert not any("<" in cell for row in found for cell in row)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("?by=week", "A trend runs by month, quarter, half or year"),
        ("?show=mode", "A trend shows the mean, the median or the net"),
        ("9", "There is no trend of a theme '9': the themes that were scored are 1."),
        ("?csv=nothing", "This page has no such table"),
        ("groups?period=2018-07", "No round of '2018-07' is closed, or it is no quarter"),
    ],
)
def test_what_there_is_not_is_told_with_what_there_is(
    analyst: CheckingClient, address: str, why: str
) -> None:
    page = analyst.get(f"{HOME}{address}")
    assert page.status_code == 404
    assert why in html.unescape(page.text)


def test_looking_is_recorded_once(analyst: CheckingClient, app: Flask) -> None:
    for page in PAGES:
        assert analyst.get(f"{HOME}{page}").status_code == 200
    assert [each.action for each in events(app) if each.actor == "anna@staff.example"] == [
        "figures read"
    ]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", [RoleName.FACILITATOR, RoleName.OBSERVER, RoleName.PUBLISHER])
def test_nobody_but_the_analyst_sees_exact_figures(app: Flask, role: RoleName, page: str) -> None:
    assert browser(app, role).get(f"{HOME}{page}").status_code == 403


@pytest.mark.holds("a council's july")
@pytest.mark.parametrize("page", [page for page in PAGES if page != "1"])
def test_before_the_first_round_is_closed_there_is_nothing_to_follow(app: Flask, page: str) -> None:
    answer = browser(app, RoleName.ANALYST).get(f"{HOME}{page}")
    assert answer.status_code == 200
    if page != "culture":
        assert "No round has been closed yet, so there is nothing to follow." in answer.text
