"""Costs as multiples of the floor's, both measured turn by turn in the same run."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from benchmarks.server import FLOOR, Server, serving

REQUESTS = 2000
TURN = 250  # requests of the one, then of the other: a machine's speed drifts within seconds
Request = Callable[[int], None]


@contextmanager
def floor() -> Iterator[Server]:
    """The bare Flask application, served like the product until the block ends."""
    with serving(FLOOR, {}) as server:
        yield server


def times_floor(server: Server, request: Request, least: Server, requests: int = REQUESTS) -> float:
    """Processor time of `request(number)`, for numbers below `requests`, over the floor's."""
    ours = floors = 0.0
    for first in range(0, requests, TURN):
        ours += server.spent(request, range(first, first + TURN))
        floors += least.spent(lambda _: hello(least), range(TURN))
    return ours / floors


def hello(server: Server) -> None:
    status, _, body = server.ask("GET", "/")
    if status != 200 or body != b"Hello, world":
        raise RuntimeError("The floor does not stand.")
