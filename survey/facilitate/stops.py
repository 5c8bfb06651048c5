"""Pages that end the way: what has happened, what to do, and whatever was typed."""

from http import HTTPStatus

from flask import Response, make_response, render_template, request

from survey.facilitate.own import closed_sentence
from survey.forms.pages import typed_words
from survey.forms.replies import is_script, trouble
from survey.queries.assignments import Held


def stop(title: str, sentence: str, status: HTTPStatus) -> Response:
    """A page with `title`, `sentence` and the words that were sent; a script gets no words."""
    if is_script():
        return trouble(title, sentence, status)
    kept = list(typed_words(request.form.items(multi=True)))
    return make_response(
        render_template("facilitate/stopped.html", title=title, sentence=sentence, kept=kept),
        status,
    )


def closed(held: Held) -> Response:
    return stop("This month is closed", closed_sentence(held), HTTPStatus.GONE)


def recorded_already() -> Response:
    return stop(
        "This interview has been recorded",
        "It was recorded after this page was opened, so what you sent was not added to it. "
        "Copy what you need and tell your colleague or the manager.",
        HTTPStatus.CONFLICT,
    )


def anothers_page() -> Response:
    return stop(
        "This page was opened by another account",
        "Somebody else has signed in to this browser since, so what you sent was not saved. "
        "Sign in as yourself, open the interview again and enter it there.",
        HTTPStatus.CONFLICT,
    )
