from flask import Blueprint, abort, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from survey.access.accounts import sign_in
from survey.actions.add_demo_accounts import address_of
from survey.actions.record_event import record_event
from survey.clock import now
from survey.config import Settings
from survey.demo.mailbox import message_called, messages, pieces
from survey.errors import NotFound
from survey.extensions import db
from survey.models import RoleName
from survey.queries.staff import user_by_email

LINES = {
    RoleName.ADMINISTRATOR: "sees who did what, and when",
    RoleName.MANAGER: "opens and closes the month, and sees who has been heard",
    RoleName.FACILITATOR: "enters a conversation for a holder of a seat",
    RoleName.ANALYST: "reads the comments of each month",
    RoleName.PUBLISHER: "signs a quarter off and publishes it",
    RoleName.OBSERVER: "reads the monthly insight packs",
}

demo = Blueprint("demo", __name__, template_folder="templates", url_prefix="/demo")


@demo.before_request
def only_in_a_demonstration() -> None:
    if not current_app.extensions["organisation"].demonstration:
        abort(404)


@demo.get("/sign-in")
def sign_in_page() -> ResponseReturnValue:
    return render_template("demo/sign_in.html", lines=LINES)


@demo.post("/sign-in/<role>")
def sign_in_as(role: str) -> ResponseReturnValue:
    user = user_by_email(db.session, address_of(role)) if role in LINES else None
    if user is None:
        raise NotFound("The demonstration has no account with this role.")
    sign_in(user)
    record_event(
        db.session,
        actor=user.email,
        action="signed in by button",
        subject=f"account {user.id}",
        now=now(),
    )
    db.session.commit()
    return redirect(url_for("staff.home"))


@demo.get("/mail/")
def mail() -> ResponseReturnValue:
    return render_template("demo/mail.html", messages=messages(settings().outbox_dir))


@demo.get("/mail/<name>")
def message(name: str) -> ResponseReturnValue:
    found = message_called(settings().outbox_dir, name)
    if found is None:
        raise NotFound("There is no such message; choose one from the list.")
    text = pieces(found.text, settings().base_url)
    return render_template("demo/message.html", message=found, pieces=text)


def settings() -> Settings:
    found: Settings = current_app.extensions["settings"]
    return found
