"""How many requests a second, and how long each waits, when several people answer at once."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from statistics import quantiles

from benchmarks.installation import many_holders
from benchmarks.journey import verify, whole_journey
from benchmarks.line import Line
from benchmarks.server import PRODUCT, Server, serving
from benchmarks.visitor import Visitor

CLIENTS = (1, 8, 32)
JOURNEYS = 96  # of each crowd, so that each of its clients makes at least three


def crowds(room: str) -> Iterator[Line]:
    """Whole journeys by 1, 8 and 32 clients; everything that they have saved is looked up."""
    with (
        many_holders(JOURNEYS * len(CLIENTS)) as ready,
        serving(PRODUCT, ready.environment) as server,
    ):
        everybody = dict(enumerate(ready.tokens))
        for place, clients in enumerate(CLIENTS):
            numbers = range(place * JOURNEYS, (place + 1) * JOURNEYS)
            mine = {number: everybody[number] for number in numbers}
            began = time.perf_counter()
            waited = answered_by(server, clients, mine)
            seconds = time.perf_counter() - began
            verify(ready.database_url, mine)
            cuts = quantiles(waited, n=20)
            who = f"{clients} client{'' if clients == 1 else 's'} at once"
            yield Line(room, f"{who}: requests", len(waited) / seconds, "a second")
            yield Line(room, f"{who}: half answered within", cuts[9] * 1000, "ms")
            yield Line(room, f"{who}: 95 of 100 answered within", cuts[18] * 1000, "ms")


def answered_by(server: Server, clients: int, tokens: dict[int, str]) -> list[float]:
    """Let `clients` work through the journeys of `tokens`; seconds that each request took."""

    def one(number: int) -> list[float]:
        visitor = Visitor(server)
        whole_journey(visitor, tokens[number], number)
        return visitor.waited

    with ThreadPoolExecutor(clients) as pool:
        return [seconds for waited in pool.map(one, tokens) for seconds in waited]
