"""A form of the record's pages that came from elsewhere, or too late: nothing typed is lost."""

from http import HTTPStatus
from typing import Any

from flask import request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from survey.error_pages import http_error_page
from survey.language import gettext, marked
from survey.respond.correcting import correction_not_accepted
from survey.respond.guard import current
from survey.respond.known import is_known
from survey.respond.record import BY_TOKEN, guard, landing_page, record
from survey.respond.rereading import record_page, unproved_page

PRESS_AGAIN = marked("That did not work; press the button again")
SEND_AGAIN = marked(
    "Nothing was stored yet, because this page had been open for too long or in another "
    "session. What you typed is below: send it once more"
)


@record.errorhandler(CSRFError)
def form_refused(_error: CSRFError) -> Any:
    """The page of the form again."""
    if request.endpoint in BY_TOKEN:
        page = landing_page((request.view_args or {})["token"], error=PRESS_AGAIN)
    else:
        page = guard() or shown_again()
    return (page, HTTPStatus.BAD_REQUEST) if isinstance(page, str) else page


def shown_again() -> Any:
    if request.endpoint == "record.correct":
        try:
            return correction_not_accepted(gettext(SEND_AGAIN))
        except HTTPException as error:  # Flask looks for no page of an error within an error
            return http_error_page(error)
    again = gettext(PRESS_AGAIN)
    if is_known(current()):
        return record_page(current(), {"main": again})
    return unproved_page(current(), again)
