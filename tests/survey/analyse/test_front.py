"""The workbench opens on what changed and on what is left to do."""

import pytest
from flask import Flask

from survey.models import Commitment, CommitmentStatus, RoleName
from tests.survey.accounts import browser
from tests.survey.client import texts
from tests.survey.council import answered, invitations
from tests.survey.house import House
from tests.survey.quarter import OPENS, hold, open_month
from tests.survey.quoting import redact, say, sign

OCTOBER = "444444445555"


@pytest.mark.holds("a closed quarter")
def test_it_opens_on_what_changed_with_a_link_to_each(app: Flask, house: House) -> None:
    with house.session() as session:
        hold(session, "2018-10", OCTOBER)
    page = browser(app, RoleName.ANALYST).get("/analyse/")
    told = " ".join(texts(page, "p"))
    assert "1 of 2 figures moved in October to December 2018, since July to September" in told
    moved = "Culture: progress \N{UPWARDS ARROW} Improved firm, 12 matched"
    assert moved in texts(page, "li")
    assert 'href="/analyse/figures/2018-19-q3/1#change-progress"' in page.text
    assert "Every figure of October to December 2018: 12 of 12 answered." in told
    assert texts(page, "h2")[:2] == ["What changed", "What is left to do"]
    assert texts(page, "form") == ["Sign out"]


@pytest.mark.holds("a closed quarter")
def test_the_open_month_so_far_and_its_figures(app: Flask, house: House) -> None:
    with house.session() as session:
        hold(session, "2018-10", OCTOBER)
        invited = invitations(session, open_month(session, "2018-11"))
        answered(session, invited[0], OPENS)
    page = browser(app, RoleName.ANALYST).get("/analyse/")
    left = next(each for each in texts(page, "section") if each.startswith("What is left"))
    assert "November 2018, so far 1 of 12 (8%)" in left
    assert "1 of 12 heard (1 form, 0 interviews)" in left
    assert 'href="/analyse/figures/2018-11"' in page.text
    assert "July to September 2018 has nothing to be compared with yet." in texts(page, "p")


@pytest.mark.holds("a council's july")
def test_what_is_left_is_listed_with_its_place(app: Flask, house: House) -> None:
    house.hear(1, theme_2_comment="A word", theme_1_comment="Another")
    with house.session() as session:
        made = Commitment(
            said="Papers come late",
            people=2,
            promise="A week before each meeting",
            lead="Chief Executive",
            due_month="2018-06",
            status=CommitmentStatus.PLANNED,
            made_by="ann@staff.example",
            made_at=OPENS,
            changed_at=OPENS,
        )
        session.add(made)
    page = browser(app, RoleName.ANALYST).get("/analyse/")
    items = texts(page, "li")
    assert "2 comments wait to be coded" in items
    assert "1 commitment is overdue" in items
    assert "No quarter has closed yet, so nothing can have changed." in texts(page, "p")


@pytest.mark.holds("a closed quarter")
def test_where_nothing_is_left_it_says_so(app: Flask) -> None:
    page = browser(app, RoleName.ANALYST).get("/analyse/")
    assert "Nothing waits to be coded, signed or settled." in texts(page, "p")


@pytest.mark.holds("a heard quarter")
def test_quotes_that_wait_for_a_second_person_are_counted(app: Flask, house: House) -> None:
    with house.session() as session:
        comments = [say(session, place, "The training is late") for place in range(3)]
        for comment in comments:
            redact(session, comment)
        sign(session, comments[0])
    page = browser(app, RoleName.ANALYST).get("/analyse/")
    assert "2 quotes wait for a second person" in texts(page, "li")
