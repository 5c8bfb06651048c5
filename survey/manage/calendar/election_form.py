"""The form of an election: its name, the notice and polling day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from survey.forms.dates import EXAMPLE, typed_day
from survey.forms.text import readable
from survey.models import Election

MOST_NAME = 120


@dataclass(slots=True)
class ElectionForm:
    """What was typed, and what is wrong with it: {field id: sentence}."""

    name: str = ""
    notice_on: str = ""
    polling_on: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def sent(cls, sent: Mapping[str, str]) -> "ElectionForm":
        """What a browser has sent, checked."""
        form = cls(
            name=" ".join(readable(sent.get("name", "")).split()),
            notice_on=sent.get("notice-on", "").strip()[:40],
            polling_on=sent.get("polling-on", "").strip()[:40],
        )
        form.check()
        return form

    @classmethod
    def of(cls, election: Election) -> "ElectionForm":
        return cls(election.name, election.notice_on.isoformat(), election.polling_on.isoformat())

    def check(self) -> None:
        """Fill `errors`."""
        if not self.name:
            self.errors["name"] = "Enter a name, such as City Council election"
        elif len(self.name) > MOST_NAME:
            self.errors["name"] = f"Shorten the name to {MOST_NAME} characters"
        for ident, typed, what in (
            ("notice-on", self.notice_on, "the day of the notice of election"),
            ("polling-on", self.polling_on, "polling day"),
        ):
            if typed_day(typed) is None:
                self.errors[ident] = f"Enter {what}, such as {EXAMPLE}"

    @property
    def days(self) -> tuple[date, date]:
        """Notice and polling day, where nothing is wrong."""
        return typed_day(self.notice_on) or date.min, typed_day(self.polling_on) or date.min
