"""What stood at a moment, told from timestamps, against a slow count."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from survey.models import Invitation, Mode, OutboxItem, OutboxKind, OutboxState, Round
from survey.queries.counts import Counts, added, counts_by_group
from survey.queries.rounds import round_by_month, round_status
from tests.survey.council import answered, invitations

pytestmark = pytest.mark.holds("the sample's july")
HOUR = timedelta(hours=1)


@pytest.fixture
def july(session: Session) -> Round:
    return round_by_month(session, "2018-07")


def at(session: Session, round_: Round, moment: datetime) -> Counts:
    session.flush()
    return added(each.counts for each in counts_by_group(session, round_, moment))


def test_each_hour_is_as_it_was(session: Session, july: Round, now: datetime) -> None:
    first, second, third, fourth, fifth, *_ = invitations(session, july)
    first.opened_at = now + HOUR
    answered(session, first, now + 2 * HOUR)
    answered(session, second, now + 3 * HOUR, Mode.INTERVIEW)
    answered(session, third, now + 4 * HOUR, Mode.PAPER)
    fourth.declined_at = now + 2 * HOUR
    fifth.opened_at = now + 4 * HOUR
    stood = [at(session, july, now + hours * HOUR) for hours in range(5)]
    assert [each.opened for each in stood] == [0, 1, 1, 1, 2]
    assert [each.forms for each in stood] == [0, 0, 1, 1, 1]
    assert [each.interviews for each in stood] == [0, 0, 0, 1, 1]
    assert [each.papers for each in stood] == [0, 0, 0, 0, 1]
    assert [each.telephones for each in stood] == [0, 0, 0, 0, 0]
    assert [each.declined for each in stood] == [0, 0, 1, 1, 1]
    assert [each.heard for each in stood] == [0, 0, 1, 2, 3]
    assert {each.asked for each in stood} == {29}


def test_a_revision_counts_from_its_own_hour(session: Session, july: Round, now: datetime) -> None:
    first = invitations(session, july)[0]
    answered(session, first, now + HOUR, Mode.INTERVIEW)
    answered(session, first, now + 3 * HOUR, Mode.FORM)
    before, after = at(session, july, now + 2 * HOUR), at(session, july, now + 3 * HOUR)
    assert (before.forms, before.interviews) == (0, 1)
    assert (after.forms, after.interviews) == (1, 0)


def test_whoever_answers_after_declining_is_heard(
    session: Session, july: Round, now: datetime
) -> None:
    first = invitations(session, july)[0]
    first.declined_at = now
    session.flush()
    answered(session, first, now + HOUR)
    assert at(session, july, now + HOUR).declined == 0


def test_bounces_are_people_and_only_while_nothing_later_went_out(
    session: Session, july: Round, now: datetime
) -> None:
    first = invitations(session, july)[0]
    query = select(OutboxItem).where(
        OutboxItem.subject_id == first.id, OutboxItem.kind == OutboxKind.INVITATION
    )
    session.exec(query).one().state = OutboxState.BOUNCED
    assert at(session, july, now).bounced == 1
    for key, state in (("code", OutboxState.DONE), ("again", OutboxState.QUEUED)):
        kind = OutboxKind.CODE if key == "code" else OutboxKind.INVITATION
        session.add(
            OutboxItem(
                kind=kind,
                subject_id=first.id or 0,
                key=key,
                due_at=now,
                created_at=now,
                state=state,
            )
        )
        assert at(session, july, now).bounced == (1 if key == "code" else 0)


def test_the_sentence_tells_paper_and_who_declined(
    session: Session, july: Round, now: datetime
) -> None:
    first, second, *_ = invitations(session, july)
    answered(session, first, now, Mode.PAPER)
    second.declined_at = now
    july.paused_at = now
    session.flush()
    assert round_status(session, july).sentence(now) == (
        "1 of 29 heard (0 forms, 0 interviews, 1 on paper); 0 half-way; 1 declined; "
        "paused since 2 July 2018."
    )


def test_a_group_keeps_its_own_counts(session: Session, july: Round, now: datetime) -> None:
    first: Invitation = invitations(session, july)[0]
    answered(session, first, now)
    heard = {each.name: each.counts.heard for each in counts_by_group(session, july, now)}
    assert heard["Cabinet Members"] == 1
    assert sum(heard.values()) == 1
