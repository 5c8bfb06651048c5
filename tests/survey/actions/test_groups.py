"""Groups are added and renamed, and published in blocks."""

from datetime import datetime
from typing import Any

import pytest
from sqlmodel import Session, select

from survey.actions.add_group import add_group
from survey.actions.change_block import change_block
from survey.actions.rename_group import rename_group
from survey.errors import Conflict, Refused, SurveyError
from survey.models import Group, GroupBlock, Side
from tests.survey.council import opened

pytestmark = pytest.mark.holds("a council")


def change(session: Session, now: datetime, **given: Any) -> GroupBlock:
    facts: dict[str, Any] = {
        "group": session.get_one(Group, 2),
        "from_month": "2019-04",
        "block": "executive",
        "block_name": "Executive",
        "side": Side.ASSURANCE,
    }
    return change_block(session, actor="manager", now=now, **(facts | given))


def test_a_block_changes_from_an_april(session: Session, now: datetime) -> None:
    change(session, now)
    change(session, now, side=Side.EXTERNAL)
    held = session.exec(select(GroupBlock).where(GroupBlock.group_id == 2)).all()
    assert [(b.from_month, b.block, b.side) for b in held] == [
        ("2018-04", "independent", Side.ASSURANCE),
        ("2019-04", "executive", Side.EXTERNAL),
    ]


def test_within_a_year_that_was_asked_it_is_refused(session: Session, now: datetime) -> None:
    opened(session, now)
    with pytest.raises(Refused, match="It can change from April 2019"):
        change(session, now, from_month="2018-04")


@pytest.mark.parametrize(
    "given", [{"from_month": "April"}, {"block": "two words"}, {"block_name": " "}]
)
def test_bad_words_are_refused(session: Session, now: datetime, given: dict[str, str]) -> None:
    with pytest.raises(SurveyError):
        change(session, now, **given)


def test_one_block_has_one_name(session: Session, now: datetime) -> None:
    with pytest.raises(Conflict, match="is called 'Executive' already"):
        change(session, now, block_name="Officers")


def test_a_group_is_added_and_renamed(session: Session, now: datetime) -> None:
    group = add_group(session, ref="partners", name="Partners", actor="manager", now=now)
    change(session, now, group=group, from_month="2018-07", block="external", block_name="Voices")
    assert rename_group(session, group=group, name="Key partners", actor="manager", now=now)
    assert group.name == "Key partners"


def test_a_group_that_is_there_is_named(session: Session, now: datetime) -> None:
    with pytest.raises(Conflict, match="that of the group 'Cabinet' already"):
        add_group(session, ref="cabinet", name="Other", actor="manager", now=now)


@pytest.mark.parametrize(("ref", "name"), [("a b", "Name"), ("ref", " "), ("ref", "a\nb")])
def test_a_group_without_words_is_refused(
    session: Session, now: datetime, ref: str, name: str
) -> None:
    with pytest.raises(SurveyError):
        add_group(session, ref=ref, name=name, actor="manager", now=now)


def test_the_same_name_is_no_change(session: Session, now: datetime) -> None:
    with pytest.raises(SurveyError, match="called 'Cabinet' already"):
        rename_group(
            session, group=session.get_one(Group, 1), name="Cabinet", actor="manager", now=now
        )
