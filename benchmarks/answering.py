"""What a stakeholder's requests cost, how many are served at once, and what they leave behind."""

from collections.abc import Iterator

from benchmarks.crowd import crowds
from benchmarks.endurance import endurance
from benchmarks.installation import Ready, many_holders
from benchmarks.journey import (
    REQUESTS_OF_A_JOURNEY,
    REQUESTS_OF_A_SUBMISSION,
    answers,
    verify,
    whole_journey,
    whole_submission,
)
from benchmarks.line import Line
from benchmarks.measure import REQUESTS, Request, floor, times_floor
from benchmarks.server import PRODUCT, Server, serving
from benchmarks.visitor import LATER, Visitor, expect, hidden

ROOM = "answering"
FLOORS = "x floor"
# Before anything is counted: a page's first reader waits for its templates to be compiled.
WARM = 12
JOURNEYS = 120
SUBMISSIONS = 600


def lines() -> Iterator[Line]:
    with floor() as least:
        yield from single_requests(least)
        yield from journeys(least)
        yield from one_page(least)
    yield from crowds(ROOM)
    yield from endurance(ROOM)


def single_requests(least: Server) -> Iterator[Line]:
    with (
        many_holders(REQUESTS, drafts=True) as ready,
        serving(PRODUCT, ready.environment) as server,
    ):
        for what, limit, prepare in (
            ("form page of one theme", 6, form_page),
            ("save of one theme, durable", 10, save),
            ("submit, durable", 15, submit),
        ):
            request = prepare(server, ready)
            yield Line(ROOM, what, times_floor(server, request, least), FLOORS, limit)


def journeys(least: Server) -> Iterator[Line]:
    """The whole month of a stakeholder, each by another holder, and what is stored of it."""
    with many_holders(WARM + JOURNEYS) as ready, serving(PRODUCT, ready.environment) as server:

        def one(number: int) -> None:
            whole_journey(Visitor(server), ready.tokens[number], number)

        for number in range(JOURNEYS, JOURNEYS + WARM):
            one(number)
        cost = times_floor(server, one, least, JOURNEYS, REQUESTS_OF_A_JOURNEY)
        verify(ready.database_url, dict(enumerate(ready.tokens)))
        yield Line(ROOM, f"whole journey, {REQUESTS_OF_A_JOURNEY} requests", cost, FLOORS, 120)


def one_page(least: Server) -> Iterator[Line]:
    """All 21 questions on a single page: shown, and a whole submission by another holder each."""
    with (
        many_holders(SUBMISSIONS, "governance-brief-2018") as ready,
        serving(PRODUCT, ready.environment) as server,
    ):
        visitors = [entered(server, token) for token in ready.tokens]
        first = visitors[0]
        cost = times_floor(server, lambda _: expect(first.send("GET", "/respond/")[0], 200), least)
        yield Line(ROOM, "single layout: its page", cost, FLOORS, 12)

        def one(number: int) -> None:
            whole_submission(visitors[number], number)

        cost = times_floor(server, one, least, SUBMISSIONS, REQUESTS_OF_A_SUBMISSION)
        verify(ready.database_url, dict(enumerate(ready.tokens)))
        yield Line(ROOM, "single layout: page, submission, receipt", cost, FLOORS, 30)


def form_page(server: Server, ready: Ready) -> Request:
    """GET of a theme's page."""
    visitor = entered(server, ready.tokens[0])
    return lambda _: expect(visitor.send("GET", "/respond/theme-2")[0], 200)


def save(server: Server, ready: Ready) -> Request:
    """POST of a theme that changes what is stored."""
    visitor = entered(server, ready.tokens[1])
    versions = ["", ""]
    for turn in range(2):  # a page's version depends on what is stored, and here that alternates
        versions[turn] = hidden(visitor.get("/respond/theme-3"), "version")
        expect(visitor.post("/respond/theme-3", **answers(turn, 3), version=versions[turn]), LATER)
    versions[0] = hidden(visitor.get("/respond/theme-3"), "version")

    def one(number: int) -> None:
        turn = number % 2
        expect(visitor.post("/respond/theme-3", **answers(turn, 3), version=versions[turn]), LATER)

    return one


def submit(server: Server, ready: Ready) -> Request:
    """A submission of fourteen scores and seven comments, each by another holder."""
    visitors = [entered(server, token) for token in ready.tokens]
    keys = [hidden(visitor.get("/respond/check"), "key") for visitor in visitors]

    def one(number: int) -> None:
        expect(visitors[number].post("/respond/submit", key=keys[number]), LATER)

    return one


def entered(server: Server, token: str) -> Visitor:
    visitor = Visitor(server)
    visitor.enter(token)
    return visitor
