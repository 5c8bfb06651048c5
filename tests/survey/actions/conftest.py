"""The first invitation of July's round, and what it asks."""

import pytest
from sqlmodel import Session

from questionnaires.expanded import ExpandedQuestionnaire
from survey.models import Invitation
from survey.queries.rounds import questionnaire, round_by_month


@pytest.fixture
def invitation(session: Session) -> Invitation:
    return session.get_one(Invitation, 1)


@pytest.fixture
def expanded(session: Session) -> ExpandedQuestionnaire:
    return questionnaire(session, round_by_month(session, "2018-07").questionnaire_sha256)
