import json

import pytest
from sqlmodel import Session, select

from survey.models import Aim, AimRag, Indicator, Rag, Theme, ThemeKind
from survey.queries.reported_plan import reported_plan
from tests.survey.quarter import EXEMPT

pytestmark = pytest.mark.holds("a closed quarter")


def test_an_exempt_aim_is_nowhere_not_even_in_the_ratings(session: Session) -> None:
    found = reported_plan(session, "2018-09")
    assert EXEMPT.casefold() not in json.dumps(found).casefold()
    (theme,) = found["themes"]
    assert theme["rag"] == {"green": 0, "amber": 1, "red": 0}
    assert [aim["ref"] for aim in theme["aims"]] == ["1.1"]
    assert found["rag_as_at"] == "2018-06"


def test_the_month_of_an_exempt_aims_rating_is_not_told_either(session: Session) -> None:
    exempt = session.exec(select(Aim).where(Aim.aim == EXEMPT)).one()
    session.add(AimRag(aim_id=exempt.id or 0, month="2018-08", rag=Rag.GREEN))
    session.flush()
    assert reported_plan(session, "2018-09")["rag_as_at"] == "2018-06"


def test_a_service_block_of_an_exempt_aim_is_not_named(session: Session) -> None:
    block = Theme(ref="S9", name="Private matter", kind=ThemeKind.SERVICE_BLOCK, position=9)
    session.add(block)
    session.flush()
    session.add(Aim(ref="S.9", theme_id=block.id or 0, aim="Secret", exempt=True, position=9))
    session.add(
        Indicator(ref="kpi-8", kind="x", measure="Days", theme_ref="S9", period="2018", value="1")
    )
    session.flush()
    told = json.dumps(reported_plan(session, "2018-09"))
    assert "Private matter" not in told
    assert "kpi-8" not in told


def test_a_rating_holds_until_a_later_month_s(session: Session) -> None:
    aim = session.exec(select(Aim).where(Aim.ref == "1.1")).one()
    session.add(AimRag(aim_id=aim.id or 0, month="2018-10", rag=Rag.GREEN))
    session.flush()
    assert reported_plan(session, "2018-09")["themes"][0]["rag"]["amber"] == 1
    assert reported_plan(session, "2018-12")["themes"][0]["rag"]["green"] == 1


def test_an_indicator_shows_its_latest_period_that_had_begun(session: Session) -> None:
    for period, value in (("2018", "1"), ("2018-19-q1", "2"), ("2018-19-q3", "4")):
        session.add(Indicator(ref="kpi-9", kind="x", measure="Days", period=period, value=value))
    session.flush()
    assert [each["value"] for each in reported_plan(session, "2018-09")["indicators"]] == ["2"]
    assert [each["value"] for each in reported_plan(session, "2018-12")["indicators"]] == ["4"]
