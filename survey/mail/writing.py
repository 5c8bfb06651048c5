"""Every message that waits in the outbox, written when it is about to leave."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col

from survey.config import Settings
from survey.errors import ConfigError
from survey.language import ENGLISH, gettext, speak, speaking
from survey.mail.asking import Reader, reader_of, values_of
from survey.mail.body import Value, Values, blocks, filled
from survey.mail.code_words import code_words
from survey.mail.interviews import add_calendar, booking_values, change_of
from survey.mail.links import NO_LINKS, Links, links
from survey.mail.messages import DEMONSTRATION, Envelope, Written, write
from survey.mail.outcomes import Dropped
from survey.mail.own_answers import own_answers
from survey.mail.reading_back import read_back_values
from survey.mail.shipped import Words, standing_words
from survey.mail.trial import NOTE, Trial, trial_reader, trial_values
from survey.mail.wanted import refuse_unwanted
from survey.models import MessageKind, Organisation, OutboxItem, OutboxKind
from survey.queries.bookings import booking_with_facilitator
from survey.queries.conversations import is_offer_due
from survey.queries.messages import Invited, invited
from survey.queries.organisation import organisation
from survey.queries.responses import standing_response
from survey.queries.rounds import questionnaire
from survey.tokens import CODE_MINUTES, six_digits, unseal


@dataclass(frozen=True, slots=True)
class Case:
    """All that a writer needs to know beside the session."""

    item: OutboxItem
    settings: Settings
    organisation: Organisation
    now: datetime

    @property
    def detail(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.item.detail)
        return found

    @property
    def token(self) -> str:
        sealed = self.item.sealed_token
        return unseal(sealed, self.settings.secret_key) if sealed else ""

    def values(self, reader: Reader, ways: Links = NO_LINKS) -> dict[str, Value]:
        return values_of(reader, self.organisation, ways)


def message(
    session: Session, *, item: OutboxItem, settings: Settings, now: datetime
) -> EmailMessage:
    """The message of an outbox row of any kind of message.

    Raises Dropped where it is no longer wanted, NotYet while its round is paused, Rejected
    where it cannot be addressed. Whether an invitation offered a conversation is kept in the row.
    """
    standing = organisation(session)
    if standing is None:
        raise ConfigError("The database has no organisation: run 'temperature-take init' first.")
    with speaking(ENGLISH):
        return WRITERS[item.kind](session, Case(item, settings, standing, now))


def addressee(session: Session, case: Case) -> Invited:
    """Whom a message is for; all that follows is said in the language that they are asked in."""
    to = invited(session, case.item.subject_id)
    speak(questionnaire(session, to.round.questionnaire_sha256).language)
    return to


def invitation(session: Session, case: Case) -> EmailMessage:
    to = addressee(session, case)
    refuse_unwanted(session, case.item, to, case.token, case.now)
    reader = reader_of(to)
    offer = is_offer_due(session, to.invitation.seat_id, to.round.month)
    if offer:
        reader = replace(reader, marks=reader.marks | {"offer"})
    keep_offer(session, case, offer=offer)
    return asking(session, case, to, MessageKind.INVITATION, reader)


def reminder(session: Session, case: Case) -> EmailMessage:
    """In other words for whoever has stopped half-way, which is known only now."""
    to = addressee(session, case)
    refuse_unwanted(session, case.item, to, case.token, case.now)
    kind = MessageKind.HALF_WAY if to.half_way else MessageKind.REMINDER
    return asking(session, case, to, kind, reader_of(to))


def last_day(session: Session, case: Case) -> EmailMessage:
    to = addressee(session, case)
    refuse_unwanted(session, case.item, to, case.token, case.now)
    return asking(session, case, to, MessageKind.LAST_DAY, reader_of(to))


def asking(
    session: Session, case: Case, to: Invited, kind: MessageKind, reader: Reader
) -> EmailMessage:
    ways = links(case.settings, case.token)
    written = compose(standing_words(session, kind), case.values(reader, ways), reader.marks)
    return addressed(case, to, written, leave=ways.decline)


def thanks(session: Session, case: Case) -> EmailMessage:
    """With a copy of the own answers for whoever asked for one."""
    to = addressee(session, case)
    response = standing_response(session, case.item.subject_id)
    if response is None or case.detail.get("response_id", response.id) != response.id:
        raise Dropped("The answers were changed before this message could be sent.")
    reader = reader_of(to)
    values = case.values(reader, links(case.settings, case.token))
    values["reference"] = Value(response.reference)
    marks = reader.marks
    if case.detail.get("copy"):
        marks |= {"copy"}
        values["answers"] = Value("", told=own_answers(session, to.round, response))
    words = standing_words(session, MessageKind.THANKS)
    return addressed(case, to, compose(words, values, marks))


def read_back(session: Session, case: Case) -> EmailMessage:
    """With the day until which the record can be contradicted, counted from when it leaves."""
    to = addressee(session, case)
    days = case.organisation.read_back_days
    values = read_back_values(session, case.item, case.token, days, case.now)
    reader = reader_of(to)
    values |= case.values(reader, links(case.settings, case.token))
    words = standing_words(session, MessageKind.READ_BACK)
    return addressed(case, to, compose(words, values, reader.marks))


def interview(session: Session, case: Case) -> EmailMessage:
    """With its entry for a calendar."""
    to = addressee(session, case)
    found = booking_with_facilitator(session, case.detail["booking"])
    if found is None or found[0].sequence != case.detail["sequence"]:
        raise Dropped("The conversation was changed again before this message could be sent.")
    booking, facilitator = found
    reader = reader_of(to)
    values = case.values(reader) | booking_values(booking, facilitator)
    words = standing_words(session, MessageKind.INTERVIEW)
    made = addressed(case, to, compose(words, values, reader.marks | {change_of(booking)}))
    title = gettext("Conversation about %(month)s, %(organisation)s") % {
        "month": values["month"].text,
        "organisation": case.organisation.name,
    }
    note = gettext(DEMONSTRATION) if case.organisation.demonstration else ""
    add_calendar(made, booking, facilitator, title=title, note=note, now=case.now)
    return made


def code(session: Session, case: Case) -> EmailMessage:
    """The six digits that open earlier answers; they are good for as long as the message says."""
    if case.now >= case.item.created_at + timedelta(minutes=CODE_MINUTES):
        raise Dropped("The code ran out before this message could be sent.")
    to = addressee(session, case)
    reader = reader_of(to)
    digits = six_digits(case.item.key, case.settings.secret_key)
    values = case.values(reader) | {"code": Value(digits), "minutes": Value(str(CODE_MINUTES))}
    return addressed(case, to, compose(code_words(), values, reader.marks))


def trial(session: Session, case: Case) -> EmailMessage:
    """Words as somebody was editing them, for nobody but them."""
    wanted = Trial.from_detail(case.item.detail)
    reader = trial_reader(session, wanted, case.now)
    values = trial_values(reader, case.organisation, case.settings)
    written = compose(Words(wanted.subject, wanted.words), values, reader.marks)
    envelope = Envelope(
        case.detail["to"], reader.name, case.settings.mail_from, case.item.key, case.now
    )
    tested = Written(f"Test: {written.subject}", written.blocks, notes=(NOTE,))
    return write(envelope, case.organisation, tested)


def compose(words: Words, values: Values, marks: frozenset[str]) -> Written:
    """What somebody reads of whom `marks` are true, merge fields replaced by `values`."""
    return Written(filled(words.subject, values), blocks(words.text, values, marks))


def addressed(case: Case, to: Invited, written: Written, leave: str = "") -> EmailMessage:
    sender, key = case.settings.mail_from, case.item.key
    name = reader_of(to).name
    envelope = Envelope(to.person.email, name, sender, key, case.now, leave)
    return write(envelope, case.organisation, written)


def keep_offer(session: Session, case: Case, *, offer: bool) -> None:
    """Let the row say whether this message offers a conversation: a quarter's offers are counted.

    The row may be apart from the session, because a worker holds it by its lease.
    """
    if case.detail.get("offer", False) is offer:
        return
    detail = json.dumps(case.detail | {"offer": offer}, sort_keys=True)
    session.execute(
        update(OutboxItem).where(col(OutboxItem.id) == case.item.id).values(detail=detail)
    )


WRITERS: dict[OutboxKind, Callable[[Session, Case], EmailMessage]] = {
    OutboxKind.INVITATION: invitation,
    OutboxKind.REMINDER: reminder,
    OutboxKind.LAST_DAY: last_day,
    OutboxKind.THANKS: thanks,
    OutboxKind.INTERVIEW: interview,
    OutboxKind.CODE: code,
    OutboxKind.READ_BACK: read_back,
    OutboxKind.TEST: trial,
}
