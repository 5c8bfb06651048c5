from datetime import datetime

import pytest
from sqlmodel import Session, select

from survey.actions.reset_words import reset_words
from survey.actions.save_words import save_words
from survey.actions.send_test import send_test
from survey.actions.wording.checking import WordsRefused
from survey.actions.wording.trial import Trial
from survey.mail.shipped import Words, shipped, standing_words
from survey.models import AuditEvent, MessageKind, MessageTemplate, OutboxItem
from survey.queries.messages import versions

KIND = MessageKind.REMINDER
OWN = shipped(KIND.value).text + "\nWith kind regards.\n"


def save(session: Session, now: datetime, words: str = OWN) -> MessageTemplate:
    return save_words(session, kind=KIND, subject="Hello", words=words, actor="mira", now=now)


def test_saved_words_are_sent_from_now_on_and_the_earlier_ones_kept(
    session: Session, now: datetime
) -> None:
    assert standing_words(session, KIND) == shipped("reminder")
    assert save(session, now).version == 1
    assert save(session, now, OWN + "\nAgain.").version == 2
    assert standing_words(session, KIND) == Words("Hello", OWN + "\nAgain.\n")
    assert [each.version for each in versions(session, KIND)] == [2, 1]
    assert standing_words(session, MessageKind.INVITATION) == shipped("invitation")


def test_the_same_words_again_make_no_version(session: Session, now: datetime) -> None:
    save(session, now)
    save(session, now, OWN.replace("\n", "\r\n"))
    assert len(versions(session, KIND)) == 1


def test_going_back_to_the_shipped_words_keeps_what_was_there(
    session: Session, now: datetime
) -> None:
    reset_words(session, kind=KIND, actor="mira", now=now)
    assert not versions(session, KIND)
    save(session, now)
    reset_words(session, kind=KIND, actor="mira", now=now)
    reset_words(session, kind=KIND, actor="mira", now=now)
    assert standing_words(session, KIND) == shipped("reminder")
    assert [each.version for each in versions(session, KIND)] == [2, 1]
    assert save(session, now).version == 3
    actions = session.exec(select(AuditEvent.action).where(AuditEvent.actor == "mira"))
    assert sorted(actions) == ["words reset", "words saved", "words saved"]


def test_what_could_not_be_sent_is_not_saved(session: Session, now: datetime) -> None:
    with pytest.raises(WordsRefused, match="has no field"):
        save(session, now, OWN + "{{ name }}")
    assert not versions(session, KIND)


def test_a_test_is_queued_for_one_person_and_only_where_it_could_be_sent(
    session: Session, now: datetime
) -> None:
    trial = Trial(KIND, "Hello", OWN, "seat-1", ())
    item = send_test(session, trial=trial, recipient="Mira@Council.example", actor="mira", now=now)
    assert (item.subject_id, item.domain) == (0, "council.example")
    assert Trial.from_detail(item.detail) == trial
    with pytest.raises(WordsRefused):
        send_test(
            session,
            trial=Trial(KIND, "Hello", "{{7*7}}", "seat-1", ()),
            recipient="mira@council.example",
            actor="mira",
            now=now,
        )
    session.flush()
    assert len(session.exec(select(OutboxItem)).all()) == 1
