"""A form that came from elsewhere, or too late: nothing of it is stored, nothing of it is lost."""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Any

from flask import request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from survey.error_pages import http_error_page
from survey.language import gettext, marked
from survey.respond.declining import wish_page
from survey.respond.guard import current, guard, respond, speak_to_whoever_is_there
from survey.respond.raised import raised_page
from survey.respond.saving import not_accepted_page
from survey.respond.stops import not_accepted
from survey.respond.taking import landing_page

PRESS_AGAIN = marked("That did not work; press the button again")
# The pages whose only form is a button, which the token in their address leads to.
BUTTONS: dict[str | None, Callable[..., Any]] = {
    "respond.begin": landing_page,
    "respond.decline": partial(wish_page, template="respond/decline.html"),
    "respond.talk": partial(wish_page, template="respond/talk.html"),
}


@respond.errorhandler(CSRFError)
def form_refused(_error: CSRFError) -> Any:
    """The page of the form again, with what was typed into it."""
    values = request.view_args or {}
    if request.endpoint in BUTTONS:
        return refusal(BUTTONS[request.endpoint](values["token"], error=PRESS_AGAIN))
    stop = guard()
    if stop is not None:
        return stop
    if request.endpoint == "respond.judge":
        return refusal(raised_page(current(), {"main": gettext(PRESS_AGAIN)}))
    if request.endpoint == "respond.save":
        try:
            return refusal(not_accepted_page(values["page_id"]))
        except HTTPException as error:  # Flask looks for no page of an error within an error
            return http_error_page(error)
    return not_accepted()


@respond.errorhandler(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
def too_much_sent(error: HTTPException) -> Any:
    """Found out while the form is read, before anybody knew whose it is."""
    speak_to_whoever_is_there()
    return http_error_page(error)


def refusal(page: Any) -> Any:
    """`page` as the answer to a form that was not accepted, unless it says otherwise itself."""
    return (page, HTTPStatus.BAD_REQUEST) if isinstance(page, str) else page
