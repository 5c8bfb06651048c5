"""What the manager of a large panel waits for."""

import time
from collections.abc import Iterator

from benchmarks.answering import Visitor, expect
from benchmarks.line import Line
from benchmarks.measure import floor, times_floor
from benchmarks.server import PRODUCT, serving
from benchmarks.years import HOLDERS, MANAGER, PASSWORD, three_years

ROOM = "managing"
PAGES = 500
OPEN, NEXT = "2019-07", "2019-08"


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
    manager.get("/manage/rounds/open")
    began = time.perf_counter()
    sent = {"month": NEXT, "days": "14", "questionnaire": "governance-2018"}
    expect(manager.post("/manage/rounds/open", **sent), 302)
    return time.perf_counter() - began
