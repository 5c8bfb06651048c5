from urllib.parse import urlsplit

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey.access.accounts import account, right_password, roles_of, sign_in, sign_out, signed_in
from survey.access.rooms import rooms_of
from survey.access.terms import refuse_outside_term
from survey.actions.record_event import record_event
from survey.clock import now
from survey.errors import Refused
from survey.extensions import db
from survey.models import User
from survey.queries.staff import user_by_email

# One sentence for an unknown address and for a wrong password: it must not tell which.
NOT_RECOGNISED = "This address and password do not belong together. Check both and try again."

staff = Blueprint("staff", __name__, template_folder="templates")


@staff.get("/sign-in")
def sign_in_page() -> ResponseReturnValue:
    onward = local_path(request.args.get("next"))
    if signed_in():
        return redirect(onward)
    return sign_in_form(onward, "", {})


@staff.post("/sign-in")
def sign_in_now() -> ResponseReturnValue:
    onward = local_path(request.form.get("next"))
    email, password = request.form.get("email", "").strip(), request.form.get("password", "")
    errors = blanks(email, password)
    if errors:
        return sign_in_form(onward, email, errors), 400
    user = user_by_email(db.session, email)
    if not right_password(user, password) or user is None:
        record_refusal(user)
        return sign_in_form(onward, email, {"email": NOT_RECOGNISED}), 400
    if sentence := barred(user):
        record_refusal(user)
        return sign_in_form(onward, email, {"email": sentence}), 403
    sign_in(user)
    record_event(
        db.session, actor=user.email, action="signed in", subject=f"account {user.id}", now=now()
    )
    db.session.commit()
    return redirect(onward)


@staff.post("/sign-out")
def sign_out_now() -> ResponseReturnValue:
    user = account()
    record_event(
        db.session, actor=user.email, action="signed out", subject=f"account {user.id}", now=now()
    )
    sign_out(user)
    db.session.commit()
    return redirect(url_for("staff.sign_in_page"))


@staff.get("/staff/")
def home() -> ResponseReturnValue:
    user = account()
    roles = roles_of(user)
    return render_template("staff/home.html", user=user, roles=sorted(roles), rooms=rooms_of(roles))


def sign_in_form(onward: str, email: str, errors: dict[str, str]) -> str:
    return render_template("staff/sign_in.html", onward=onward, email=email, errors=errors)


def blanks(email: str, password: str) -> dict[str, str]:
    asked = {
        "email": (email, "Enter your e-mail address."),
        "password": (password, "Enter your password."),
    }
    return {field: sentence for field, (typed, sentence) in asked.items() if not typed}


def barred(user: User) -> str:
    """Why an observer who is nothing else cannot sign in today; empty where they can."""
    if roles_of(user):
        return ""
    try:
        refuse_outside_term(user)
    except Refused as error:
        return str(error)
    return ""


def record_refusal(user: User | None) -> None:
    """Whose account it was; an address that is nobody's is not kept, it may be a password."""
    subject = f"account {user.id}" if user else "no account"
    record_event(db.session, actor="visitor", action="sign-in refused", subject=subject, now=now())
    db.session.commit()


def local_path(onward: str | None) -> str:
    """`onward` where it is a path of this service, else the home page of staff.

    Browsers read a backslash as a slash, drop tabs and line ends, and take '//evil' for a host.
    """
    home_page = url_for("staff.home")
    if not onward or not onward.isprintable() or "\\" in onward:
        return home_page
    parts = urlsplit(onward)
    local = not parts.scheme and not parts.netloc and onward.startswith("/")
    return onward if local and not onward.startswith("//") else home_page
