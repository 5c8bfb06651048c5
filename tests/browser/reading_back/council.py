"""A council whose people were interviewed; served and worked, its mail kept as files."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path

from sqlmodel import Session

from survey import create_app
from survey.actions.add_demo_accounts import add_demo_accounts, address_of
from survey.cli.setting_up import set_up
from survey.clock import now
from survey.config import Settings
from survey.models import Edition, EditionState, RoleName, User
from survey.queries.staff import user_by_email
from tests.browser.served import Served, installation_in, running
from tests.survey.conversation import record
from tests.survey.council import SECRET
from tests.survey.house import OPENS, House, add_council, open_july

LEADER, MEMBER, CHAIR = 1, 2, 3
ADDRESSES = {
    LEADER: "leader@council.example",
    MEMBER: "finance@council.example",
    CHAIR: "audit@council.example",
}
WORDS = {
    "theme-1-comment": "The new protocol is used, mostly.",
    "theme-1-comment-permission": "internal",
}


@dataclass(frozen=True, slots=True)
class Interviewed:
    """The installation as it is served, and seen from behind."""

    served: Served
    house: House

    def talk(self, invitation_id: int) -> None:
        """Let the demonstration's facilitator record a conversation with somebody."""
        record(self.house, invitation_id, by=self.facilitator(), said=WORDS, now=now())

    def facilitator(self) -> User:
        with self.house.session() as session:
            session.expire_on_commit = False
            found = user_by_email(session, address_of(RoleName.FACILITATOR))
            assert found is not None
            session.expunge(found)
        return found

    def mailed(self, invitation_id: int, pattern: str) -> str:
        """What `pattern` finds first in the latest mail to somebody that has it; waits for it."""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            files = self.served.folder.glob(f"outbox/*{ADDRESSES[invitation_id]}.eml")
            for file in sorted(files, reverse=True):
                found = re.search(pattern, plain(file), re.MULTILINE)
                if found:
                    return found[1]
            time.sleep(0.2)
        raise AssertionError(f"Nothing like '{pattern}' was mailed to {ADDRESSES[invitation_id]}.")

    def publish(self) -> None:
        """Let July be closed and its quarter published."""
        self.house.close()
        with self.house.session() as session:
            session.add(published())


def published() -> Edition:
    return Edition(
        period="2018-19-q2",
        number=1,
        state=EditionState.PUBLISHED,
        drafted_by="analyst",
        drafted_at=OPENS,
        published_at=OPENS,
    )


def plain(file: Path) -> str:
    body = message_from_bytes(file.read_bytes(), policy=policy.default).get_body(("plain",))
    return str(body.get_content()) if body else ""


@contextmanager
def interviewed_council(folder: Path) -> Iterator[Interviewed]:
    here = installation_in(folder)
    served = Served(here.address, here.environment | {"SECRET_KEY": SECRET})
    settings = Settings.from_env(served.environment)
    set_up(
        settings,
        name="Sample City Council",
        contact_email="take@council.example",
        demonstration=True,  # its accounts need no password
    )
    app = create_app(settings)
    house = House(app)
    with house.session() as session:
        fill(session)
    with running(served):
        yield Interviewed(served, house)
    app.extensions["engine"].dispose()


def fill(session: Session) -> None:
    add_council(session)
    add_demo_accounts(session, now=OPENS)
    open_july(session)
