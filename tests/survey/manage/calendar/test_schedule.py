"""A schedule is shown date by date before it is saved, and refused by the field that is wrong."""

import pytest
from flask import Flask
from sqlmodel import select

from survey.models import OutboxItem, OutboxKind, PlannedRound, RoleName, Schedule
from tests.survey.accounts import browser, events
from tests.survey.client import CheckingClient, hidden_fields, parsed, texts
from tests.survey.house import House

pytestmark = pytest.mark.holds("a council")
FORM, PREVIEW = "/manage/calendar/schedule", "/manage/calendar/schedule/preview"
TYPED = {
    "first-month": "2090-07",
    "months": "2",
    "questionnaire": "governance-2018",
    "opening-day": "1",
    "opening-time": "09:00",
    "reminder-days": "5 8",
    "reminder-time": "09:00",
    "last-day": "yes",
    "closing-day": "10",
    "closing-time": "17:00",
}


@pytest.fixture
def manager(app: Flask) -> CheckingClient:
    return browser(app, RoleName.MANAGER)


def plan(client: CheckingClient, **typed: str) -> CheckingClient:
    """Look at the preview of a schedule and plan its months."""
    sent = TYPED | {name.replace("_", "-"): value for name, value in typed.items()}
    page = client.get(PREVIEW, query_string=sent)
    assert page.status_code == 200, page.get_data(as_text=True)
    fields = hidden_fields(parsed(page.get_data(as_text=True)), FORM)
    assert client.post(FORM, data=fields).location == "/manage/calendar/"
    return client


def test_every_date_is_shown_in_words_before_anything_is_saved(
    manager: CheckingClient, house: House
) -> None:
    page = manager.get(PREVIEW, query_string=TYPED)
    words = page.get_data(as_text=True)
    assert "Plan these 2 months?" in texts(page, "h1")
    assert "3 people would get an invitation then" in words
    assert texts(page, "tr")[1].startswith("July 2090 Opens Monday 3 July at 09:00")
    for each in (
        "Friday 7 July at 09:00",
        "Wednesday 12 July at 09:00",
        "On the last day, Friday 14 July at 09:00",
        "Friday 14 July at 17:00",
        "Tuesday 1 August at 09:00",
    ):
        assert each in words
    assert house.rows(PlannedRound) == []


def test_what_was_previewed_is_planned(app: Flask, manager: CheckingClient, house: House) -> None:
    assert (
        "July 2090 opens Monday 3 July at 09:00; reminders on Friday 7, Wednesday 12 and "
        "Friday 14 July; closes Friday 14 July at 17:00."
    ) in texts(plan(manager).get("/manage/calendar/"), "p")
    with house.session() as session:
        opening = session.exec(
            select(OutboxItem).where(OutboxItem.kind == OutboxKind.OPEN_ROUND)
        ).all()
        assert [item.key for item in opening] == ["open-2090-07", "open-2090-08"]
    assert events(app)[-1].action == "months planned"


@pytest.mark.parametrize(("typed", "stored"), [({}, 15), ({"summary_day": "20"}, 20)])
def test_the_day_of_the_summary_is_kept(
    manager: CheckingClient, house: House, typed: dict[str, str], stored: int
) -> None:
    plan(manager, **typed)
    assert [rule.summary_day for rule in house.rows(Schedule)] == [stored]


def test_a_form_begins_after_the_last_month_with_the_usual_days(
    manager: CheckingClient, house: House
) -> None:
    assert 'name="months" type="text" value="12"' in manager.get(FORM).get_data(as_text=True)
    house.open_month("2090-12")
    page = manager.get(FORM).get_data(as_text=True)
    assert 'value="2091-01"' in page
    assert 'value="5 8"' in page


def test_the_preview_leads_back_to_what_was_typed(manager: CheckingClient) -> None:
    page = manager.get(FORM, query_string=TYPED | {"reminder-days": "6", "last-day": ""})
    words = page.get_data(as_text=True)
    assert 'value="6"' in words
    assert "checked" not in words


def test_the_grace_is_planned_as_it_is_typed(manager: CheckingClient, house: House) -> None:
    plan(manager)
    plan(manager, first_month="2090-09", grace_minutes="0")
    assert [rule.grace_minutes for rule in house.rows(Schedule)] == [15, 0]


def test_months_that_stand_are_named_and_get_the_new_dates(manager: CheckingClient) -> None:
    plan(manager)
    again = TYPED | {"first-month": "2090-08"}
    words = manager.get(PREVIEW, query_string=again).get_data(as_text=True)
    assert "Some of these dates stand in the calendar already" in words
    page = manager.get(PREVIEW, query_string=again | {"opening-day": "2"})
    assert "August 2090 is in the calendar already" in page.get_data(as_text=True)
    assert texts(page, "tr")[1].endswith(
        "Until now it opens Tuesday 1 August at 09:00; reminders on Monday 7, Thursday 10 and "
        "Monday 14 August; closes Monday 14 August at 17:00"
    )
    plan(manager, first_month="2090-08", opening_day="2")
    assert any(
        each.startswith("August 2090 opens Wednesday 2 August at 09:00")
        for each in texts(manager.get("/manage/calendar/"), "p")
    )


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"first-month": "July"}, "first-month", "July"),
        ({"first-month": "2018-07"}, "first-month", "would have opened already"),
        ({"first-month": "2099-12"}, "first-month", "too far ahead"),
        ({"months": "0"}, "months", "from 1 to 36"),
        ({"months": "9" * 300}, "months", "from 1 to 36"),
        ({"questionnaire": "../x"}, "questionnaire", "Choose one of the questionnaires"),
        ({"opening-day": "first"}, "opening-day", "from 1 to 23"),
        ({"opening-day": "²"}, "opening-day", "from 1 to 23"),
        ({"opening-time": "25:00"}, "opening-time", "Enter a time of day, such as 09:00"),
        ({"closing-time": ""}, "closing-time", "Enter a time of day"),
        ({"closing-day": "1", "closing-time": "08:00"}, "closing-day", "close before it opens"),
        ({"reminder-days": "5 and x"}, "reminder-days", "Enter numbers of working days"),
        ({"reminder-days": "1"}, "reminder-days", "working day 1 would not fall between"),
        ({"reminder-days": "11"}, "reminder-days", "working day 11 would not fall between"),
        ({"reminder-time": "17:30"}, "reminder-time", "would come after closing"),
        ({"closing-day": "23"}, "first-month", "working days, so none is number 23"),
        ({"grace-minutes": "1441"}, "grace-minutes", "from 0 to 1440"),
        ({"grace-minutes": "-1"}, "grace-minutes", "from 0 to 1440"),
        ({"summary-day": "61"}, "summary-day", "from 1 to 60"),
        ({"summary-day": ""}, "summary-day", "from 1 to 60"),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_is_kept(
    manager: CheckingClient, house: House, typed: dict[str, str], field: str, words: str
) -> None:
    sent = TYPED | typed
    for answer in (
        manager.get(PREVIEW, query_string=sent),
        manager.fill(PREVIEW + "?" + "&".join(f"{k}={v}" for k, v in TYPED.items()), sent, to=FORM),
    ):
        page = answer.get_data(as_text=True)
        assert answer.status_code == 400, page
        assert f'<a href="#{field}">' in page
        assert words in page
        kept = [value[:200] for name, value in typed.items() if name != "questionnaire"]
        assert all(value in page for value in kept)
    assert house.rows(PlannedRound) == []


@pytest.mark.holds("a council's july")
def test_a_month_with_a_round_or_in_the_way_of_one_is_refused(manager: CheckingClient) -> None:
    held = manager.get(PREVIEW, query_string=TYPED | {"first-month": "2018-07"})
    assert held.status_code == 400
    assert "July 2018 has a round already" in held.get_data(as_text=True)
    over = manager.get(PREVIEW, query_string=TYPED | {"first-month": "2090-08"})
    assert over.status_code == 400
    page = over.get_data(as_text=True)
    assert "August 2090, Tuesday 1 August 2090 at 09:00 to" in page
    assert "would overlap July 2018, Monday 2 July 2018 at 09:00 to" in page


def test_numbers_and_times_are_read_as_people_write_them(manager: CheckingClient) -> None:
    sent = TYPED | {"reminder-days": "5, 8 and 9", "opening-time": "9.30"}
    words = manager.get(PREVIEW, query_string=sent).get_data(as_text=True)
    assert "Monday 3 July at 09:30" in words
    assert "Thursday 13 July at 09:00" in words
