"""What a reader's request for a published page costs."""

import gzip
import re
from collections.abc import Iterator

from benchmarks.line import Line
from benchmarks.measure import floor, times_floor
from benchmarks.published import published_quarter
from benchmarks.server import PRODUCT, Server, serving

ROOM = "publication"
PAGE = "/publications/2018-19-q2/"
PACKED = {"Accept-Encoding": "gzip"}


def lines() -> Iterator[Line]:
    with (
        published_quarter() as environment,
        floor() as least,
        serving(PRODUCT, environment) as server,
    ):
        cost = times_floor(server, lambda _: read(server), least)
        yield Line(ROOM, "published page", cost, "x floor", 2)
        yield Line(ROOM, "its page, styles and scripts, sent", weight(server), "kB", 300)


def weight(server: Server) -> float:
    """Kilobytes on the wire of the page and of all that it links from our own origin."""
    packed = server.ask("GET", PAGE, headers=PACKED)[2]
    page = gzip.decompress(packed).decode()
    linked = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    sent = [server.ask("GET", address, headers=PACKED)[2] for address in linked]
    return sum(map(len, [packed, *sent])) / 1000


def read(server: Server) -> None:
    status, _, body = server.ask("GET", PAGE, headers=PACKED)
    if status != 200 or not body:
        raise RuntimeError(f"The published page answered {status}.")
