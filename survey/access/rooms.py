"""What a member of staff can do, as links with one line each."""

from collections.abc import Collection
from dataclasses import dataclass

from flask import url_for

from survey.access.accounts import roles_of, signed_in
from survey.access.table import roles_that_pass
from survey.models import RoleName


@dataclass(frozen=True, slots=True)
class Room:
    """A page to begin from; `line` says in one sentence what is done there."""

    endpoint: str
    name: str
    line: str

    @property
    def href(self) -> str:
        return url_for(self.endpoint)


ROOMS = (
    Room(
        "manage.this_month",
        "This month",
        "See who has been heard, close the round and open the next month's.",
    ),
    Room(
        "manage.calendar",
        "Calendar",
        "Plan when months open, remind and close; move, extend, pause or skip one.",
    ),
    Room(
        "manage.panel",
        "Panel",
        "Keep seats, holders, absences and deputies, groups and the blocks they are published in.",
    ),
    Room(
        "manage.plan",
        "Plan",
        "Keep themes and aims, give the official ratings, rename, split and merge.",
    ),
    Room(
        "manage.messages",
        "Messages",
        "Read and edit what people are sent, send yourself a test, and book conversations.",
    ),
    Room(
        "facilitate.people",
        "Interviews",
        "Take interviews on, book them, and type each as it is held: scores, comments and notes.",
    ),
    Room(
        "analyse.months",
        "Workbench",
        "See what changed and what is left to do; read figures, and what was said, and code it.",
    ),
    Room(
        "analyse.commentary_now",
        "Commentary",
        "Edit the sentences that follow from a quarter's figures into what readers are to know.",
    ),
    Room(
        "analyse.commitments",
        "You said, we did",
        "See what was promised in answer to what people said, what is overdue and what came of it.",
    ),
    Room(
        "quoting.quotes",
        "Quotes",
        "Redact what may be quoted, and sign off what somebody else has redacted.",
    ),
    Room(
        "publish.desk",
        "Publication",
        "Draft a quarter's summary, read it as it will look, sign it off and publish it.",
    ),
    Room(
        "publish.packs",
        "Packs to release",
        "Make a month's insight pack, read it, release it to observers, and see who has read it.",
    ),
    Room(
        "insight.months",
        "Insight packs",
        "Read what the take says month by month: internal, for as long as your access lasts.",
    ),
    Room(
        "publish.quotes",
        "Quotes to sign",
        "Read quotes as readers will, and sign them off or take a signature back.",
    ),
    Room("manage.events", "What was done", "Read the latest audit events: who did what, and when."),
)


def rooms_of(roles: Collection[RoleName]) -> list[Room]:
    """The rooms that an account with `roles` may enter."""
    return [room for room in ROOMS if roles_that_pass(room.endpoint) & frozenset(roles)]


def staff_navigation() -> list[tuple[str, str]]:
    """Address and name of the home page and of each room that is open to whoever is signed in."""
    user = signed_in()
    rooms = rooms_of(roles_of(user)) if user else []
    return [(url_for("staff.home"), "Start"), *((room.href, room.name) for room in rooms)]
