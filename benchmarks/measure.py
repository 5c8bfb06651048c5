"""The floor of this run, and costs as multiples of it."""

from benchmarks.server import FLOOR, Server, serving


def floor(requests: int) -> float:
    """CPU seconds of one request for 'Hello, world'."""
    with serving(FLOOR, {}) as server:
        return server.per_request(requests, lambda _: hello(server))


def hello(server: Server) -> None:
    status, _, body = server.ask("GET", "/")
    if status != 200 or body != b"Hello, world":
        raise RuntimeError("The floor does not stand.")


def times_floor(cost: float, least: float) -> float:
    return cost / least
