"""The form that opens a month by hand, at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from analysis.periods import PeriodError, parse_month
from survey.clock import london_day
from survey.queries.definitions import shipped
from survey.queries.planned_dates import MonthDates
from survey.working_days import add_working_days, is_working_day, london

FEWEST_DAYS, MOST_DAYS = 1, 42
CLOSES, REMINDS = time(17), time(9)
REMINDING_DAYS = (5, 8)


@dataclass(slots=True)
class OpeningForm:
    """What a manager has typed, and what is wrong with it: {field id: sentence}.

    `remind` and `thanks` hold 'yes' or nothing.
    """

    month: str
    days: str
    questionnaire: str
    remind: str = ""
    thanks: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def sent(cls, sent: Mapping[str, str]) -> "OpeningForm":
        """What a browser has sent, checked."""
        names = ("month", "days", "questionnaire", "remind", "thanks")
        month, days, questionnaire, remind, thanks = (sent.get(name, "").strip() for name in names)
        form = cls(month, days, questionnaire, remind, thanks)
        form.check()
        return form

    def check(self) -> None:
        """Fill `errors`."""
        try:
            parse_month(self.month)
        except PeriodError as error:
            self.errors["month"] = str(error)
        if not (self.days.isdecimal() and FEWEST_DAYS <= int(self.days[:4]) <= MOST_DAYS):
            self.errors["days"] = f"Enter a whole number of days from {FEWEST_DAYS} to {MOST_DAYS}"
        if self.questionnaire not in shipped():
            self.errors["questionnaire"] = "Choose one of the questionnaires"

    def dates(self, opens_at: datetime) -> MonthDates:
        """The round that opens at `opens_at`; where nothing is wrong."""
        today, days = london_day(opens_at), int(self.days)
        closing = working_day(today, days)
        closes_at = london(closing, CLOSES)
        waves = [london(working_day(today, number), REMINDS) for number in REMINDING_DAYS]
        last_day = london(closing, REMINDS)
        return MonthDates(
            month=self.month,
            opens_at=opens_at,
            reminders=tuple(at for at in waves if self.remind and at < last_day),
            last_day=last_day if self.remind and last_day > opens_at else None,
            closes_at=closes_at,
        )


def working_day(today: date, number: int) -> date:
    """Working day `number` from today on, which is the first one if it is a working day."""
    return add_working_days(today, number - is_working_day(today))


def proposed(latest: str | None, today: datetime, questionnaire: str) -> OpeningForm:
    """A form for the month after `latest`, or for this one, open for ten working days."""
    month = following(latest) if latest else f"{today:%Y-%m}"
    return OpeningForm(month, "10", questionnaire, remind="yes")


def following(month: str) -> str:
    """The month after: '2018-12' -> '2019-01'."""
    year, number = (int(part) for part in month.split("-"))
    return f"{year + number // 12}-{number % 12 + 1:02}"
