"""The form of a schedule: on which working days of a month a round opens, reminds and closes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime, time
from typing import Any

from analysis.periods import PeriodError, parse_month
from survey.errors import SurveyError
from survey.forms.clock_times import EXAMPLE, typed_time
from survey.manage.calendar.opening import following
from survey.models import Schedule
from survey.models.calendar import SUMMARY_DAY
from survey.models.rounds import GRACE_MINUTES
from survey.queries.definitions import shipped
from survey.queries.planned_dates import MOST_GRACE_MINUTES, MOST_MONTHS, MonthDates, dates_of

MOST_DAYS = 23
MOST_DAYS_TO_SUMMARY = 60
# An address that was kept from before these were asked for still plans what it did.
USUAL = {"grace_minutes": str(GRACE_MINUTES), "summary_day": str(SUMMARY_DAY)}
TIMES = ("opening_time", "reminder_time", "closing_time")
DAYS = ("opening_day", "closing_day")


@dataclass(slots=True)
class ScheduleForm:
    """What a manager has typed, as text, and what is wrong with it: {field id: sentence}.

    A field's id is its name here with '-' for '_'; the two boxes hold 'yes' or nothing.
    """

    first_month: str
    months: str = "12"
    questionnaire: str = ""
    opening_day: str = "1"
    opening_time: str = "09:00"
    reminder_days: str = "5 8"
    reminder_time: str = "09:00"
    closing_day: str = "10"
    closing_time: str = "17:00"
    grace_minutes: str = str(GRACE_MINUTES)
    last_day: str = ""
    thanks: str = ""
    summary_day: str = str(SUMMARY_DAY)
    errors: dict[str, str] = field(default_factory=dict)
    planned: list[MonthDates] = field(default_factory=list)

    @classmethod
    def sent(cls, sent: Mapping[str, str]) -> "ScheduleForm":
        """What a browser has sent, not checked yet."""
        form = cls("")
        for name in NAMES:
            setattr(form, name, sent.get(ident(name), USUAL.get(name, "")).strip()[:200])
        return form

    def check(self, now: datetime) -> None:
        """Fill `errors` in the order of the page, or else `planned`: the dates of every month."""
        self.check_month()
        self.check_number("months", MOST_MONTHS, "months")
        if self.questionnaire not in shipped():
            self.errors["questionnaire"] = "Choose one of the questionnaires"
        for name in DAYS:
            self.check_number(name, MOST_DAYS, "the working day")
        self.check_number("grace_minutes", MOST_GRACE_MINUTES, "the minutes", least=0)
        self.check_number("summary_day", MOST_DAYS_TO_SUMMARY, "the working day")
        for name in TIMES:
            if typed_time(getattr(self, name)) is None:
                self.errors[ident(name)] = f"Enter a time of day, such as {EXAMPLE}"
        if not all(is_number(word, MOST_DAYS) for word in self.reminders()):
            self.errors["reminder-days"] = "Enter numbers of working days, such as 5 8, or nothing"
        if not self.errors:
            self.check_order()
        if not self.errors:
            self.plan(now)
        told = [ident(name) for name in NAMES if ident(name) in self.errors]
        self.errors = {name: self.errors[name] for name in told}

    def check_month(self) -> None:
        try:
            parse_month(self.first_month)
        except PeriodError as error:
            self.errors["first-month"] = str(error)

    def check_number(self, name: str, most: int, what: str, least: int = 1) -> None:
        if not is_number(getattr(self, name), most, least):
            self.errors[ident(name)] = f"Enter {what} as a whole number from {least} to {most}"

    def check_order(self) -> None:
        """Whether days and times follow each other, where each is right by itself."""
        opening = (int(self.opening_day), typed_time(self.opening_time) or time())
        closing = (int(self.closing_day), typed_time(self.closing_time) or time())
        if closing <= opening:
            self.errors["closing-day"] = "The round would close before it opens: choose a later day"
            return
        reminding = typed_time(self.reminder_time) or time()
        outside = [day for day in self.reminders() if not opening < (int(day), reminding) < closing]
        if outside:
            self.errors["reminder-days"] = (
                f"The reminder on working day {outside[0]} would not fall between opening and "
                "closing: choose another day or time"
            )
        elif self.last_day and not (closing[0], reminding) < closing:
            self.errors["reminder-time"] = (
                "The reminder on the closing day would come after closing: choose an earlier time"
            )

    def plan(self, now: datetime) -> None:
        """Fill `planned`; what no field can be blamed for alone is told at the first."""
        try:
            self.planned = dates_of(self.schedule(now))
        except SurveyError as error:
            self.errors["first-month"] = str(error)

    def reminders(self) -> list[str]:
        return self.reminder_days.replace(",", " ").replace("and", " ").split()

    def schedule(self, now: datetime) -> Schedule:
        """Where every field is right by itself; not stored."""
        opening, reminding, closing = (f"{typed_time(getattr(self, name)):%H:%M}" for name in TIMES)
        return Schedule(
            definition=self.questionnaire,
            first_month=self.first_month,
            months=int(self.months),
            opening_day=int(self.opening_day),
            opening_time=opening,
            reminder_days=" ".join(self.reminders()),
            reminder_time=reminding,
            closing_day=int(self.closing_day),
            closing_time=closing,
            grace_minutes=int(self.grace_minutes),
            last_day=bool(self.last_day),
            thanks=bool(self.thanks),
            summary_day=int(self.summary_day),
            made_at=now,
        )

    def values(self) -> dict[str, Any]:
        """Each field's id with what was typed, for the address of another page or hidden fields."""
        return {ident(name): getattr(self, name) for name in NAMES if getattr(self, name)}


NAMES = tuple(each.name for each in fields(ScheduleForm) if each.name not in ("errors", "planned"))


def ident(name: str) -> str:
    return name.replace("_", "-")


def is_number(text: str, most: int, least: int = 1) -> bool:
    return text.isascii() and text.isdecimal() and least <= int(text[:5]) <= most


def proposed_schedule(latest: str | None, today: datetime, questionnaire: str) -> ScheduleForm:
    """A year from the month after `latest`, or from next month where that is later."""
    first = following(max(latest or "", f"{today:%Y-%m}"))
    return ScheduleForm(first, questionnaire=questionnaire, last_day="yes")
