"""What a worker of the web server holds after a long day."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from benchmarks.installation import many_holders
from benchmarks.journey import REQUESTS_OF_A_JOURNEY, verify, whole_journey
from benchmarks.line import Line
from benchmarks.server import PRODUCT, Server, serving
from benchmarks.visitor import Visitor

REQUESTS = 50_000
WARM = 10_000
CLIENTS = 2
MOST = 120  # MB
# What is kept may still fill up; what leaks would take as much again for every 10,000 requests.
GROWTH = 4  # MB
MEGABYTE = 1_000_000


def endurance(room: str) -> Iterator[Line]:
    """One worker, 50,000 requests of 2,500 whole journeys, its resident memory at every 10,000."""
    journeys = REQUESTS // REQUESTS_OF_A_JOURNEY
    step = WARM // REQUESTS_OF_A_JOURNEY
    with (
        many_holders(journeys) as ready,
        serving(PRODUCT, ready.environment, workers=1) as server,
    ):
        resident = []
        for first in range(0, journeys, step):
            answered(server, {n: ready.tokens[n] for n in range(first, first + step)})
            resident.append(memory(server))
        verify(ready.database_url, dict(enumerate(ready.tokens)))
    yield Line(room, f"a worker after {REQUESTS:,} requests", resident[-1], "MB", MOST)
    grown = resident[-1] - resident[0]
    yield Line(room, f"more than after its first {WARM:,}", grown, "MB", GROWTH)


def answered(server: Server, tokens: dict[int, str]) -> None:
    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(lambda n: whole_journey(Visitor(server), tokens[n], n), tokens))


def memory(server: Server) -> float:
    """Megabytes that the only worker has in memory, what it shares with others included."""
    (worker,) = server.master.children()
    return float(worker.memory_info().rss) / MEGABYTE
