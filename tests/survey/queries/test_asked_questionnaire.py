from dataclasses import replace
from datetime import datetime

import pytest
from sqlmodel import Session

from questionnaires.model import Questionnaire
from survey.errors import SurveyError
from survey.queries.asked_questionnaire import asked_questionnaire
from survey.queries.rounds import latest_round
from tests.survey.council import opened
from tests.survey.everything import EVERYTHING

pytestmark = pytest.mark.holds("a council")
JULY = "2018-07"


def for_groups(*groups: str) -> Questionnaire:
    """EVERYTHING, with one of its sections for `groups`."""
    theme, proof, *rest = EVERYTHING.sections
    return replace(EVERYTHING, sections=(theme, replace(proof, audience=groups), *rest))


def test_detail_is_asked_of_every_aim_of_the_plan(session: Session) -> None:
    asked = asked_questionnaire(session, EVERYTHING, JULY)
    assert [(field.item, field.aim) for field in asked.fields if field.aim] == [
        ("1.1", "A culture dashboard"),
        ("1.1", "A culture dashboard"),
        ("2.1", "A culture dashboard"),
        ("2.1", "A culture dashboard"),
    ]


def test_a_section_for_a_group_that_is_not_there_is_refused(session: Session) -> None:
    with pytest.raises(SurveyError) as refused:
        asked_questionnaire(session, for_groups("audit", "auditors"), JULY)
    assert str(refused.value) == (
        "The section 'proof' of 'everything' is for the group 'auditors', which is not there "
        "(there are cabinet, audit): mend its audience, or import the group with "
        "'temperature-take groups import FILE'."
    )


@pytest.mark.holds("no council")
def test_before_the_panel_there_is_no_group_at_all(session: Session) -> None:
    with pytest.raises(SurveyError, match=r"'audit', which is not there \(there is none yet\)"):
        asked_questionnaire(session, EVERYTHING, JULY)


def test_a_group_that_would_be_asked_nothing_is_named(session: Session) -> None:
    narrowed = (replace(section, audience=("audit",)) for section in EVERYTHING.sections)
    with pytest.raises(SurveyError, match="asks the group 'cabinet' nothing: add it to"):
        asked_questionnaire(session, replace(EVERYTHING, sections=tuple(narrowed)), JULY)


def test_sections_that_together_ask_every_group_need_no_section_for_all(session: Session) -> None:
    theme, *rest = EVERYTHING.sections
    both = (replace(section, audience=("audit", "cabinet")) for section in rest)
    sections = (replace(theme, audience=("cabinet",)), *both)
    asked = asked_questionnaire(session, replace(EVERYTHING, sections=sections), JULY)
    assert asked.asked_of("audit").sections[0].id == "proof-1"


def test_no_round_is_opened_for_a_group_that_is_not_there(session: Session, now: datetime) -> None:
    with pytest.raises(SurveyError, match="is for the group 'auditors', which is not there"):
        opened(session, now, asked=for_groups("auditors"))
    session.rollback()
    assert latest_round(session) is None
