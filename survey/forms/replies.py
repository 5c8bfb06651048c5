"""Answers to the script of a page, which asks for JSON where a browser would ask for a page."""

from typing import Any

from flask import Response, jsonify, request
from werkzeug import wrappers

SCRIPT = "application/json"


def is_script() -> bool:
    """Whether the script of a page sends this; browsers and everybody else get pages."""
    return request.headers.get("Accept", "") == SCRIPT


def trouble(title: str, sentence: str, status: int, **facts: Any) -> Response:
    """Why nothing was saved, as the page of `status` would say it; `facts` go with it."""
    response = jsonify(title=title, sentence=sentence, **facts)
    response.status_code = status
    return response


def sent_on(response: wrappers.Response) -> Response:
    """The address to which a redirect leads, with whatever cookies the redirect brings."""
    reply = jsonify(next=response.location)
    for cookie in response.headers.getlist("Set-Cookie"):
        reply.headers.add("Set-Cookie", cookie)
    return reply
