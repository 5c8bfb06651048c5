"""A visitor's browser, as far as a request's cost depends on it."""

import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from benchmarks.server import Server

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
LATER = 303


@dataclass(slots=True)
class Visitor:
    """Cookies, the token of the page before, and how long each answer took, in seconds."""

    server: Server
    cookies: dict[str, str] = field(default_factory=dict)
    csrf: str = ""
    waited: list[float] = field(default_factory=list)

    def get(self, path: str) -> str:
        """The page at `path`; RuntimeError where there is none."""
        status, page = self.send("GET", path)
        expect(status, 200)
        return page

    def post(self, path: str, **fields: str) -> int:
        return self.send("POST", path, urlencode({"csrf_token": self.csrf, **fields}))[0]

    def send(self, method: str, path: str, body: str = "") -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        began = time.perf_counter()
        status, found, content = self.server.ask(
            method, path, body, headers | (FORM if body else {})
        )
        self.waited.append(time.perf_counter() - began)
        for cookie in found.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        page = content.decode()
        if token := re.search(r'name="csrf_token" value="([^"]+)"', page):
            self.csrf = token[1]
        return status, page

    def enter(self, token: str) -> None:
        """Follow the personal link of `token`, press its button, and open what it leads to."""
        self.get(f"/take/{token}")
        expect(self.post(f"/take/{token}"), LATER)
        self.get("/respond/")


def hidden(page: str, name: str) -> str:
    """The value of the hidden field `name`; RuntimeError where the page has none."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    if not found:
        raise RuntimeError(f"The page has no field '{name}'.")
    return found[1]


def expect(status: int, wanted: int) -> None:
    if status != wanted:
        raise RuntimeError(f"The server answered {status} where {wanted} was expected.")
