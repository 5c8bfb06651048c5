"""The Council's own rating of every aim, month by month."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from analysis.periods import PeriodError, month_label, parse_month
from survey.access.accounts import actor
from survey.actions.rate_aims import rate_aims
from survey.clock import now
from survey.errors import NotFound
from survey.extensions import db
from survey.manage.blueprint import manage
from survey.manage.plan.overview import this_month_of_the_calendar
from survey.models import Rag
from survey.queries.kept_plan import all_illustrative, kept_plan

PREFIX = "aim-"


@manage.get("/plan/ratings")
def ratings_of_a_month() -> ResponseReturnValue:
    month = request.args.get("month", "").strip() or this_month_of_the_calendar()
    try:
        parse_month(month)
    except PeriodError as error:
        return ratings_page(this_month_of_the_calendar(), typed=month, error=str(error)), 400
    return redirect(url_for("manage.ratings", month=month))


@manage.get("/plan/ratings/<month>")
def ratings(month: str) -> ResponseReturnValue:
    return ratings_page(known_month(month))


@manage.post("/plan/ratings/<month>")
def rate(month: str) -> ResponseReturnValue:
    changes = rate_aims(
        db.session, month=known_month(month), ratings=sent(), actor=actor(), now=now()
    )
    db.session.commit()
    changed = len(changes.added) + len(changes.changed)
    return redirect(url_for("manage.ratings", month=month, saved=changed))


def sent() -> dict[str, Rag]:
    """The ratings chosen, by the aim's ref; what is no rating is nothing chosen."""
    chosen = {
        name.removeprefix(PREFIX): value
        for name, value in request.form.items()
        if name.startswith(PREFIX)
    }
    return {ref: Rag(value) for ref, value in chosen.items() if value in set(Rag)}


def known_month(month: str) -> str:
    try:
        return parse_month(month)
    except PeriodError as error:
        raise NotFound(str(error)) from error


def ratings_page(month: str, typed: str = "", error: str = "") -> str:
    saved = request.args.get("saved", type=int)
    kept = kept_plan(db.session, month)
    return render_template(
        "manage/ratings.html",
        month=month,
        label=month_label(month),
        typed=typed or month,
        errors={"month": error} if error else {},
        kept=kept,
        illustrative=all_illustrative(kept),
        colours=list(Rag),
        saved=saved,
    )
