"""Every parameter that a stakeholder's browser can send, found in the routes and in the code."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from survey.forms.pages import FURNITURE
from survey.respond import guard
from tests.survey.accounts import token as token_on
from tests.survey.house import JULY

ROOMS = ("respond.", "record.")
READ = re.compile(r'request\.(?:form|args|values)\.get\(\s*"([\w-]+)"')
HEADERS = ("Accept", "Accept-Language", "If-None-Match", "Range", "Referer", "User-Agent")
COOKIES = ("take", "take-known")
FIELDS = frozenset(
    f"theme-1-{name}" for name in ("progress", "maturity", "comment", "comment-permission")
)


@dataclass(frozen=True, slots=True)
class Sent:
    """A request in which one parameter, `about`, holds something hostile."""

    about: str
    method: str
    address: str
    form: dict[str, str]
    headers: dict[str, str]


def names_read() -> frozenset[str]:
    """What the code of the room asks a request for, by name, and what its pages send beside."""
    folder = Path(guard.__file__).parent
    read = {name for file in folder.glob("*.py") for name in READ.findall(file.read_text("utf-8"))}
    return FURNITURE | FIELDS | read


def routes(app: Flask) -> Iterator[tuple[str, Rule]]:
    """Method and rule of every page and every button of a stakeholder."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith(ROOMS):
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                yield method, rule


def requests(app: Flask, hostile: str, good: dict[str, str], csrf: str) -> Iterator[Sent]:
    """A request for each parameter of each route; `good` fills the other places of its address."""
    names = sorted(names_read())
    for method, rule in routes(app):
        address = filled(rule, good)
        form = {"csrf_token": csrf} if method == "POST" else {}
        about = f"{method} {rule.rule}"
        for place in sorted(rule.arguments):
            spoilt = filled(rule, good | {place: hostile})
            yield Sent(f"{about}: {place}", method, spoilt, form, {})
        for name in names:
            asked = f"{address}?{urlencode({name: hostile})}"
            yield Sent(f"{about}?{name}", method, asked, form, {})
            if method == "POST":
                yield Sent(f"{about} {name}", method, address, form | {name: hostile}, {})


def filled(rule: Rule, values: dict[str, str]) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda place: quote(values[place[1]], safe=""), rule.rule)


def walk(app: Flask, token: str, hostile: str) -> dict[str, int]:
    """Status by request, of every request that holds `hostile`, from one visitor's browser.

    Each comes from an address of its own, so that wrong links are not taken for guessing, and with
    the session of the beginning.
    """
    app.testing = False  # as it is served: an error is a page, not an exception
    client = app.test_client()
    begin_plainly(client, token)
    cookie = client.get_cookie("take")
    assert cookie is not None
    good = {"token": token, "page_id": "theme-1", "month": JULY}
    answers: dict[str, int] = {}
    places = count(1)
    for sent in requests(app, hostile, good, token_on(client, f"/take/{token}")):
        client.set_cookie("take", cookie.value)
        answers[sent.about] = status(client, sent, next(places))
    return answers | outside(app, token, hostile)


def outside(app: Flask, token: str, hostile: str) -> dict[str, int]:
    """The same of the headers and the cookies."""
    plain = "".join(letter for letter in hostile if letter.isprintable() and letter.isascii())
    answers = {}
    for name in HEADERS:
        client = app.test_client()
        begin_plainly(client, token)
        answers[name] = client.get("/respond/theme-1", headers={name: plain}).status_code
    for name in COOKIES:
        client = app.test_client()
        begin_plainly(client, token)
        client.set_cookie(name, plain)
        answers[name] = client.get("/respond/receipt").status_code
    return answers


def begin_plainly(client: FlaskClient, token: str) -> None:
    form = {"csrf_token": token_on(client, f"/take/{token}")}
    client.post(f"/take/{token}", data=form)


def status(client: FlaskClient, sent: Sent, place: int) -> int:
    options: dict[str, Any] = {
        "method": sent.method,
        "headers": sent.headers,
        "environ_overrides": {"REMOTE_ADDR": f"10.{place >> 16}.{place >> 8 & 255}.{place & 255}"},
    }
    if sent.method == "POST":
        options["data"] = sent.form
    return client.open(sent.address, **options).status_code
