from datetime import datetime

import pytest
from sqlmodel import Session, select

from survey.actions.send_test import send_test
from survey.actions.wording.trial import Trial
from survey.errors import NotFound
from survey.mail.shipped import shipped
from survey.models import Contact, Holder, MessageKind, OutboxItem, Seat
from tests.survey.mail.conftest import Write
from tests.survey.mail.reading import part, said

pytestmark = pytest.mark.holds("the sample's july")


def sent(
    session: Session, now: datetime, kind: MessageKind, *marks: str, seat: str = ""
) -> OutboxItem:
    ref = seat or session.exec(select(Seat.ref).where(Seat.role == "Leader of the Council")).one()
    words = shipped(kind.value)
    trial = Trial(kind, words.subject, words.text, ref, marks)
    return send_test(session, trial=trial, recipient="mira@council.example", actor="m", now=now)


@pytest.mark.parametrize("kind", MessageKind)
def test_a_test_says_that_it_is_one_and_opens_nothing(
    session: Session, write: Write, now: datetime, kind: MessageKind
) -> None:
    made = write(sent(session, now, kind, "copy", "booked"))
    assert made["Subject"].startswith("Test: ")
    assert made["To"] == "Leader of the Council <mira@council.example>"
    for kind_of_part in ("plain", "html"):
        words = said(made, kind_of_part)
        assert "This is a test, sent to you alone" in words
        assert "Dear Leader of the Council" in words
        assert "July 2018" in words
        assert "{{" not in words
    links = [word for word in said(made).split() if "/take/" in word]
    assert all("/take/the-personal-link-stands-here" in link for link in links)


def test_it_is_read_as_the_chosen_reader(session: Session, write: Write, now: datetime) -> None:
    made = write(sent(session, now, MessageKind.INVITATION, "deputy", "offer"))
    assert made["To"].startswith("Deputy for Leader of the Council")
    assert "This is your offer" in said(made)
    assert "cancelled" in write(sent(session, now, MessageKind.INTERVIEW, "cancelled"))["Subject"]


def test_whoever_talks_reads_what_talkers_read(
    session: Session, write: Write, now: datetime
) -> None:
    item = sent(session, now, MessageKind.INVITATION)
    for holder in session.exec(select(Holder)):
        holder.contact = Contact.TALK
    session.flush()
    assert "We ask you for no scores" in said(write(item))


def test_a_seat_that_is_gone_is_named(session: Session, write: Write, now: datetime) -> None:
    with pytest.raises(NotFound, match="no seat 'nowhere'"):
        write(sent(session, now, MessageKind.INVITATION, seat="nowhere"))


@pytest.mark.holds("the sample")
def test_before_the_first_round_one_is_imagined(
    session: Session, write: Write, now: datetime
) -> None:
    made = write(sent(session, now, MessageKind.INVITATION))
    assert "Give your view for July 2018" in part(made, "plain")
    assert "Monday 16 July 2018 at 10:00" in said(made)
