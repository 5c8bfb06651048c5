"""Which browsers may see what was submitted: a forwarded link alone does not show it.

A browser in which somebody has submitted, or typed the code that was mailed to them, keeps a signed
cookie that says so. It opens nothing without a personal link.
"""

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from survey.config import Settings
from survey.queries.invitations import Answering
from survey.queries.recipients import recipient

DAYS = 400  # the most that browsers keep a cookie
MOST_PEOPLE = 20


def is_known(holder: Answering) -> bool:
    """Whether this browser has submitted for the person who answers here, in whatever month."""
    return recipient(holder.invitation) in people()


def remember(response: Response, holder: Answering) -> Response:
    """Let this browser be known for the person who answers here; gives `response` back."""
    person = recipient(holder.invitation)
    others = [each for each in people() if each != person]
    settings: Settings = current_app.extensions["settings"]
    response.set_cookie(
        name(settings),
        signer(settings).dumps([*others, person][-MOST_PEOPLE:]),
        max_age=DAYS * 24 * 3600,
        secure=settings.secure,
        httponly=True,
        samesite="Lax",
    )
    return response


def people() -> list[int]:
    """The persons, by id, for whom this browser is known."""
    settings: Settings = current_app.extensions["settings"]
    try:
        found: list[int] = signer(settings).loads(request.cookies.get(name(settings), ""))
    except BadSignature:
        return []
    return found


def name(settings: Settings) -> str:
    return "__Host-take-known" if settings.secure else "take-known"


def signer(settings: Settings) -> URLSafeSerializer:
    return URLSafeSerializer(settings.secret_key, salt="submitted in this browser")
