from flask import Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from analysis.periods import PeriodError, parse_period
from survey.access.accounts import account, actor, roles_of
from survey.actions.approve_edition import approve_edition
from survey.actions.request_draft import request_draft
from survey.actions.retry_publication import retry_publication
from survey.clock import london_day, now
from survey.documents.folder import draft_folder, drawn_from
from survey.errors import NotFound
from survey.extensions import db
from survey.publish.blueprint import EDITION, publish
from survey.publish.quarters import Visitor, quarters
from survey.queries.editions import edition_by_id
from survey.queries.elections import elections_on

MEDIA_TYPES = {
    "index.html": "text/html; charset=utf-8",
    "data.csv": "text/csv; charset=utf-8",
    "summary.json": "application/json",
}
NO_DRAFT = "There is no draft of this edition to read: it is being drawn, or it is published."


@publish.get("/")
def desk() -> ResponseReturnValue:
    user, moment = account(), now()
    return render_template(
        "publish/desk.html",
        quarters=quarters(db.session, Visitor(user, roles_of(user), moment)),
        periods=elections_on(db.session, london_day(moment)),
    )


@publish.post("/<period>/draft")
def draft_quarter(period: str) -> ResponseReturnValue:
    try:
        wanted = parse_period(period)
    except PeriodError as error:
        raise NotFound(str(error)) from error
    request_draft(db.session, period=wanted, actor=actor(), now=now())
    db.session.commit()
    return back_to(wanted.ref)


@publish.post(f"{EDITION}/sign-off")
def sign_off(edition_id: int) -> ResponseReturnValue:
    edition = edition_by_id(db.session, edition_id)
    approve_edition(
        db.session,
        edition=edition,
        sha256=request.form.get("sha256", ""),
        actor=actor(),
        now=now(),
    )
    db.session.commit()
    return back_to(edition.period)


@publish.post(f"{EDITION}/retry")
def retry(edition_id: int) -> ResponseReturnValue:
    edition = edition_by_id(db.session, edition_id)
    retry_publication(db.session, edition=edition, actor=actor(), now=now())
    db.session.commit()
    return back_to(edition.period)


@publish.get(f"{EDITION}/draft/", endpoint="draft")
@publish.get(f"{EDITION}/draft/<any('data.csv', 'summary.json'):name>", endpoint="draft_file")
def draft_file(edition_id: int, name: str = "index.html") -> ResponseReturnValue:
    """The stored draft as it will look: nothing is drawn here."""
    edition = edition_by_id(db.session, edition_id)
    folder = draft_folder(
        current_app.extensions["settings"].editions_dir, edition.period, edition.number
    )
    try:
        drawn = drawn_from(folder)
        content = (folder / name).read_bytes()
    except FileNotFoundError as error:
        raise NotFound(NO_DRAFT) from error
    if drawn != edition.sha256:
        raise NotFound(NO_DRAFT)  # something was taken out, which nobody is shown any more
    return Response(content, content_type=MEDIA_TYPES[name])


def back_to(period: str) -> ResponseReturnValue:
    return redirect(url_for("publish.desk", _anchor=period))
