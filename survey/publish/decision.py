"""The form in which the monitoring officer's decision is recorded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from survey.actions.record_pre_election_decision import OfficersDecision
from survey.forms.dates import EXAMPLE, typed_day
from survey.forms.text import lines, readable

MOST_NAME, MOST_WORDS = 200, 4_000


@dataclass(slots=True)
class DecisionForm:
    """What was typed, and what is wrong with it: {field id: sentence}."""

    decided_by: str = ""
    decided_on: str = ""
    words: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def sent(cls, sent: Mapping[str, str]) -> "DecisionForm":
        """What a browser has sent, checked."""
        form = cls(
            decided_by=" ".join(readable(sent.get("decided-by", "")).split()),
            decided_on=sent.get("decided-on", "").strip(),
            words=readable(lines(sent.get("words", ""))).strip(),
        )
        form.check()
        return form

    def check(self) -> None:
        """Fill `errors`."""
        if not self.decided_by:
            self.errors["decided-by"] = "Enter the name of the monitoring officer"
        elif len(self.decided_by) > MOST_NAME:
            self.errors["decided-by"] = f"Shorten the name to {MOST_NAME} characters"
        if typed_day(self.decided_on) is None:
            self.errors["decided-on"] = f"Enter the day of the decision, such as {EXAMPLE}"
        if not self.words:
            self.errors["words"] = "Enter the decision in the officer's own words"
        elif len(self.words) > MOST_WORDS:
            self.errors["words"] = f"Shorten the decision to {MOST_WORDS:,} characters"

    @property
    def decision(self) -> OfficersDecision:
        """Where nothing is wrong."""
        return OfficersDecision(self.decided_by, typed_day(self.decided_on) or date.min, self.words)
