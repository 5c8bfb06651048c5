"""What a browser may send, and how much; whoever sends too much hears about it."""

from http import HTTPStatus
from typing import IO, Any

from flask import Flask, Request, Response, abort, request
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser
from werkzeug.routing import IntegerConverter, Map

Parsed = tuple[IO[bytes], MultiDict[str, str], MultiDict[str, FileStorage]]
MOST_UNREAD = 32 * 1024 * 1024
CHUNK = 64 * 1024
LARGEST_ID = 2**31 - 1
# Whoever has a personal link that is broken gets a page of its own.
ANYTHING = "token"


class SentFields(FormDataParser):
    """Werkzeug's, but MAX_FORM_PARTS holds for fields of every encoding.

    A page that gives back what was typed would otherwise answer a million short fields with a
    million text boxes, to whoever sends them.
    """

    def parse(self, *args: Any, **kwargs: Any) -> Parsed:
        """Raises RequestEntityTooLarge for more fields than that."""
        stream, form, files = super().parse(*args, **kwargs)
        number = sum(map(len, form.listvalues()))
        if self.max_form_parts is not None and number > self.max_form_parts:
            raise RequestEntityTooLarge
        return stream, form, files


class FormRequest(Request):
    form_data_parser_class = SentFields


class Number(IntegerConverter):
    """The number of a row in an address; a larger one than any is no address."""

    def __init__(self, map: Map, **limits: Any) -> None:  # noqa: A002 - Werkzeug's own name
        super().__init__(map, **{"max": LARGEST_ID, **limits})


def init_sent(app: Flask) -> None:
    """To be called before any route is added."""
    app.request_class = FormRequest
    app.url_map.converters["int"] = Number
    app.before_request(refuse_unreadable)
    app.after_request(hear_out)


def refuse_unreadable() -> None:
    """No month, theme or seat has a control in its name, which no database and no page can take."""
    for name, value in (request.view_args or {}).items():
        if name != ANYTHING and isinstance(value, str) and not value.isprintable():
            abort(HTTPStatus.NOT_FOUND)


def hear_out(response: Response) -> Response:
    """Take in the rest of a body that was too large, so that its sender reads the answer.

    A connection that is closed on somebody who is still sending is cut: a browser then shows its
    own page about a broken connection, and not the sentence that says what to do.
    """
    if response.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        unread, left = request.environ["wsgi.input"], MOST_UNREAD
        while left > 0 and (chunk := unread.read(min(CHUNK, left))):
            left -= len(chunk)
    return response
