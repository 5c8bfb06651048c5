from datetime import datetime

import pytest
from sqlmodel import Session

from survey.errors import Altered
from survey.models import FrozenQuestionnaire
from survey.queries.rounds import expanded_by_hash, latest_round, open_rounds, questionnaire
from tests.survey.council import opened

pytestmark = pytest.mark.holds("the sample")


def test_rounds_come_latest_month_first(session: Session, now: datetime) -> None:
    assert latest_round(session) is None
    august = opened(session, now, "2018-08")
    july = opened(session, now)
    assert open_rounds(session) == [august, july]
    assert latest_round(session) == august


def test_a_questionnaire_changed_in_the_database_is_refused(
    session: Session, now: datetime
) -> None:
    sha256 = opened(session, now).questionnaire_sha256
    frozen = session.get_one(FrozenQuestionnaire, sha256)
    frozen.document = frozen.document.replace("Off track", "On track")
    session.flush()
    expanded_by_hash.clear()
    with pytest.raises(Altered, match="changed after it was frozen"):
        questionnaire(session, sha256)
