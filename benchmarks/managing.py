"""What the manager of a large panel waits for."""

import re
import time
from collections.abc import Iterator

from benchmarks.line import Line
from benchmarks.measure import floor, times_floor
from benchmarks.server import PRODUCT, serving
from benchmarks.visitor import Visitor, expect
from benchmarks.years import HOLDERS, MANAGER, PASSWORD, three_years

ROOM = "managing"
PAGES = 500
OPEN = "2019-07"
SELECT = re.compile(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', re.DOTALL)
TICKED = ("radio", "checkbox")


def lines() -> Iterator[Line]:
    with three_years() as environment, floor() as least, serving(PRODUCT, environment) as server:
        manager = Visitor(server)
        manager.get("/sign-in")
        expect(manager.post("/sign-in", email=MANAGER, password=PASSWORD), 302)
        cost = times_floor(server, lambda _: this_month(manager), least, PAGES)
        yield Line(ROOM, "this month: 2,000 holders, 36 past months", cost, "x floor", 40)
        yield Line(ROOM, "opening a round of 2,000, answered", opened(manager), "s", 1)


def this_month(manager: Visitor) -> None:
    status, page = manager.send("GET", "/manage/")
    if status != 200 or f"{HOLDERS:,}" not in page:
        raise RuntimeError("The manager's page does not show the month.")


def opened(manager: Visitor) -> float:
    """Seconds until the page answers that queues an invitation to everybody."""
    manager.get(f"/manage/rounds/{OPEN}/close")
    expect(manager.post(f"/manage/rounds/{OPEN}/close"), 302)
    proposed = fields(manager.get("/manage/rounds/open"))
    began = time.perf_counter()
    expect(manager.post("/manage/rounds/open", **proposed), 302)
    return time.perf_counter() - began


def fields(page: str) -> dict[str, str]:
    """What the form proposes, month, days and all."""
    main = page.partition("<main")[2]
    found = {}
    for control in re.findall(r"<input [^>]*>", main):
        facts = dict(re.findall(r'(name|value|type)="([^"]*)"', control))
        if "name" in facts and (facts.get("type") not in TICKED or " checked" in control):
            found[facts["name"]] = facts.get("value", "")
    for name, options in re.findall(
        r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', main, re.DOTALL
    ):
        values = re.findall(r'<option(?: value="([^"]*)")?([^>]*)>([^<]*)', options)
        chosen = next((each for each in values if "selected" in each[1]), values[0])
        found[name] = chosen[0] or chosen[2]
    return found
