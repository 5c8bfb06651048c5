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


def times_floor(
    server: Server, request: Request, least: Server, requests: int = REQUESTS, each: int = 1
) -> float:
    """Processor time of `request(number)`, for numbers below `requests`, over one of the floor's.

    `each` is how many requests to the server one such number makes.
    """
    turn = max(1, TURN // each)
    ours = floors = 0.0
    turns = 0
    for first in range(0, requests, turn):
        ours += server.spent(request, range(first, min(first + turn, requests)))
        floors += least.spent(lambda _: hello(least), range(TURN))
        turns += 1
    return (ours / requests) / (floors / (turns * TURN))


def hello(server: Server) -> None:
    status, _, body = server.ask("GET", "/")
    if status != 200 or body != b"Hello, world":
        raise RuntimeError("The floor does not stand.")
