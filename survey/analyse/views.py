from flask import render_template
from flask.typing import ResponseReturnValue

from analysis.periods import month_label
from survey.access.accounts import actor
from survey.actions.record_event import record_event
from survey.analyse.blueprint import analyse
from survey.analyse.front import latest_quarter, live_months, tasks
from survey.analyse.looking import READ
from survey.analyse.places import KINDS
from survey.analyse.reading import by_theme, months_read, subject, waiting
from survey.clock import now
from survey.extensions import db
from survey.forms.acknowledging import open_warnings
from survey.queries.codebook import latest_version
from survey.queries.comments import arrivals, comments_of_round
from survey.queries.events import last_done
from survey.queries.groups import all_groups
from survey.queries.rounds import questionnaire, round_by_month
from survey.queries.to_code import codings_of, left_by_place


@analyse.get("/")
def months() -> ResponseReturnValue:
    read = months_read(last_done(db.session, actor=actor(), action=READ))
    to_code = waiting(left_by_place(db.session))
    return render_template(
        "analyse/months.html",
        months=arrivals(db.session, read),
        waiting=to_code,
        latest=latest_version(db.session),
        open_warnings=open_warnings(db.session),
        month_label=month_label,
        live=live_months(),
        quarter=latest_quarter(),
        tasks=tasks(sum(part.number for part in to_code)),
    )


@analyse.get("/rounds/<month>/comments")
def comments(month: str) -> ResponseReturnValue:
    """Looking is recorded, in a transaction of its own once everything is read."""
    reader = actor()
    round_ = round_by_month(db.session, month)
    expanded = questionnaire(db.session, round_.questionnaire_sha256)
    said = comments_of_round(db.session, round_)
    names = {group.ref: group.name for group in all_groups(db.session)}
    codes = codings_of(db.session, [each.id for each in said])
    read = subject(round_)
    page = render_template(
        "analyse/comments.html",
        label=month_label(month),
        month=month,
        themes=by_theme(expanded, said, names, codes),
        permissions={each.id: each for each in expanded.permissions},
        kinds=KINDS,
        count=len(said),
        left=sum(each.waits and each.text != "" for each in said),
    )
    db.session.rollback()  # SQLite refuses to write in a transaction that began by reading
    record_event(db.session, actor=reader, action=READ, subject=read, now=now())
    db.session.commit()
    return page
