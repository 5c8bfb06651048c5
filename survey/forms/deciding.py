"""Which of two records counts, as somebody decides it on a page."""

from dataclasses import dataclass

from flask import request

from survey.forms.text import lines, readable

STANDING, KEPT = "standing", "kept"


@dataclass(frozen=True, slots=True)
class Decision:
    """The record that is to count, and why; `errors` is {field id: sentence}."""

    which: str
    reason: str
    errors: dict[str, str]

    @property
    def kept_counts(self) -> bool:
        return self.which == KEPT


NO_DECISION = Decision("", "", {})


def sent_decision() -> Decision:
    """What a browser has sent, with what is wrong with it."""
    which = request.form.get("which", "")
    reason = readable(lines(request.form.get("reason", ""))).strip()
    errors = {}
    if which not in {STANDING, KEPT}:
        errors["which"] = "Choose which of the two counts"
    if not reason:
        errors["reason"] = "Give a reason"
    return Decision(which, reason, errors)
