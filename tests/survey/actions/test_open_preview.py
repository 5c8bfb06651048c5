from dataclasses import replace
from datetime import datetime

import pytest
from sqlmodel import Session, select

from questionnaires.load import definition
from questionnaires.model import Questionnaire
from survey.actions.open_preview import Preview, open_preview
from survey.errors import NotFound
from survey.models import Invitation, OutboxItem, OutboxKind, Person
from survey.queries.rounds import asked_of, latest_round
from survey.samples import sample_city
from tests.survey.council import SECRET
from tests.survey.everything import EVERYTHING


def opened(session: Session, now: datetime, asked: Questionnaire, group: str = "") -> Preview:
    return open_preview(
        session,
        definition=asked,
        group=group,
        sample=sample_city(),
        secret_key=SECRET,
        now=now,
    )


def sections(session: Session) -> list[str]:
    """The sections that the invited person is asked."""
    round_ = latest_round(session)
    assert round_ is not None
    (invitation,) = session.exec(select(Invitation)).all()
    asked = asked_of(session, round_, invitation)
    return [section.id for section in asked.sections if section.item in {None, "1"}]


def test_one_invented_person_is_asked_and_gets_no_mail(session: Session, now: datetime) -> None:
    made = opened(session, now, definition("governance-2018"))
    assert made.group == made.groups[0]
    assert [person.email for person in session.exec(select(Person))] == ["somebody@council.example"]
    kinds = {item.kind for item in session.exec(select(OutboxItem))}
    assert OutboxKind.INVITATION not in kinds


def test_without_a_group_it_is_the_one_that_is_asked_most(session: Session, now: datetime) -> None:
    assert opened(session, now, EVERYTHING).group == "audit"
    assert sections(session) == ["theme-1", "proof-1", "assurance", "overall"]


def test_a_group_meets_what_it_is_asked(session: Session, now: datetime) -> None:
    assert opened(session, now, EVERYTHING, "cabinet").group == "cabinet"
    assert sections(session) == ["theme-1", "overall"]


def test_a_councils_own_groups_are_there_though_the_sample_lacks_them(
    session: Session, now: datetime
) -> None:
    theme, proof, *rest = EVERYTHING.sections
    own = replace(EVERYTHING, sections=(theme, replace(proof, audience=("youth-voice",)), *rest))
    made = opened(session, now, own, "youth-voice")
    assert made.group == "youth-voice"
    assert {"cabinet", "audit"} < set(made.groups)
    assert sections(session) == ["theme-1", "proof-1", "overall"]


def test_where_every_section_is_for_some_the_others_are_left_out(
    session: Session, now: datetime
) -> None:
    narrowed = (replace(section, audience=("audit",)) for section in EVERYTHING.sections)
    made = opened(session, now, replace(EVERYTHING, sections=tuple(narrowed)))
    assert (made.group, made.groups) == ("audit", ("audit",))


def test_an_unknown_group_is_answered_with_those_there_are(session: Session, now: datetime) -> None:
    with pytest.raises(NotFound, match=r"no group 'auditors' to preview as; choose .*audit"):
        opened(session, now, EVERYTHING, "auditors")
