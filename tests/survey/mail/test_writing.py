import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlmodel import Session, select

from survey.actions.close_round import close_round
from survey.actions.save_words import save_words
from survey.config import Settings
from survey.errors import ConfigError
from survey.mail.outcomes import Dropped, NotYet, Rejected
from survey.mail.shipped import shipped
from survey.mail.writing import message
from survey.models import (
    Draft,
    Holder,
    Invitation,
    LinkToken,
    MessageKind,
    Organisation,
    OutboxItem,
    OutboxKind,
    Person,
    Round,
)
from survey.queries.messages import invited
from survey.tokens import seal, six_digits, token_hash, unseal
from tests.survey.council import answered
from tests.survey.mail.conftest import Queue, Write
from tests.survey.mail.reading import part, said

pytestmark = pytest.mark.holds("the sample's july")
LATER = timedelta(minutes=5)
FORM = re.compile(r"https?://[^/\s]+/take/([\w-]+)$", re.MULTILINE)


@pytest.fixture
def invitation(session: Session, item: OutboxItem) -> Invitation:
    return session.get_one(Invitation, item.subject_id)


def test_an_invitation_says_who_asks_what_and_until_when(
    item: OutboxItem, write: Write, now: datetime
) -> None:
    made = write(item)
    assert made["Subject"] == ("Temperature take for July 2018: how is the improvement plan going?")
    assert made["From"] == "Sample City Council <temperature-take@council.example>"
    assert made["To"] == "Leader of the Council <leader@council.example>"
    assert made["Reply-To"] == "Sample City Council <take@council.example>"
    assert made["Auto-Submitted"] == "auto-generated"
    assert made["Date"].datetime == now
    for kind in ("plain", "html"):
        words = said(made, kind)
        for phrase in (
            "Dear Leader of the Council",
            "three minutes",
            "Monday 16 July 2018 at 10:00",
            "not anonymous",
            "do not forward",
            "take@council.example",
        ):
            assert phrase in words
        assert "demonstration" not in words
        assert "{{" not in words
        assert "[" not in words


def test_its_links_open_the_invitation_at_the_configured_address(
    session: Session, item: OutboxItem, write: Write, settings: Settings
) -> None:
    elsewhere = replace(settings, base_url="https://take.council.example")
    made = write(item, settings=elsewhere)
    (token,) = FORM.findall(part(made, "plain"))
    link = session.exec(select(LinkToken).where(LinkToken.token_sha256 == token_hash(token))).one()
    assert link.invitation_id == item.subject_id
    form = f"https://take.council.example/take/{token}"
    for kind in ("plain", "html"):
        addresses = set(re.findall(r"https?://[^\s\"<>]+", part(made, kind)))
        assert addresses == {form, f"{form}/talk", f"{form}/decline"}


def test_a_forged_host_reaches_no_message(app: Flask, item: OutboxItem, write: Write) -> None:
    forged = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    with app.test_request_context("/", headers=forged):
        made = write(item)
    assert b"evil.example" not in made.as_bytes()
    assert "http://localhost:8000/take/" in said(made)


def test_whoever_wants_no_more_is_told_where_and_no_scanner_can_do_it_for_them(
    item: OutboxItem, write: Write
) -> None:
    made = write(item)
    (token,) = FORM.findall(part(made, "plain"))
    leave, by_mail = made["List-Unsubscribe"].split(", ")
    assert leave == f"<http://localhost:8000/take/{token}/decline>"
    assert by_mail.startswith("<mailto:take@council.example?subject=")
    assert "List-Unsubscribe-Post" not in made


def test_a_long_link_is_not_broken_in_the_head_of_the_message(
    session: Session, item: OutboxItem, settings: Settings, now: datetime
) -> None:
    far = f"https://{'take.' * 12}council.example"
    made = message(session, item=item, settings=replace(settings, base_url=far), now=now)
    head = made.as_bytes().partition(b"\r\n\r\n")[0]
    assert f"List-Unsubscribe: <{far}/take/".encode() in head
    assert b"=?utf-8?" not in head


def test_written_again_it_is_the_same_message(
    item: OutboxItem, write: Write, now: datetime
) -> None:
    first, again = write(item), write(item, now=now + LATER)
    assert first["Message-ID"] == again["Message-ID"] == f"<{item.key}@council.example>"
    assert part(first, "plain") == part(again, "plain")


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        (OutboxKind.REMINDER, "A reminder: your view for July 2018"),
        (OutboxKind.LAST_DAY, "Last day: the round for July 2018 closes today"),
    ],
)
def test_a_reminder_leads_to_form_talk_and_decline(
    queued: Queue, write: Write, kind: OutboxKind, subject: str
) -> None:
    made = write(queued(kind))
    assert made["Subject"] == subject
    (token,) = FORM.findall(part(made, "plain"))
    for kind_of_part in ("plain", "html"):
        assert f"/take/{token}/talk" in part(made, kind_of_part)
        assert f"/take/{token}/decline" in part(made, kind_of_part)
    assert "typed so far" not in said(made)


def test_whoever_has_stopped_half_way_is_told_that_it_is_kept(
    session: Session, item: OutboxItem, queued: Queue, write: Write, now: datetime
) -> None:
    waiting, last = queued(OutboxKind.REMINDER), queued(OutboxKind.LAST_DAY)
    session.add(Draft(invitation_id=item.subject_id, version=1, document="{}", saved_at=now))
    session.flush()
    assert write(waiting)["Subject"] == "Your view for July 2018 is half-way there"
    assert "What you have typed so far is kept" in said(write(last))


@pytest.mark.parametrize("kind", [OutboxKind.REMINDER, OutboxKind.LAST_DAY])
def test_nobody_is_reminded_who_answered_since(
    session: Session,
    invitation: Invitation,
    queued: Queue,
    write: Write,
    now: datetime,
    kind: OutboxKind,
) -> None:
    waiting = queued(kind)
    answered(session, invitation, now)
    with pytest.raises(Dropped, match="answered before"):
        write(waiting)


@pytest.mark.parametrize(
    ("moment", "reason"), [("declined_at", "declined this month"), ("talk_asked_at", "to talk")]
)
def test_nobody_is_reminded_who_declined_or_asked_to_talk(
    session: Session,
    invitation: Invitation,
    queued: Queue,
    write: Write,
    now: datetime,
    moment: str,
    reason: str,
) -> None:
    waiting = queued(OutboxKind.REMINDER)
    setattr(invitation, moment, now)
    session.flush()
    with pytest.raises(Dropped, match=reason):
        write(waiting)


def test_a_link_that_was_asked_for_again_comes_even_after_an_answer(
    session: Session, invitation: Invitation, item: OutboxItem, write: Write, now: datetime
) -> None:
    answered(session, invitation, now)
    calendar = OutboxItem(
        kind=OutboxKind.OPEN_ROUND, subject_id=1, key="open-2018-07", due_at=now, created_at=now
    )
    session.add(calendar)
    item.cause_id = None
    session.flush()
    assert FORM.findall(part(write(item), "plain"))
    item.cause_id = calendar.id
    session.flush()
    with pytest.raises(Dropped, match="answered before"):
        write(item)


def test_nobody_is_sent_a_link_that_was_replaced(
    session: Session, item: OutboxItem, write: Write, settings: Settings, now: datetime
) -> None:
    token = unseal(item.sealed_token, settings.secret_key)
    link = session.exec(select(LinkToken).where(LinkToken.token_sha256 == token_hash(token))).one()
    link.revoked_at = now
    session.flush()
    with pytest.raises(Dropped, match="replaced"):
        write(item)


def test_nobody_is_asked_who_left_the_seat(
    session: Session, invitation: Invitation, item: OutboxItem, write: Write, now: datetime
) -> None:
    holder = session.exec(
        select(Holder).where(
            Holder.seat_id == invitation.seat_id, Holder.person_id == invitation.person_id
        )
    ).one()
    holder.active_to = now.date()
    session.flush()
    assert write(item)
    with pytest.raises(Dropped, match="left the seat"):
        write(item, now=now + timedelta(days=1))


def test_nobody_is_invited_to_a_closed_round(
    session: Session, item: OutboxItem, write: Write, now: datetime
) -> None:
    close_round(session, month="2018-07", actor="command", now=now)
    session.flush()
    with pytest.raises(Dropped, match="Round 2018-07 closed before"):
        write(item)


def test_nobody_is_sent_a_link_once_the_time_is_over(
    item: OutboxItem, write: Write, now: datetime
) -> None:
    with pytest.raises(Dropped, match="closed before"):
        write(item, now=now + timedelta(days=15))


def test_while_a_round_is_paused_invitations_wait_and_reminders_lapse(
    session: Session, item: OutboxItem, queued: Queue, write: Write, now: datetime
) -> None:
    session.exec(select(Round)).one().paused_at = now
    session.flush()
    with pytest.raises(NotYet, match="July 2018 is paused"):
        write(item)
    with pytest.raises(Dropped, match="July 2018 is paused"):
        write(queued(OutboxKind.REMINDER))


def test_a_deputy_is_asked_as_one_at_their_own_address(
    session: Session, invitation: Invitation, item: OutboxItem, write: Write
) -> None:
    deputy = Person(email="deputy@council.example")
    session.add(deputy)
    session.flush()
    invitation.deputy_id = deputy.id
    session.flush()
    made = write(item)
    assert made["To"] == "Deputy for Leader of the Council <deputy@council.example>"
    for kind in ("plain", "html"):
        assert "Dear Deputy for Leader of the Council" in said(made, kind)
        assert "in place of the Leader of the Council" in said(made, kind)


def test_whoever_talks_without_scoring_is_promised_no_scores(
    session: Session, invitation: Invitation, item: OutboxItem, write: Write
) -> None:
    invitation.scores = False
    session.flush()
    made = write(item)
    for kind in ("plain", "html"):
        assert "We ask you for no scores" in said(made, kind)
        assert "three minutes" not in said(made, kind)
    assert len(FORM.findall(part(made, "plain"))) == 1


def test_a_demonstration_says_so(
    session: Session, item: OutboxItem, queued: Queue, write: Write
) -> None:
    session.exec(select(Organisation)).one().demonstration = True
    session.flush()
    for row in (item, queued(OutboxKind.REMINDER)):
        for kind in ("plain", "html"):
            assert "This is a demonstration with simulated answers." in said(write(row), kind)


def test_names_are_inert_in_html_and_cannot_break_a_header(
    session: Session, item: OutboxItem, write: Write
) -> None:
    organisation = session.exec(select(Organisation)).one()
    organisation.name = 'Council <script>alert("{{7*7}}")</script> {{ link }}\r\nBcc: all@x.example'
    session.flush()
    made = write(item)
    assert made["Bcc"] is None
    assert "<script>" not in part(made, "html")
    assert "{{7*7}}" in said(made)
    assert "{{ link }}" in said(made)
    assert "49" not in made["From"]


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
    session: Session, item: OutboxItem, write: Write, address: str
) -> None:
    invited(session, item.subject_id).person.email = address
    session.flush()
    with pytest.raises(Rejected, match="not one plain mail address"):
        write(item)


def test_a_link_sealed_under_another_key_is_a_matter_of_settings(
    item: OutboxItem, write: Write, settings: Settings
) -> None:
    with pytest.raises(ConfigError, match="another SECRET_KEY"):
        write(item, settings=replace(settings, secret_key="o" * 48))


def test_a_message_without_a_link_of_its_own_still_says_how_to_leave(
    session: Session, invitation: Invitation, queued: Queue, write: Write, now: datetime
) -> None:
    response = answered(session, invitation, now)
    made = write(queued(OutboxKind.THANKS, f'{{"copy": false, "response_id": {response.id}}}'))
    assert made["List-Unsubscribe"].startswith("<mailto:take@council.example")
    assert response.reference in said(made)
    assert "Here they are" not in said(made)


def test_thanks_bring_the_own_answers_to_whoever_asked(
    session: Session, invitation: Invitation, queued: Queue, write: Write, now: datetime
) -> None:
    said_aloud = "<b>Not</b> {{ link }}\n{{7*7}} well \u202eled"
    response = answered(
        session,
        invitation,
        now,
        theme_1_progress="4",
        theme_2_progress="too-early",
        theme_1_comment=said_aloud,
    )
    made = write(queued(OutboxKind.THANKS, f'{{"copy": true, "response_id": {response.id}}}'))
    plain, html = part(made, "plain"), part(made, "html")
    assert "Progress: 4, Complete, or very nearly" in plain
    assert "Progress: Too early to judge" in plain
    assert "<b>Not</b> {{ link }}" in plain
    assert "&lt;b&gt;Not&lt;/b&gt; {{ link }}\n{{7*7}} well \u202eled" in html
    assert '<span dir="auto"' in html


def test_nobody_is_thanked_for_answers_that_were_changed_since(
    session: Session, invitation: Invitation, queued: Queue, write: Write, now: datetime
) -> None:
    first = answered(session, invitation, now)
    answered(session, invitation, now + LATER)
    with pytest.raises(Dropped, match="changed before"):
        write(queued(OutboxKind.THANKS, f'{{"copy": true, "response_id": {first.id}}}'))


def test_only_one_kind_of_key_is_in_a_message(
    item: OutboxItem, write: Write, settings: Settings
) -> None:
    token = "x" * 32
    item.sealed_token = seal(token, settings.secret_key)
    raw = write(item).as_bytes()
    assert settings.secret_key.encode() not in raw
    assert item.sealed_token.encode() not in raw


def test_a_code_is_told_to_its_reader_and_not_on_a_lock_screen(
    queued: Queue, write: Write, settings: Settings
) -> None:
    row = queued(OutboxKind.CODE)
    digits = six_digits(row.key, settings.secret_key)
    made = write(row)
    assert digits not in made["Subject"]
    for kind in ("plain", "html"):
        assert digits in said(made, kind)
        assert "It holds for 30 minutes" in said(made, kind)
        assert "/take/" not in said(made, kind)


def test_a_code_that_ran_out_is_not_sent(queued: Queue, write: Write, now: datetime) -> None:
    row = queued(OutboxKind.CODE)
    assert write(row, now=now + timedelta(minutes=29))
    with pytest.raises(Dropped, match="ran out"):
        write(row, now=now + timedelta(minutes=30))


def test_edited_words_are_sent_and_inert(
    session: Session, queued: Queue, write: Write, now: datetime
) -> None:
    words = shipped("reminder").text + "\n<script>alert(1)</script> {% x %} & more\n"
    save_words(
        session,
        kind=MessageKind.REMINDER,
        subject="Dear <b>{{ role }}</b>",
        words=words,
        actor="mira",
        now=now,
    )
    made = write(queued(OutboxKind.REMINDER))
    assert made["Subject"] == "Dear <b>Leader of the Council</b>"
    assert "<script>alert(1)</script> {% x %} & more" in said(made)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {% x %} &amp; more" in said(made, "html")


def test_a_role_with_line_breaks_and_commas_is_one_recipient(
    session: Session, item: OutboxItem, write: Write
) -> None:
    invited(session, item.subject_id).seat.role = "Leader, acting\r\nBcc: all@example.com"
    session.flush()
    made = write(item)
    assert made["Bcc"] is None
    (to,) = made["To"].addresses
    assert to.addr_spec == "leader@council.example"
    assert to.display_name == "Leader, acting Bcc: all@example.com"
