"""The form that opens a month."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from analysis.periods import PeriodError, parse_month
from questionnaires.load import DEFINITIONS

FEWEST_DAYS, MOST_DAYS = 1, 62


@dataclass(slots=True)
class OpeningForm:
    """What a manager has typed, and what is wrong with it: {field id: sentence}."""

    month: str
    days: str
    questionnaire: str
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def sent(cls, sent: Mapping[str, str]) -> "OpeningForm":
        """What a browser has sent, checked."""
        names = ("month", "days", "questionnaire")
        month, days, questionnaire = (sent.get(name, "").strip() for name in names)
        form = cls(month, days, questionnaire)
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

    def closes_at(self, opens_at: datetime) -> datetime:
        """`days` after `opens_at`; where nothing is wrong."""
        return opens_at + timedelta(days=int(self.days))


def shipped() -> list[str]:
    """The names of the questionnaires that a month may ask."""
    return sorted(path.stem for path in DEFINITIONS.glob("*.toml"))


def proposed(latest: str | None, today: datetime) -> OpeningForm:
    """A form for the month after `latest`, or for this one, open for a fortnight."""
    month = following(latest) if latest else f"{today:%Y-%m}"
    return OpeningForm(month, "14", shipped()[-1])


def following(month: str) -> str:
    """The month after: '2018-12' -> '2019-01'."""
    year, number = (int(part) for part in month.split("-"))
    return f"{year + number // 12}-{number % 12 + 1:02}"
