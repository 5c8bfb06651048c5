from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from questionnaires.load import definition
from survey.actions.import_plan import import_plan
from survey.actions.importing.source import Source
from survey.actions.open_round import open_round
from survey.errors import Conflict, Refused, SurveyError
from survey.models import (
    MESSAGES,
    Absence,
    AuditEvent,
    Contact,
    Group,
    Holder,
    LinkToken,
    OutboxItem,
    OutboxKind,
    OutboxState,
    Person,
    Theme,
)
from survey.queries.calendar import CalendarState, calendar_month
from survey.queries.planned_dates import MonthDates
from survey.queries.rounds import questionnaire
from survey.samples import sample_city
from survey.tokens import token_hash, unseal
from tests.survey.almanac import plan
from tests.survey.council import SECRET, invitations, opened

pytestmark = pytest.mark.holds("the sample")
GOVERNANCE = definition("governance-2018")


def test_everybody_eligible_is_invited_once_under_the_seat_that_counts(
    session: Session, now: datetime
) -> None:
    found = invitations(session, opened(session, now))
    assert len(found) == 29
    assert len({invitation.person_id for invitation in found}) == 29
    twice = session.exec(select(Person).where(Person.email == "cm.health@council.example")).one()
    (theirs,) = [invitation for invitation in found if invitation.person_id == twice.id]
    assert session.get_one(Group, theirs.group_id).ref == "cabinet"


def test_governance_themes_are_asked_with_their_promises_and_no_word_of_an_exempt_aim(
    session: Session, now: datetime
) -> None:
    expanded = questionnaire(session, opened(session, now).questionnaire_sha256)
    assert [section.item for section in expanded.sections] == [*"1234567", None]
    culture = expanded.section("theme-2").promises[0]
    assert culture.startswith("Tackling defensiveness: Workforce plan")
    assert culture.endswith("(September 2018)")
    assert not [line for section in expanded.sections for line in section.promises if "pay" in line]


def test_the_link_is_kept_as_a_hash_and_sealed_in_its_message(
    session: Session, now: datetime
) -> None:
    opened(session, now)
    hashes = {link.token_sha256 for link in session.exec(select(LinkToken))}
    queued = list(session.exec(select(OutboxItem).where(col(OutboxItem.kind).in_(MESSAGES))))
    assert {token_hash(unseal(item.sealed_token, SECRET)) for item in queued} == hashes
    assert len(hashes) == len({item.key for item in queued}) == 29
    assert {item.state for item in queued} == {OutboxState.QUEUED}


def test_a_past_month_has_invitations_without_links_or_mail(
    session: Session, now: datetime
) -> None:
    assert len(invitations(session, opened(session, now, invite=False))) == 29
    assert not session.exec(select(LinkToken)).all()
    assert [item.kind for item in session.exec(select(OutboxItem))] == [OutboxKind.CLOSE_ROUND]


@pytest.mark.holds("a council")
def test_a_deputy_is_asked_in_the_stead_of_the_absent_and_the_talker_scores_nothing(
    session: Session, now: datetime
) -> None:
    deputy = Person(email="deputy@elsewhere.example")
    session.add(deputy)
    session.flush()
    first, second, third = session.exec(select(Holder).order_by(col(Holder.id)))
    day = now.date()
    for away, by in ((first, deputy.id), (second, None)):
        session.add(
            Absence(
                person_id=away.person_id,
                first_day=day,
                last_day=day + timedelta(days=20),
                deputy_id=by,
            )
        )
    third.contact = Contact.TALK
    found = invitations(session, opened(session, now))
    assert [(each.person_id, each.deputy_id, each.scores) for each in found] == [
        (first.person_id, deputy.id, True),
        (third.person_id, None, False),
    ]
    sent = session.exec(select(OutboxItem.domain).where(OutboxItem.kind == OutboxKind.INVITATION))
    assert list(sent) == ["elsewhere.example", "council.example"]


@pytest.mark.holds("a council")
def test_the_calendar_has_the_month_with_its_reminders_its_last_day_and_its_closing(
    session: Session, now: datetime
) -> None:
    reminders = (now + timedelta(days=4), now + timedelta(days=7))
    last_day, closes_at = now + timedelta(days=9), now + timedelta(days=9, hours=7)
    open_round(
        session,
        month="2018-07",
        definition=GOVERNANCE,
        opens_at=now,
        closes_at=closes_at,
        secret_key=SECRET,
        actor="command",
        now=now,
        reminders=reminders,
        last_day=last_day,
        thanks=True,
    )
    found = calendar_month(session, "2018-07")
    assert found.dates == MonthDates("2018-07", now, reminders, last_day, closes_at, 15)
    assert (found.state, found.thanks) == (CalendarState.OPEN, True)


@pytest.mark.holds("a council")
def test_a_planned_month_that_is_opened_by_hand_keeps_the_reminders_within_its_time(
    session: Session,
) -> None:
    (july,) = plan(session, last_day=True)
    late = july.reminders[0] + timedelta(hours=1)
    opened(session, late, closes_at=july.closes_at - timedelta(days=1))
    found = calendar_month(session, "2018-07").dates
    assert found.reminders == july.reminders[1:]
    assert found.last_day is None
    opening = session.exec(select(OutboxItem).where(OutboxItem.key == "open-2018-07")).one()
    assert (opening.state, opening.last_error) == (
        OutboxState.DROPPED,
        "The month was opened by hand.",
    )


def test_the_event_says_who_opened_it(session: Session, now: datetime) -> None:
    opened(session, now)
    events = session.exec(select(AuditEvent).where(AuditEvent.action == "round opened"))
    assert [(event.actor, event.subject) for event in events] == [("command", "round 2018-07")]


def test_partners_are_asked_from_the_month_in_which_they_joined(
    session: Session, now: datetime
) -> None:
    assert len(invitations(session, opened(session, now, "2019-04"))) == 43


@pytest.mark.parametrize(
    ("month", "words"),
    [("2018-13", "is not a month"), ("july", "is not a month"), ("2018-07\n", "is not a month")],
)
def test_a_bad_month_is_refused(session: Session, now: datetime, month: str, words: str) -> None:
    with pytest.raises(SurveyError, match=words):
        opened(session, now, month)


def test_a_month_has_one_round(session: Session, now: datetime) -> None:
    opened(session, now)
    with pytest.raises(Conflict, match="Round 2018-07 exists already"):
        opened(session, now)


@pytest.mark.holds("no council")
def test_without_a_plan_it_says_what_to_import(session: Session, now: datetime) -> None:
    with pytest.raises(SurveyError, match="temperature-take plan import FILE"):
        opened(session, now)


@pytest.mark.holds("no council")
def test_without_a_panel_it_says_what_to_import(session: Session, now: datetime) -> None:
    source = Source.read(sample_city().plan)
    import_plan(session, source=source, rag_month="2018-06", actor="command", now=now)
    with pytest.raises(SurveyError, match=r"in July 2018.*panel import FILE"):
        opened(session, now)


def test_it_cannot_close_before_it_opens(session: Session, now: datetime) -> None:
    with pytest.raises(SurveyError, match="later closing time"):
        open_round(
            session,
            month="2018-07",
            definition=GOVERNANCE,
            opens_at=now,
            closes_at=now - timedelta(minutes=1),
            secret_key=SECRET,
            actor="command",
            now=now,
        )


def test_a_definition_is_immutable_once_a_round_has_used_it(
    session: Session, now: datetime
) -> None:
    opened(session, now)

    def august(**changes: object) -> None:
        open_round(
            session,
            month="2018-08",
            definition=replace(GOVERNANCE, **changes),  # type: ignore[arg-type]
            opens_at=now + timedelta(days=14),
            closes_at=now + timedelta(days=28),
            secret_key=SECRET,
            actor="command",
            now=now,
        )

    reworded = replace(GOVERNANCE.sections[0].questions[0], stem="How do you feel?")
    section = replace(
        GOVERNANCE.sections[0], questions=(reworded, *GOVERNANCE.sections[0].questions[1:])
    )
    sections = (section, *GOVERNANCE.sections[1:])
    with pytest.raises(Refused, match=f"give the changed one version {GOVERNANCE.version + 1}"):
        august(sections=sections)
    august(sections=sections, version=GOVERNANCE.version + 1)


def test_a_plan_may_change_between_rounds_of_one_definition(
    session: Session, now: datetime
) -> None:
    july = opened(session, now)
    theme = session.exec(select(Theme).where(Theme.ref == "2")).one()
    theme.name = "An open culture"
    august = opened(session, now, "2018-08")
    assert july.questionnaire_sha256 != august.questionnaire_sha256
    assert questionnaire(session, july.questionnaire_sha256).section("theme-2").title != theme.name
    assert opened(session, now, "2018-09").questionnaire_sha256 == august.questionnaire_sha256
