"""Early warnings in the manager's room and in the analyst's, and what they say comes of one."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlmodel import Session

from survey.actions.watch_figures import watch_figures
from survey.extensions import db
from survey.models import RoleName
from survey.queries.warnings import kept
from survey.queries.watched import Seen, Watched
from tests.survey.accounts import browser, events
from tests.survey.client import CheckingClient, hidden_fields, parsed
from tests.survey.watching import NIGHT, WORDS, answer_month, every, fallen, look, nothing

ROOMS = {"/manage/": RoleName.MANAGER, "/analyse/": RoleName.ANALYST}
SAID = (
    "Culture, progress: the share of those who scored in both months giving 1 or 2 rose from 0% "
    "to 33%, from July to August 2018 (12 people)."
)
ROOM = pytest.mark.parametrize("room", ROOMS)


@contextmanager
def behind(app: Flask) -> Iterator[Session]:
    with app.app_context():
        yield db.session
        db.session.commit()


@pytest.fixture
def warned(app: Flask) -> Flask:
    """August has fallen, and one warning stands."""
    with behind(app) as session:
        fallen(session)
        look(session)
    return app


def words(page: str) -> str:
    main = parsed(page).find(".//main")
    assert main is not None
    return " ".join("".join(main.itertext()).split())


def acknowledge(client: CheckingClient, room: str, text: str = WORDS, of: str = "") -> Any:
    to = f"{room}warnings/1"
    return client.fill(of or f"{room}warnings/", {"words-1": text}, to=to)


@ROOM
def test_the_first_page_of_the_room_shows_what_to_look_at(warned: Flask, room: str) -> None:
    client = browser(warned, ROOMS[room])
    page = client.get(room).text
    shown = words(page)
    assert SAID in shown
    assert "August 2018 · since 1 September 2018" in shown
    assert "What to do: Read what was said about it this month" in shown
    assert f'action="{room}warnings/1"' in page
    below = "Heard, by group" if room == "/manage/" else "You have read every"
    assert shown.index("Early warnings") < shown.index(below)


@ROOM
def test_an_acknowledgement_is_kept_and_folded_away(warned: Flask, room: str) -> None:
    client = browser(warned, ROOMS[room], email="mira@council.example")
    done = acknowledge(client, room, of=room)
    assert (done.status_code, done.location) == (303, f"{room}warnings/?done=acknowledged")
    page = client.get(done.location).text
    shown = words(page)
    assert "The warning is acknowledged." in shown
    assert "Every early warning that stands is acknowledged." in shown
    assert "Acknowledged by mira@council.example, " in shown
    assert WORDS in shown
    assert f'action="{room}warnings/1"' not in page
    front = words(client.get(room).text)
    assert "Every early warning that stands is acknowledged. 1 is acknowledged" in front
    assert WORDS in front
    last = events(warned)[-1]
    assert (last.action, last.actor) == ("early warning acknowledged", "mira@council.example")
    assert WORDS not in last.detail


def test_what_one_room_acknowledges_the_other_sees(warned: Flask) -> None:
    acknowledge(browser(warned, RoleName.ANALYST), "/analyse/")
    page = browser(warned, RoleName.MANAGER).get("/manage/warnings/").text
    assert WORDS in page


@ROOM
@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("  ", "Enter what comes of it"),
        ("\u200b", "Enter what comes of it"),
        ("x" * 501, "Shorten what comes of it to 500 characters; it has 501"),
    ],
)
def test_bad_words_are_asked_for_again_and_kept(
    warned: Flask, room: str, typed: str, says: str
) -> None:
    answer = acknowledge(browser(warned, ROOMS[room]), room, typed)
    assert answer.status_code == 400
    assert f'<a href="#words-1">{says}</a>' in answer.text
    assert typed.strip("\u200b ") in answer.text
    assert re.search(r"<details[^>]* open>", answer.text)


@ROOM
def test_of_two_who_acknowledge_the_second_keeps_the_words(warned: Flask, room: str) -> None:
    first, second = (browser(warned, ROOMS[room], email=f"{n}@staff.example") for n in "ab")
    form = hidden_fields(parsed(second.get(f"{room}warnings/").text), f"{room}warnings/1")
    acknowledge(first, room)
    late = second.post(f"{room}warnings/1", data=form | {"words-1": "My own words"})
    assert late.status_code == 409
    assert "a@staff.example acknowledged this warning first" in late.text
    assert "What you typed:" in late.text
    assert "My own words" in late.text
    with behind(warned) as session:
        assert every(session)[0].words == WORDS


@ROOM
def test_one_raised_anew_is_to_be_read_anew(warned: Flask, room: str) -> None:
    client = browser(warned, ROOMS[room])
    form = hidden_fields(parsed(client.get(f"{room}warnings/").text), f"{room}warnings/1")
    with behind(warned) as session:
        nothing(session, "2018-08")
    over = client.post(f"{room}warnings/1", data=form | {"words-1": WORDS})
    assert (over.status_code, "has ended since" in over.text) == (409, True)
    with behind(warned) as session:
        look(session, NIGHT + timedelta(days=1))
    anew = client.post(f"{room}warnings/1", data=form | {"words-1": WORDS})
    assert anew.status_code == 409
    assert '<a href="#words-1">This warning has been raised anew' in anew.text
    assert WORDS in anew.text
    mangled = client.post(f"{room}warnings/1", data=form | {"words-1": WORDS, "seen": "now"})
    assert mangled.status_code == 409
    naive = form | {"words-1": WORDS, "seen": "2018-09-01T02:00:00"}
    assert client.post(f"{room}warnings/1", data=naive).status_code == 409


@ROOM
def test_no_such_warning(warned: Flask, room: str) -> None:
    client = browser(warned, ROOMS[room])
    form = hidden_fields(parsed(client.get(f"{room}warnings/").text), f"{room}warnings/1")
    for number in ("2", "0", "2147483648"):
        typed = form | {f"words-{number}": WORDS}
        assert client.post(f"{room}warnings/{number}", data=typed).status_code == 404


@ROOM
def test_what_has_ended_stands_below(warned: Flask, room: str) -> None:
    client = browser(warned, ROOMS[room])
    with behind(warned) as session:
        nothing(session, "2018-08")
    shown = words(client.get(f"{room}warnings/").text)
    assert "No early warning stands." in shown
    assert "1 that no longer holds" in shown
    assert "since 1 September 2018, until 1 September 2018 Nobody acknowledged it." in shown
    assert "Culture, progress" not in words(client.get(room).text)


@ROOM
def test_a_front_page_shows_three_and_leads_to_the_others(warned: Flask, room: str) -> None:
    with behind(warned) as session:
        (standing,) = every(session)
        several = [
            Seen(replace(kept(standing).raised, period=period), "Culture", still_open=True)
            for period in ("2018-08", "2018-07", "2018-06", "2018-05")
        ]
        watch_figures(session, watched=Watched((), tuple(several)), now=NIGHT)
    client = browser(warned, ROOMS[room])
    front = client.get(room).text
    assert front.count(f'action="{room}warnings/') == 3
    assert "All 4 early warnings, and those that have ended" in front
    page = client.get(f"{room}warnings/").text
    assert page.count(f'action="{room}warnings/') == 4
    assert [" ".join(each.split()) for each in re.findall(r'id="period-\d">([^<]*)<', page)] == [
        "August 2018",
        "July 2018",
        "June 2018",
        "May 2018",
    ]
    assert "It is still being answered" in page


@ROOM
@pytest.mark.parametrize(
    "role", [RoleName.FACILITATOR, RoleName.PUBLISHER, RoleName.OBSERVER, RoleName.ADMINISTRATOR]
)
def test_nobody_else_sees_any(warned: Flask, room: str, role: RoleName) -> None:
    assert browser(warned, role).get(f"{room}warnings/").status_code == 403


def test_a_facilitator_is_told_nothing_of_them(warned: Flask) -> None:
    page = browser(warned, RoleName.FACILITATOR).get("/facilitate/").text
    assert "warning" not in page.replace("govuk-warning", "").casefold()


@ROOM
def test_without_a_token_or_by_get_nothing_changes(warned: Flask, room: str) -> None:
    client = browser(warned, ROOMS[room])
    assert client.post(f"{room}warnings/1", data={"words-1": WORDS}).status_code == 400
    assert client.get(f"{room}warnings/1").status_code == 405
    with behind(warned) as session:
        assert every(session)[0].acknowledged_at is None


@ROOM
@pytest.mark.holds("a demonstration")
def test_a_demonstration_says_that_its_answers_are_simulated(app: Flask, room: str) -> None:
    page = browser(app, ROOMS[room]).get(f"{room}warnings/").text
    assert "these answers are simulated" in page


@ROOM
def test_before_the_first_month_there_is_nothing_to_look_at(app: Flask, room: str) -> None:
    client = browser(app, ROOMS[room])
    assert "No early warning stands." in client.get(f"{room}warnings/").text
    assert client.get(room).status_code == 200


def test_what_is_typed_is_never_read_as_html(warned: Flask) -> None:
    client = browser(warned, RoleName.MANAGER)
    acknowledge(client, "/manage/", "<script>alert(1)</script> {{7*7}}")
    page = client.get("/manage/warnings/").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}}" in page


def test_an_open_month_says_so(app: Flask) -> None:
    with behind(app) as session:
        fallen(session)
        answer_month(session, "2018-09", "1" * 9)
        look(session)
    shown = words(browser(app, RoleName.ANALYST).get("/analyse/").text)
    assert "September 2018, still being answered" in shown
