"""This month at a glance, whom to chase, and how far the mail has come."""

from datetime import datetime

from flask import jsonify, render_template, request
from flask.typing import ResponseReturnValue

from analysis.periods import month_label
from survey.clock import london_day, now
from survey.extensions import db
from survey.forms.acknowledging import open_warnings
from survey.forms.paging import page_asked, pages
from survey.manage.blueprint import manage
from survey.manage.month.glance import glance, table
from survey.manage.month.matters import matter
from survey.models import Round, RoundState
from survey.queries.chase import chase_list
from survey.queries.commitments import overdue_commitments
from survey.queries.failed_mail import uncertain_mail
from survey.queries.next_dates import next_dates
from survey.queries.rounds import current_round
from survey.queries.sending import sending

DONE = {
    "link": "A new link is on its way. The earlier ones no longer work, and the draft is kept.",
    "again": "The message is sent again.",
    "address": "The address is corrected, and a new link is on its way to it.",
    "talk": "The talk is booked, and the invitation to it is on its way.",
    "paper": "The answers on paper are recorded.",
    "telephone": "The answers by telephone are recorded.",
    "read-back": "A link to the record is on its way.",
    "reminded": "The reminders are on their way.",
}
ON_A_PAGE = 10
DATES = 4


@manage.get("/")
def this_month() -> ResponseReturnValue:
    round_ = current_round(db.session)
    moment = now()
    return render_template(
        "manage/this_month.html",
        now=moment,
        done=DONE.get(request.args.get("done", "")),
        sending=sending(db.session, moment),
        overdue=overdue_commitments(db.session, f"{london_day(moment):%Y-%m}"),
        dates=next_dates(db.session, DATES),
        open_warnings=open_warnings(db.session),
        **(facts_of(round_, moment) if round_ else {}),
    )


def facts_of(round_: Round, moment: datetime) -> dict[str, object]:
    found = glance(db.session, round_, moment)
    return {
        "label": month_label(round_.month),
        "glance": found,
        "by_group": table(found),
        **(to_chase(round_, moment) if round_.state is RoundState.OPEN else {}),
    }


def to_chase(round_: Round, moment: datetime) -> dict[str, object]:
    """The page of the list that was asked for, the first where it has none such."""
    number = page_asked()
    found = chase_list(
        db.session, round_, now=moment, first=(number - 1) * ON_A_PAGE, count=ON_A_PAGE
    )
    if number > 1 and not found.people:
        number, found = 1, chase_list(db.session, round_, now=moment, first=0, count=ON_A_PAGE)
    return {
        "chased": [matter(round_.month, person) for person in found.people],
        "pages": pages(number, found.total, ON_A_PAGE),
        "uncertain": uncertain_mail(db.session, round_)[1],
    }


@manage.get("/sending.json")
def sending_now() -> ResponseReturnValue:
    found = sending(db.session, now())
    if found is None:
        return jsonify(done=True)
    return jsonify(done=False, sent=found.sent, total=found.total, sentence=found.sentence())
