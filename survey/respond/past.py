"""What one said in earlier months, theme by theme, beside what the panel as a whole said.

Only in a browser that is known: a forwarded link does not open it.
"""

from http import HTTPStatus
from typing import Any

from flask import abort, render_template

from questionnaires.expanded import ExpandedQuestionnaire
from questionnaires.model import Scale
from survey.extensions import db
from survey.models import Mode
from survey.queries.own_past import OwnMonth, has_answered, own_answers, own_months
from survey.queries.recipients import recipient
from survey.queries.records import passages_of
from survey.queries.responses import document_of
from survey.queries.rounds import asked_of
from survey.respond.guard import current, respond
from survey.respond.known import is_known
from survey.respond.panel_said import published_quarters
from survey.respond.rereading import reread_of
from survey.respond.themes_said import Asked, themes_of


@respond.get("/respond/past")
def past() -> Any:
    holder = current()
    person = recipient(holder.invitation)
    if not is_known(holder):
        known = has_answered(db.session, person)
        return render_template("respond/past_unproved.html", has_answered=known)
    months = own_months(db.session, person)
    asked = asked_in(months)
    return render_template(
        "respond/past.html",
        months=[each.month for each in asked],
        scales=scales_of(asked[0].expanded) if asked else {},
        themes=themes_of(asked, list(published_quarters())),
    )


@respond.get("/respond/past/<month>")
def past_month(month: str) -> Any:
    holder = current()
    own = own_months(db.session, recipient(holder.invitation)) if is_known(holder) else []
    found = next((each for each in own if each.round.month == month), None)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    expanded = asked_of(db.session, found.round, found.invitation)
    document = document_of(db.session, found.standing.id or 0, expanded)
    spoken = found.standing.mode is Mode.INTERVIEW
    passages = passages_of(db.session, found.standing.id or 0) if spoken else []
    return render_template(
        "respond/past_month.html",
        month=month,
        standing=found.standing,
        reviews=reread_of(expanded, document, passages).reviews,
    )


def scales_of(expanded: ExpandedQuestionnaire) -> dict[str, Scale]:
    """What the numbers mean: each measure's name with the scale that it is asked on."""
    scores = (field.question for field in expanded.fields if field.question.scale)
    return {question.name: expanded.scale(question.scale or "") for question in scores}


def asked_in(months: list[OwnMonth]) -> list[Asked]:
    given = own_answers(db.session, months)
    return [
        Asked(
            each.round.month,
            asked_of(db.session, each.round, each.invitation),
            given[each.standing.id or 0],
        )
        for each in months
    ]
