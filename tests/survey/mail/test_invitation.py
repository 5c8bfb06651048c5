from dataclasses import replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import cast

import pytest
from sqlmodel import Session, col, select

from survey.actions.close_round import close_round
from survey.config import Settings
from survey.errors import ConfigError
from survey.mail.invitation import invitation_message
from survey.mail.outcomes import Dropped, Rejected
from survey.models import LinkToken, Organisation, OutboxItem, Person
from survey.queries.messages import invited
from survey.tokens import token_hash

pytestmark = pytest.mark.holds("the sample's july")
LATER = timedelta(minutes=5)


@pytest.fixture
def item(session: Session) -> OutboxItem:
    return session.exec(select(OutboxItem).order_by(col(OutboxItem.id))).all()[0]


def body(message: EmailMessage, kind: str) -> str:
    part = cast(EmailMessage | None, message.get_body((kind,)))
    assert part is not None
    return str(part.get_content())


def recipient(session: Session, item: OutboxItem) -> Person:
    return invited(session, item.subject_id).person


def test_it_says_who_asks_what_and_until_when(
    session: Session, item: OutboxItem, settings: Settings, now: datetime
) -> None:
    message = invitation_message(session, item=item, settings=settings, now=now)
    assert message["Subject"] == (
        "Temperature take for July 2018: how is the improvement plan going?"
    )
    assert message["From"] == "Sample City Council <temperature-take@council.example>"
    assert message["To"] == "Leader of the Council <leader@council.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime == now
    for kind in ("plain", "html"):
        words = " ".join(body(message, kind).split())
        for said in (
            "Dear Leader of the Council",
            "three minutes",
            "Monday 16 July 2018 at 10:00",
            "not anonymous",
            "do not forward",
            "take@council.example",
        ):
            assert said in words.replace("<strong>", "").replace("</strong>", "")
        assert "demonstration" not in words


def test_its_link_stands_on_a_line_of_its_own_and_opens_the_invitation(
    session: Session, item: OutboxItem, settings: Settings, now: datetime
) -> None:
    elsewhere = replace(settings, base_url="https://take.council.example")
    message = invitation_message(session, item=item, settings=elsewhere, now=now)
    start = "https://take.council.example/take/"
    (line,) = [line for line in body(message, "plain").splitlines() if "/take/" in line]
    assert line.startswith(start)
    link = session.exec(
        select(LinkToken).where(LinkToken.token_sha256 == token_hash(line.removeprefix(start)))
    ).one()
    assert link.invitation_id == item.subject_id
    assert body(message, "html").count(line) == 3


def test_written_again_it_is_the_same_message(
    session: Session, item: OutboxItem, settings: Settings, now: datetime
) -> None:
    first, again = (
        invitation_message(session, item=item, settings=settings, now=moment)
        for moment in (now, now + LATER)
    )
    assert first["Message-ID"] == again["Message-ID"] == f"<{item.key}@council.example>"


def test_a_demonstration_says_so(
    session: Session, item: OutboxItem, settings: Settings, now: datetime
) -> None:
    session.exec(select(Organisation)).one().demonstration = True
    session.flush()
    message = invitation_message(session, item=item, settings=settings, now=now)
    for kind in ("plain", "html"):
        assert "This is a demonstration with simulated answers." in body(message, kind)


def test_names_are_inert_in_html_and_cannot_break_a_header(
    session: Session, item: OutboxItem, settings: Settings, now: datetime
) -> None:
    organisation = session.exec(select(Organisation)).one()
    organisation.name = 'Council <script>alert("{{7*7}}")</script>\r\nBcc: all@example.com'
    session.flush()
    message = invitation_message(session, item=item, settings=settings, now=now)
    assert message["Bcc"] is None
    assert "\r\nBcc:" not in message.as_string().partition("\r\n\r\n")[0]
    assert "<script>" not in body(message, "html")
    assert "{{7*7}}" in body(message, "plain")


@pytest.mark.parametrize(
    "address",
    [
        "leader@council.example\r\nBcc: all@example.com",
        "leader@council.example\n",
        "leader@council.example,other@council.example",
        "leader@council.example;other@council.example",
        "Leader <leader@council.example>",
        '"a b"@council.example',
        "lead\x00er@council.example",
        "leader",
        "",
        "a" * 250 + "@council.example",
    ],
)
def test_what_is_not_one_plain_address_is_refused(
    session: Session, item: OutboxItem, settings: Settings, now: datetime, address: str
) -> None:
    recipient(session, item).email = address
    session.flush()
    with pytest.raises(Rejected, match="not one plain mail address"):
        invitation_message(session, item=item, settings=settings, now=now)


def test_nobody_is_invited_to_a_closed_round(
    session: Session, item: OutboxItem, settings: Settings, now: datetime
) -> None:
    close_round(session, month="2018-07", actor="command", now=now)
    session.flush()
    with pytest.raises(Dropped, match="Round 2018-07 closed before"):
        invitation_message(session, item=item, settings=settings, now=now)


def test_a_link_sealed_under_another_key_is_a_matter_of_settings(
    session: Session, item: OutboxItem, settings: Settings, now: datetime
) -> None:
    other = replace(settings, secret_key="o" * 48)
    with pytest.raises(ConfigError, match="another SECRET_KEY"):
        invitation_message(session, item=item, settings=other, now=now)
