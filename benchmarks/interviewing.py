"""What the screen of an interview costs: it saves every second while somebody talks."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlmodel import Session, select

from benchmarks.installation import Ready, many_holders
from benchmarks.journey import answers
from benchmarks.line import Line
from benchmarks.measure import Request, floor, times_floor
from benchmarks.server import PRODUCT, serving
from benchmarks.visitor import Visitor, expect, hidden
from survey.actions.add_user import add_user
from survey.actions.assign_interview import assign_interview
from survey.clock import now
from survey.extensions import engine
from survey.models import Invitation

ROOM = "interviewing"
FLOORS = "x floor"
PEOPLE, SCREENS = 29, 300
SAM, PASSWORD = "sam@council.example", "a password to measure with"
PAGE = "/facilitate/people/1"
THEME = f"{PAGE}/sections/theme-3"
# A page of notes, as it is after ten minutes of talk on one theme.
NOTES = "[14:05]\n" + "> She says that nobody uses it, and that it shows.\n" * 40


def lines() -> Iterator[Line]:
    with (
        one_facilitator() as ready,
        floor() as least,
        serving(PRODUCT, ready.environment) as server,
    ):
        sam = Visitor(server)
        sam.get("/sign-in")
        expect(sam.post("/sign-in", email=SAM, password=PASSWORD), 302)
        cost = times_floor(server, save(sam), least)
        yield Line(ROOM, "save of one theme with its notes, durable", cost, FLOORS, 10)
        opened = times_floor(server, screen(sam), least, SCREENS)
        yield Line(ROOM, "the whole screen, seven themes", opened, FLOORS, 60)


@contextmanager
def one_facilitator() -> Iterator[Ready]:
    """A panel of a usual size, and somebody who talks to one of it."""
    with many_holders(PEOPLE) as ready:
        made = engine(ready.database_url)
        with Session(made.execution_options(immediate=True)) as session:
            assign(session)
            session.commit()
        made.dispose()
        yield ready


def assign(session: Session) -> None:
    user = add_user(
        session,
        email=SAM,
        name="Sam",
        roles=["facilitator"],
        password=PASSWORD,
        actor="benchmark",
        now=now(),
    )
    first = session.exec(select(Invitation).where(Invitation.id == 1)).one()
    assign_interview(session, invitation=first, facilitator=user, actor="benchmark", now=now())


def save(sam: Visitor) -> Request:
    """POST of a theme that changes what is stored, as its button and its script send it."""
    versions = ["", ""]
    for turn in (0, 1, 0):  # a version depends on what is stored, and here that alternates
        versions[turn] = version_of(sam)
        expect(sam.post(THEME, **typed(turn), version=versions[turn]), 303)
    versions[1] = version_of(sam)

    def one(number: int) -> None:
        turn = (number + 1) % 2
        expect(sam.post(THEME, **typed(turn), version=versions[turn]), 303)

    return one


def typed(turn: int) -> dict[str, str]:
    return {**answers(turn, 3), "theme-3-notes": f"{NOTES}{turn}"}


def version_of(sam: Visitor) -> str:
    """What the screen says is stored of the theme that is measured."""
    return hidden(sam.get(PAGE).partition(f'action="{THEME}"')[2], "version")


def screen(sam: Visitor) -> Request:
    return lambda _: expect(sam.send("GET", PAGE)[0], 200)
