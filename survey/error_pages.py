"""Every error that a visitor can meet, as a page that says what happened and what to do.

SurveyError (survey.errors)      its own status, title and sentence
HTTPException (Werkzeug)         the words below, by status
└── CSRFError                    the form was open too long, or came from elsewhere
OperationalError (SQLAlchemy)    503: the database is locked, full or away
DataError (SQLAlchemy)           400: it cannot store what was sent, a NUL say
anything else                    500, logged by Flask; no traceback is shown
"""

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus

from flask import Flask, Response, current_app, make_response, render_template
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, OperationalError
from werkzeug.exceptions import HTTPException

from survey.errors import SurveyError
from survey.extensions import db
from survey.language import gettext, marked

RETRY_SECONDS = 30
# Headers of Werkzeug's own answer that belong to that answer's body.
BODY_HEADERS = {"content-type", "content-length"}


@dataclass(frozen=True, slots=True)
class Words:
    """A page's heading, what happened, and what to do next; whole sentences."""

    title: str
    happened: str
    mend: str

    def said(self) -> "Words":
        """The same in the language that is spoken."""
        return Words(gettext(self.title), gettext(self.happened), gettext(self.mend))


UNEXPECTED = Words(
    marked("Sorry, there is a problem with the service"),
    marked("Something went wrong on our side. What had been saved before is still there."),
    marked("Try again in a few minutes."),
)
BUSY = Words(
    marked("Sorry, the service is busy"),
    marked("It could not save or read anything just now."),
    marked("Go back, which keeps what you typed in most browsers, and try again in half a minute."),
)
FORM_EXPIRED = Words(
    marked("This form could not be accepted"),
    marked(
        "It had been open for too long, was opened twice, or cookies are switched off. "
        "Nothing was saved from it."
    ),
    marked(
        "Go back and copy what you typed. Then reload the page, or open the link from your mail "
        "again, and send it once more."
    ),
)
WORDS: dict[int, Words] = {
    HTTPStatus.BAD_REQUEST: Words(
        marked("There is a problem with what was sent"),
        marked("Part of it is missing or cannot be read, so nothing was saved."),
        marked("Go back, check what you entered and send it again."),
    ),
    HTTPStatus.UNAUTHORIZED: Words(
        marked("Sign in first"),
        marked("This page is for people who have signed in."),
        marked("Sign in and open it again."),
    ),
    HTTPStatus.FORBIDDEN: Words(
        marked("You cannot open this page"),
        marked("Your account does not have the role that this page needs."),
        marked("If you think that it should, ask the person who manages the survey."),
    ),
    HTTPStatus.NOT_FOUND: Words(
        marked("Page not found"),
        marked("There is no page at this address."),
        marked(
            "If you typed the address, check that it is right. If you followed a link in a mail, "
            "check that all of it was copied: mail programs sometimes break long links in two."
        ),
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: Words(
        marked("This page cannot be used in that way"),
        marked("It was asked to do something that it does not do."),
        marked("Go back and use the buttons and links of the page."),
    ),
    HTTPStatus.GONE: Words(
        marked("This is no longer open"),
        marked("The page was here and has ended."),
        marked("Start again from the front page."),
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: Words(
        marked("That is too much to send at once"),
        marked("What was sent is larger than this service takes, so nothing was saved."),
        marked("Go back, shorten the text or choose a smaller file, and send it again."),
    ),
    HTTPStatus.REQUEST_URI_TOO_LONG: Words(
        marked("This address is too long"),
        marked("No address of this service is as long as that."),
        marked(
            "If you followed a link in a mail, copy it again, without anything before or after it."
        ),
    ),
    HTTPStatus.TOO_MANY_REQUESTS: Words(
        marked("Too many tries"),
        marked("There were too many tries from where you are in a short time."),
        marked("Wait a few minutes, then try again."),
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: UNEXPECTED,
    HTTPStatus.SERVICE_UNAVAILABLE: BUSY,
}


def init_error_pages(app: Flask) -> None:
    app.register_error_handler(SurveyError, survey_error_page)
    app.register_error_handler(CSRFError, form_expired_page)
    app.register_error_handler(HTTPException, http_error_page)
    app.register_error_handler(OperationalError, busy_page)
    app.register_error_handler(DataError, unstorable_page)


def survey_error_page(error: SurveyError) -> Response:
    words = Words(gettext(error.title), str(error), "")
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        current_app.logger.error("%s: %s", type(error).__name__, error)
    return page(words, error.status)


def form_expired_page(_error: CSRFError) -> Response:
    return page(FORM_EXPIRED.said(), HTTPStatus.BAD_REQUEST)


def http_error_page(error: HTTPException) -> Response | HTTPException:
    """The page of an HTTP error; a redirect or a response of its own passes through."""
    status = error.code
    if status is None or status < HTTPStatus.BAD_REQUEST:
        return error
    kept = [(name, text) for name, text in error.get_headers() if name.lower() not in BODY_HEADERS]
    return page(words_of(status).said(), status, kept)


def busy_page(error: OperationalError) -> Response:
    # The statement's parameters are what people typed: they do not go into a log.
    current_app.logger.error("The database could not answer: %s", error.orig)
    return page(BUSY.said(), HTTPStatus.SERVICE_UNAVAILABLE, [("Retry-After", str(RETRY_SECONDS))])


def unstorable_page(error: DataError) -> Response:
    db.close()  # as after any error of the database: its transaction is broken
    current_app.logger.warning("The database refused what was sent: %s", type(error.orig).__name__)
    return page(WORDS[HTTPStatus.BAD_REQUEST].said(), HTTPStatus.BAD_REQUEST)


def words_of(status: int) -> Words:
    """The words of `status`; those of 400 or of 500 where it has none of its own."""
    client = status < HTTPStatus.INTERNAL_SERVER_ERROR
    return WORDS.get(status, WORDS[HTTPStatus.BAD_REQUEST] if client else UNEXPECTED)


def page(words: Words, status: int, headers: Iterable[tuple[str, str]] = ()) -> Response:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        db.close()  # a broken transaction must not break the page that reports it
    response = make_response(render_template("errors/error.html", words=words), status)
    response.headers.extend(list(headers))
    return response
