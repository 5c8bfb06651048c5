"""What a stakeholder's requests cost, as ratios to the floor measured in the same run."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from benchmarks.installation import Ready, many_holders
from benchmarks.line import Line
from benchmarks.measure import REQUESTS, Request, floor, times_floor
from benchmarks.server import PRODUCT, Server, serving

ROOM = "answering"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(slots=True)
class Visitor:
    """A stakeholder's browser: one session cookie, one CSRF token."""

    server: Server
    cookie: str = ""
    csrf: str = ""

    def get(self, path: str) -> str:
        return self.send("GET", path)[1]

    def post(self, path: str, **fields: str) -> int:
        return self.send("POST", path, urlencode({"csrf_token": self.csrf, **fields}))[0]

    def send(self, method: str, path: str, body: str = "") -> tuple[int, str]:
        headers = {"Cookie": self.cookie, **(FORM if body else {})}
        status, found, content = self.server.ask(method, path, body, headers)
        if "set-cookie" in found:
            self.cookie = found["set-cookie"].partition(";")[0]
        page = content.decode()
        if token := re.search(r'name="csrf_token" value="([^"]+)"', page):
            self.csrf = token[1]
        return status, page

    def enter(self, token: str) -> None:
        """Follow the personal link of `token` and press its button."""
        self.get(f"/take/{token}")
        expect(self.post(f"/take/{token}"), 303)


def lines() -> Iterator[Line]:
    with (
        many_holders(REQUESTS) as ready,
        floor() as least,
        serving(PRODUCT, ready.environment) as server,
    ):
        for what, limit, prepare in (
            ("form page of one theme", 6, form_page),
            ("save of one theme, durable", 10, save),
            ("submit, durable", 15, submit),
        ):
            request = prepare(server, ready)
            yield Line(ROOM, what, times_floor(server, request, least), "x floor", limit)


def form_page(server: Server, ready: Ready) -> Request:
    """GET of a theme's page."""
    visitor = entered(server, ready.tokens[0])
    return lambda _: expect(visitor.send("GET", "/respond/theme-2")[0], 200)


def save(server: Server, ready: Ready) -> Request:
    """POST of a theme that changes what is stored."""
    visitor = entered(server, ready.tokens[1])
    filled = {"comment": "Words that change", "comment-permission": "team", "maturity": "2"}
    versions = ["", ""]
    for turn in range(2):  # a page's version depends on what is stored, and here that alternates
        versions[turn] = version(visitor.get("/respond/theme-3"))
        expect(visitor.post("/respond/theme-3", **typed(filled, turn), version=versions[turn]), 303)
    versions[0] = version(visitor.get("/respond/theme-3"))

    def one(number: int) -> None:
        fields = typed(filled, number % 2)
        expect(visitor.post("/respond/theme-3", **fields, version=versions[number % 2]), 303)

    return one


def typed(filled: dict[str, str], turn: int) -> dict[str, str]:
    return {f"theme-3-{name}": value for name, value in filled.items()} | {
        "theme-3-progress": str(3 + turn)
    }


def version(page: str) -> str:
    found = re.search(r'name="version" value="([^"]+)"', page)
    if not found:
        raise RuntimeError("The theme's page has no version.")
    return found[1]


def submit(server: Server, ready: Ready) -> Request:
    """A submission of fourteen scores and seven comments, each by another holder."""
    visitors = [entered(server, token) for token in ready.tokens]
    for visitor in visitors:
        visitor.get("/respond/check")

    def one(number: int) -> None:
        expect(visitors[number].post("/respond/submit", key=f"measured-{number}"), 303)

    return one


def entered(server: Server, token: str) -> Visitor:
    visitor = Visitor(server)
    visitor.enter(token)
    visitor.get("/respond/")
    return visitor


def expect(status: int, wanted: int) -> None:
    if status != wanted:
        raise RuntimeError(f"The server answered {status} where {wanted} was expected.")
