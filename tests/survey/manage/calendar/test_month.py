"""One month is moved, extended, paused, skipped or closed: asked once, with what follows."""

from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import Any

import pytest
from flask import Flask
from sqlmodel import select

from survey.actions.plan_rounds import plan_rounds
from survey.clock import london_day
from survey.models import (
    Booking,
    OutboxItem,
    OutboxState,
    RoleName,
    Round,
    RoundState,
    Schedule,
    User,
)
from survey.queries.calendar import CalendarMonth, CalendarState, calendar_month
from survey.worker import Worker
from survey.working_days import add_working_days, london
from tests.survey.accounts import browser, events, token
from tests.survey.client import CheckingClient, texts
from tests.survey.elections import entered
from tests.survey.house import House

CLOSE = "/manage/rounds/2018-07/close"
HELD = pytest.mark.holds("a council's july")
PLANNED = pytest.mark.holds("a council")
JULY, AUGUST, SEPTEMBER = (
    f"/manage/calendar/{month}" for month in ("2018-07", "2090-08", "2090-09")
)


@pytest.fixture
def manager(app: Flask) -> CheckingClient:
    return browser(app, RoleName.MANAGER)


@pytest.fixture
def planned(house: House) -> None:
    """August and September 2090: opening on working day 1, closing on 10."""
    with house.session() as session:
        schedule = schedule_of("2090-08", 2)
        plan_rounds(session, schedule=schedule, actor="command", now=schedule.made_at)


def schedule_of(first_month: str, months: int) -> Schedule:
    return Schedule(
        definition="governance-2018",
        first_month=first_month,
        months=months,
        opening_day=1,
        opening_time="09:00",
        reminder_days="5",
        reminder_time="09:00",
        closing_day=10,
        closing_time="17:00",
        last_day=True,
        thanks=False,
        made_at=datetime(2018, 7, 1, tzinfo=UTC),
    )


Found = Callable[[str], CalendarMonth]


@pytest.fixture
def found(house: House) -> Found:
    def of(month: str) -> CalendarMonth:
        with house.session() as session:
            return calendar_month(session, month)

    return of


def words_of(answer: Any) -> str:
    return " ".join(answer.get_data(as_text=True).split())


def press(client: CheckingClient, address: str, **typed: str) -> None:
    answer = client.fill(address, typed, to=address)
    assert answer.location == address.rpartition("/")[0], words_of(answer)


@PLANNED
@pytest.mark.usefixtures("planned")
def test_a_planned_month_shows_its_dates_and_whom_it_will_ask(manager: CheckingClient) -> None:
    page = manager.get(AUGUST)
    words = words_of(page)
    assert "August 2090 opens Tuesday 1 August at 09:00; reminders on Monday 7 and" in words
    assert "3 people get an invitation when it opens" in words
    assert texts(page, "dt")[:4] == ["Opens", "Reminds", "Reminds on the last day", "Closes"]
    for way in ("move", "extend", "skip"):
        assert f'href="{AUGUST}/{way}"' in words
    for way in ("/pause", "/resume", "/close"):
        assert f'{way}"' not in words


@PLANNED
@pytest.mark.usefixtures("planned")
def test_moving_shows_every_date_and_then_moves_them_all(
    manager: CheckingClient, found: Found
) -> None:
    preview = f"{AUGUST}/move/preview?day=2090-08-03&time=10:00"
    words = words_of(manager.get(preview))
    assert "August 2090 opens Thursday 3 August at 10:00; reminders on Wednesday 9 and" in words
    assert "Until now it opens Tuesday 1 August at 09:00" in words
    assert "3 people get an invitation Thursday 3 August 2090 at 10:00" in words
    assert manager.fill(preview, {}, to=f"{AUGUST}/move").location == AUGUST
    dates = found("2090-08").dates
    assert dates.opens_at == datetime(2090, 8, 3, 9, 0, tzinfo=UTC)
    assert dates.closes_at == datetime(2090, 8, 16, 16, 0, tzinfo=UTC)


@PLANNED
@pytest.mark.usefixtures("planned")
@pytest.mark.parametrize(
    ("day", "time", "field", "words"),
    [
        ("soon", "09:00", "day", "Enter the day on which it opens"),
        ("2090-08-03", "9", "time", "Enter a time of day"),
        ("2019-08-01", "09:00", "day", "is past: choose a later opening"),
        ("2097-08-01", "09:00", "day", "more than a year away from August 2090"),
        ("2090-08-03", "18:00", "", ""),
        ("2090-08-28", "09:00", "day", "overlap September 2090, open Friday 1 September 2090"),
    ],
)
def test_where_it_cannot_go_is_named_and_kept(
    manager: CheckingClient, day: str, time: str, field: str, words: str
) -> None:
    answer = manager.get(f"{AUGUST}/move/preview", query_string={"day": day, "time": time})
    page = words_of(answer)
    if not field:
        assert answer.status_code == 200
        return
    sent = {"csrf_token": token(manager, "/manage/calendar/elections"), "day": day, "time": time}
    for refused in (answer, manager.post(f"{AUGUST}/move", data=sent)):
        page = words_of(refused)
        assert refused.status_code == 400
        assert f'<a href="#{field}">' in page
        assert words in page
        assert f'value="{day}"' in page
        assert f'value="{time}"' in page


@PLANNED
@pytest.mark.usefixtures("planned")
def test_extending_offers_closings_in_words(manager: CheckingClient, found: Found) -> None:
    page = words_of(manager.get(f"{AUGUST}/extend"))
    assert "Tuesday 15 August 2090 at 17:00: 1 working day later" in page
    assert "Wednesday 16 August 2090 at 17:00: 2 working days later" in page
    press(manager, f"{AUGUST}/extend", days="2")
    assert found("2090-08").closes_at == datetime(2090, 8, 16, 16, 0, tzinfo=UTC)
    for typed in ({}, {"days": "11"}, {"days": "-1"}):
        refused = manager.fill(f"{AUGUST}/extend", typed, to=f"{AUGUST}/extend")
        assert refused.status_code == 400
        assert '<a href="#days">Choose when it is to close' in words_of(refused)


@PLANNED
@pytest.mark.usefixtures("planned")
def test_extending_into_the_next_month_is_refused_by_name(manager: CheckingClient) -> None:
    press(manager, f"{AUGUST}/extend", days="10")
    refused = manager.fill(f"{AUGUST}/extend", {"days": "10"}, to=f"{AUGUST}/extend")
    assert refused.status_code == 409
    page = words_of(refused)
    assert "September 2090" in page
    assert 'value="10" checked' in page


@PLANNED
@pytest.mark.usefixtures("planned")
def test_a_month_is_skipped_with_a_reason_and_planned_again(
    app: Flask, manager: CheckingClient, found: Found
) -> None:
    page = words_of(manager.get(f"{AUGUST}/skip"))
    assert "3 people would be invited, and get no mail now" in page
    assert "July to September 2090 then rests on September 2090 alone" in page
    refused = manager.fill(f"{AUGUST}/skip", {"reason": "  "}, to=f"{AUGUST}/skip")
    assert refused.status_code == 400
    assert '<a href="#reason">Give the reason' in words_of(refused)
    long = manager.fill(f"{AUGUST}/skip", {"reason": "x" * 501}, to=f"{AUGUST}/skip")
    assert long.status_code == 400
    assert "x" * 501 in words_of(long)
    press(manager, f"{AUGUST}/skip", reason="The Council rests in August.")
    assert found("2090-08").state is CalendarState.SKIPPED
    assert events(app)[-1].action == "round skipped"
    lines = texts(manager.get("/manage/calendar/"), "p")
    assert "August 2090 is skipped: The Council rests in August." in lines
    assert any(each.startswith("September 2090 opens Friday 1 September") for each in lines)
    assert manager.get(f"{AUGUST}/skip").status_code == 409
    assert f'href="{AUGUST}/plan-again"' in words_of(manager.get(AUGUST))
    form = manager.get(f"{AUGUST}/plan-again").location
    assert "first-month=2090-08" in form
    assert 'name="months" type="text" value="1"' in words_of(manager.get(form))


@HELD
def test_an_open_month_says_who_is_heard_before_it_is_paused(
    app: Flask, manager: CheckingClient, house: House, found: Found
) -> None:
    house.hear(1)
    page = words_of(manager.get(f"{JULY}/pause"))
    assert "1 of 3 people asked are heard; 0 half-way, 2 not begun." in page
    assert "3 messages that wait to be sent stay where they are." in page
    press(manager, f"{JULY}/pause", reason="An incident.")
    assert found("2018-07").state is CalendarState.PAUSED
    page = words_of(manager.get(JULY))
    assert "July 2018 is paused since" in page
    assert "Why it is paused: An incident." in page
    assert f'href="{JULY}/resume"' in page
    assert manager.get(f"{JULY}/pause").status_code == 409
    page = words_of(manager.get(f"{JULY}/resume"))
    assert "No working day has passed meanwhile" in page
    assert "it closes as planned, Saturday 16 July 2118 at 17:00." in page
    press(manager, f"{JULY}/resume")
    assert found("2018-07").state is CalendarState.OPEN
    assert manager.get(f"{JULY}/resume").status_code == 409
    assert [event.action for event in events(app)][-2:] == ["round paused", "round resumed"]


@HELD
def test_what_a_pause_has_cost_is_said_before_it_ends(
    manager: CheckingClient, house: House
) -> None:
    press(manager, f"{JULY}/pause", reason="An incident.")
    with house.session() as session:
        round_ = session.exec(select(Round)).one()
        began = round_.paused_at
        assert began is not None
        round_.paused_at = london(add_working_days(london_day(began), -3), time(9))
    page = words_of(manager.get(f"{JULY}/resume"))
    assert "It stood still for 3 working days: it closes Wednesday 20 July 2118 at 17:00" in page


@HELD
def test_closing_early_says_what_is_lost_and_ends_it(manager: CheckingClient, house: House) -> None:
    page = words_of(manager.get(CLOSE))
    assert "Close July 2018 now?" in page
    assert "It ends now instead of Saturday 16 July 2118 at 17:00, for good." in page
    assert "0 of 3 people asked are heard" in page
    assert manager.fill(CLOSE, {}, to=CLOSE).location == JULY
    with house.session() as session:
        assert session.exec(select(Round)).one().state is RoundState.CLOSED
        kinds = session.exec(select(OutboxItem).where(OutboxItem.kind == "remind")).all()
        assert all(item.state is OutboxState.DROPPED for item in kinds)
    assert manager.get(CLOSE).status_code == 409
    assert manager.get(f"{JULY}/extend").status_code == 409
    assert "What can be changed" not in words_of(manager.get(JULY))


@HELD
def test_closing_early_names_the_conversations_that_are_booked(
    manager: CheckingClient, house: House
) -> None:
    with house.session() as session:
        facilitator = session.exec(select(User)).one()
        booking = Booking(
            invitation_id=1,
            facilitator_id=facilitator.id or 0,
            starts_at=datetime(2118, 7, 10, 13, 0, tzinfo=UTC),
            minutes=30,
            place="Room 2",
            uid="talk-1",
        )
        session.add(booking)
    sentence = "A conversation is booked and could not be recorded any more (Leader of the Council)"
    assert sentence in words_of(manager.get(CLOSE))
    with house.session() as session:
        session.exec(select(Booking)).one().cancelled_at = datetime(2018, 7, 5, tzinfo=UTC)
    assert "is booked" not in words_of(manager.get(CLOSE))


@PLANNED
def test_what_came_late_says_so_on_both_pages(
    app: Flask, manager: CheckingClient, house: House
) -> None:
    with house.session() as session:
        schedule = schedule_of("2018-07", 1)
        plan_rounds(session, schedule=schedule, actor="command", now=schedule.made_at)
    late = datetime(2018, 7, 2, 11, 0, tzinfo=UTC)
    assert Worker(app, clock=lambda: late).step()
    sentence = (
        "Opened 3 hours late, on Monday 2 July 2018 at 12:00: it was due on Monday 2 July 2018 "
        "at 09:00."
    )
    for address in ("/manage/calendar/", JULY):
        assert sentence in words_of(manager.get(address))


@HELD
def test_what_cannot_be_done_any_more_is_a_conflict(manager: CheckingClient) -> None:
    for way in ("move", "skip", "move/preview"):
        assert manager.get(f"{JULY}/{way}").status_code == 409


@PLANNED
@pytest.mark.parametrize("way", ["", "/move", "/extend", "/pause", "/resume", "/skip"])
def test_a_month_that_is_not_in_the_calendar_is_not_found(
    manager: CheckingClient, way: str
) -> None:
    assert manager.get(f"/manage/calendar/2018-08{way}").status_code == 404


@PLANNED
@pytest.mark.usefixtures("planned")
def test_a_month_that_meets_an_election_says_so(manager: CheckingClient, house: House) -> None:
    with house.session() as session:
        entered(
            session,
            "A by-election",
            datetime(2090, 8, 10, tzinfo=UTC).date(),
            datetime(2090, 9, 14, tzinfo=UTC).date(),
        )
    for address in (AUGUST, SEPTEMBER):
        assert "is open within the pre-election period of A by-election" in words_of(
            manager.get(address)
        )
    page = words_of(manager.get("/manage/calendar/"))
    places = [
        page.index(words) for words in (">August 2090<", ">A by-election<", ">September 2090<")
    ]
    assert places == sorted(places)
