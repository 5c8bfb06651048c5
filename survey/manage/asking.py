"""A deed that is asked about once: what follows from it, and the reason where one is kept."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey.errors import SurveyError
from survey.extensions import db
from survey.forms.text import lines, readable

MOST_REASON = 500


@dataclass(frozen=True, slots=True)
class Question:
    """`follows` are sentences, `button` the words of who goes on, `refuse` of who does not.

    `stands` is how things are now, in a sentence, or empty.
    `reason` is the label of the field in which a reason is asked for, empty where none is.
    """

    month: str
    title: str
    follows: tuple[str, ...]
    button: str
    refuse: str
    stands: str = ""
    reason: str = ""
    grave: bool = False


def ask(question: Question, reason: str = "", error: str = "") -> str:
    return render_template(
        "manage/calendar_ask.html",
        question=question,
        reason=reason,
        errors={"reason": error} if error else {},
    )


def carry_out(question: Question, deed: Callable[[str], object]) -> ResponseReturnValue:
    """Do `deed` with the reason that was sent, and show the month; ask again where it is missing.

    What else is refused tells its own page: the month has changed meanwhile.
    """
    reason = readable(lines(request.form.get("reason", ""))).strip()
    if question.reason and not reason:
        return ask(question, error="Give the reason: it stays in the record"), 400
    if len(reason) > MOST_REASON:
        return ask(question, reason, f"Shorten the reason to {MOST_REASON} characters"), 400
    try:
        deed(reason)
    except SurveyError:
        db.session.rollback()
        raise
    db.session.commit()
    return redirect(url_for("manage.calendar_page", month=question.month))
