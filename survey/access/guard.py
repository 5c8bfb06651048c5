"""The one guard, before every request."""

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from survey.access.accounts import roles_of, signed_in
from survey.access.table import undeclared, who_may_pass
from survey.access.terms import refuse_outside_term
from survey.clock import london_day, now
from survey.errors import Refused
from survey.extensions import db
from survey.models import SEES_ANSWERS, RoleName, User
from survey.queries.staff import seat_held

SIGN_OUT = "staff.sign_out_now"


def guard() -> Response | None:
    """Let a request pass that the table lets pass.

    A stakeholder's session ('link') is read by the room that it opens, because only the room knows
    its invitation. An unknown address goes on to its 404.
    """
    endpoint = request.endpoint
    if endpoint is None:
        return None
    allowed = who_may_pass(endpoint)
    if allowed is None:
        raise RuntimeError(undeclared(endpoint))
    return guard_staff(allowed) if isinstance(allowed, frozenset) else None


def guard_staff(allowed: frozenset[RoleName]) -> Response | None:
    user = signed_in()
    if user is None:
        return redirect(url_for("staff.sign_in_page", next=where_to_return()))
    passing = roles_of(user) & allowed
    if not passing:
        refuse(user, allowed)
    elif passing <= SEES_ANSWERS:
        refuse_holders_of_seats(user)
    return None


def refuse(user: User, allowed: frozenset[RoleName]) -> None:
    """Stop whoever may not pass; to sign out takes no role that holds today."""
    if request.endpoint == SIGN_OUT:
        return
    if RoleName.OBSERVER in allowed:
        refuse_outside_term(user)
    abort(403)


def where_to_return() -> str | None:
    """The page that was asked for; a form that was sent cannot be returned to."""
    if request.method not in {"GET", "HEAD"}:
        return None
    return request.full_path if request.query_string else request.path


def refuse_holders_of_seats(user: User) -> None:
    """Somebody may have been given a seat after the account: the promise holds all the same."""
    seat = seat_held(db.session, user.email, london_day(now()))
    if seat is not None:
        raise Refused(
            f"You hold a seat of the panel ({seat}), and no member of the panel may see what "
            "others answered. Ask whoever manages the accounts to take this role from you."
        )
