"""What is typed about a commitment, and what is wrong with it: {field id: sentence}."""

from dataclasses import dataclass, field
from datetime import datetime

from werkzeug.datastructures import MultiDict

from questionnaires.answers import blank
from survey.actions.commitment_facts import MOST_LEAD, MOST_WORDS, CommitmentFacts
from survey.actions.settle_commitment import Standing
from survey.forms.months import EXAMPLE, typed_month
from survey.forms.text import lines, readable
from survey.models import Commitment, CommitmentStatus
from survey.queries.commitments import SETTLED

LARGEST_ID = 2_147_483_647


@dataclass(slots=True)
class CommitmentForm:
    """`codes` are ids; `seen` tells when the commitment had been changed last, as it was shown."""

    said: str = ""
    promise: str = ""
    lead: str = ""
    item: str = ""
    due: str = ""
    codes: tuple[int, ...] = ()
    clear_of_exempt: bool = False
    seen: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def sent(cls, sent: MultiDict[str, str]) -> "CommitmentForm":
        """What a browser has sent, checked as far as that needs no database."""
        form = cls(
            said=prose(sent.get("said", "")),
            promise=prose(sent.get("promise", "")),
            lead=" ".join(readable(sent.get("lead", "")).split()),
            item=readable(sent.get("item", "")).strip(),
            due=readable(sent.get("due", "")).strip(),
            codes=ids(sent.getlist("codes")),
            clear_of_exempt=sent.get("clear") == "yes",
            seen=sent.get("seen", ""),
        )
        form.check()
        return form

    @classmethod
    def of(cls, commitment: Commitment, codes: tuple[int, ...]) -> "CommitmentForm":
        """What stands."""
        return cls(
            said=commitment.said,
            promise=commitment.promise,
            lead=commitment.lead,
            item=commitment.item,
            due=commitment.due_month,
            codes=codes,
            clear_of_exempt=bool(commitment.clear_of_exempt_by),
            seen=token(commitment),
        )

    def check(self) -> None:
        """Fill `errors`."""
        check_words(self.errors, "said", self.said, "what was said")
        check_words(self.errors, "promise", self.promise, "what will be done")
        if blank(self.lead):
            self.errors["lead"] = "Enter who leads it"
        elif len(self.lead) > MOST_LEAD:
            self.errors["lead"] = f"Shorten the lead to {MOST_LEAD} characters"
        elif "@" in self.lead:
            self.errors["lead"] = "Enter the office that leads it, without an address"
        if typed_month(self.due) is None:
            self.errors["due"] = f"Enter the month in which it is due, such as {EXAMPLE}"
        if not self.codes:
            self.errors["codes"] = "Choose the code that it answers"

    @property
    def texts(self) -> dict[str, str]:
        """What may name nobody, by the field's id."""
        return {"said": self.said, "promise": self.promise}

    @property
    def facts(self) -> CommitmentFacts:
        """Where nothing is wrong."""
        return CommitmentFacts(
            said=self.said,
            promise=self.promise,
            lead=self.lead,
            item=self.item,
            due_month=typed_month(self.due) or "",
            codes=self.codes,
            clear_of_exempt=self.clear_of_exempt,
        )


@dataclass(slots=True)
class StandingForm:
    """How far it has come, and what came of it."""

    status: str
    outcome: str
    seen: str
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def sent(cls, sent: MultiDict[str, str]) -> "StandingForm":
        form = cls(sent.get("status", ""), prose(sent.get("outcome", "")), sent.get("seen", ""))
        if form.status not in set(CommitmentStatus):
            form.errors["status"] = "Choose how far it has come"
        elif CommitmentStatus(form.status) in SETTLED or form.outcome:
            check_words(form.errors, "outcome", form.outcome, "what came of it")
        return form

    @classmethod
    def of(cls, commitment: Commitment) -> "StandingForm":
        return cls(commitment.status.value, commitment.outcome, token(commitment))

    @property
    def standing(self) -> Standing:
        """Where nothing is wrong."""
        return Standing(CommitmentStatus(self.status), self.outcome)


def check_words(errors: dict[str, str], name: str, text: str, what: str) -> None:
    if blank(text):
        errors[name] = f"Enter {what}"
    elif len(text) > MOST_WORDS:
        errors[name] = f"Shorten {what} to {MOST_WORDS:,} characters; it has {len(text):,}"


def prose(text: str) -> str:
    return readable(lines(text)).strip()


def ids(sent: list[str]) -> tuple[int, ...]:
    """The numbers among `sent` that can be those of rows, each once."""
    numbers = (int(text) for text in sent if text.isascii() and text.isdecimal() and len(text) < 11)
    return tuple(dict.fromkeys(number for number in numbers if 0 < number <= LARGEST_ID))


def token(commitment: Commitment) -> str:
    """When it was changed last, as a form carries it."""
    return commitment.changed_at.isoformat()


def seen_at(token: str) -> datetime | None:
    """The moment that a form carries; None where it carries none."""
    try:
        moment = datetime.fromisoformat(token)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
