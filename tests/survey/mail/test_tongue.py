"""Every message of a round, in a language that nobody speaks."""

import re
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage

import pytest
from sqlmodel import Session, select

from survey.actions.appointment import Appointment
from survey.actions.book_interview import book_interview
from survey.actions.send_code import send_code
from survey.config import Settings
from survey.mail.shipped import shipped
from survey.mail.writing import message
from survey.models import (
    Invitation,
    MessageKind,
    MessageTemplate,
    Organisation,
    OutboxItem,
    OutboxKind,
    RoleName,
)
from survey.tokens import new_token, seal
from tests.survey.accounts import add_account
from tests.survey.client import parsed
from tests.survey.council import answered
from tests.survey.house import OPENS, House
from tests.survey.mail.reading import part, received
from tests.survey.tongue import left_over, speak_it, spoken_from, unmarked

pytestmark = pytest.mark.holds("a council's july")
SOON = OPENS + timedelta(minutes=5)
# What words have before them that is no word, and the merge fields among them.
MARKS = re.compile(r"(?:\[[\w-]+\] )?(?:# |- )?")
FIELDS = re.compile(r"(: \{\{ \w+ \}\}|\{\{ \w+ \}\})")
ADDRESS = re.compile(r"https?://\S+")


@pytest.fixture(autouse=True)
def tongue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with spoken_from(tmp_path_factory.mktemp("locale")):
        yield


@pytest.fixture
def session(house: House) -> Iterator[Session]:
    """July in the made-up language, in a demonstration, with words of the council's own."""
    speak_it(house)
    with house.session() as session:
        session.exec(select(Organisation)).one().demonstration = True
        for kind in MessageKind:
            words = shipped(kind.value)
            session.add(
                MessageTemplate(
                    kind=kind,
                    version=1,
                    subject=own_words(words.subject),
                    words=own_words(words.text),
                    saved_at=OPENS,
                    saved_by="mira@staff.example",
                )
            )
        session.flush()
        yield session


def own_words(text: str) -> str:
    """A text with merge fields, whose words stand in «…»."""
    return "\n".join(own_line(line) for line in text.split("\n"))


def own_line(line: str) -> str:
    marks = MARKS.match(line)
    begin = marks[0] if marks else ""
    pieces = FIELDS.split(line[len(begin) :])
    return begin + "".join(
        piece if FIELDS.fullmatch(piece) or not any(map(str.isalpha, piece)) else f"«{piece}»"
        for piece in pieces
    )


def queue(session: Session, kind: OutboxKind, settings: Settings) -> None:
    """One more message to the Leader of the Council, after whatever it is about."""
    invitation = session.get_one(Invitation, 1)
    if kind is OutboxKind.CODE:
        send_code(session, invitation=invitation, now=SOON)
    elif kind is OutboxKind.INTERVIEW:
        facilitator = add_account(session, RoleName.FACILITATOR, email="sam@staff.example")
        facilitator.name = "«Sam»"
        booked = Appointment(facilitator, SOON + timedelta(days=8), 45, "«Room 3»")
        book_interview(session, invitation=invitation, appointment=booked, actor="mira", now=SOON)
    else:
        if kind is OutboxKind.THANKS:
            answered(session, invitation, SOON, theme_1_comment="«Mine»")
        session.add(
            OutboxItem(
                kind=kind,
                subject_id=1,
                key=f"{kind.value}-1",
                sealed_token=seal(new_token(), settings.secret_key),
                due_at=SOON,
                created_at=SOON,
                detail='{"copy": true}' if kind is OutboxKind.THANKS else "{}",
            )
        )
    session.flush()


def written(session: Session, kind: OutboxKind, settings: Settings) -> EmailMessage:
    """The last message of its kind, as it is received."""
    queue(session, kind, settings)
    item = session.exec(select(OutboxItem).where(OutboxItem.kind == kind)).all()[-1]
    return received(message(session, item=item, settings=settings, now=SOON))


@pytest.mark.parametrize(
    "kind",
    sorted(
        set(OutboxKind)
        & set(
            map(OutboxKind, ("invitation", "reminder", "last-day", "thanks", "interview", "code"))
        )
    ),
)
def test_no_word_of_ours_stays_english(
    session: Session, settings: Settings, kind: OutboxKind
) -> None:
    made = written(session, kind, settings)
    assert list(left_over(str(made["Subject"]))) == []
    assert list(left_over(ADDRESS.sub("", part(made, "plain")))) == []
    page = parsed(part(made, "html"))
    assert page.get("lang") == "qps"
    assert [found for found in unmarked(page) if not ADDRESS.match(found)] == []
