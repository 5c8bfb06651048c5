import pytest
from flask import Flask

from survey.models import Group, GroupBlock, RoleName
from tests.survey.accounts import browser
from tests.survey.client import CheckingClient
from tests.survey.house import House

pytestmark = pytest.mark.holds("a council's july")
GROUPS = "/manage/panel/groups/"
NEW = "/manage/panel/new-group"
BLOCK = {"from_month": "2019-04", "block_name": "Executive", "side": "assurance"}


@pytest.fixture
def manager(app: Flask) -> CheckingClient:
    return browser(app, RoleName.MANAGER)


def test_groups_stand_with_every_block(manager: CheckingClient) -> None:
    page = manager.get(GROUPS).get_data(as_text=True)
    assert "Executive, executive side" in page
    assert "From April 2018 on" in page


def test_a_group_is_added_with_its_block(manager: CheckingClient, house: House) -> None:
    typed = BLOCK | {"name": "Key partners", "block_name": "External voices", "side": "external"}
    assert manager.fill(NEW, typed).location == f"{GROUPS}?saved=group"
    assert house.rows(Group)[-1].ref == "key-partners"
    assert house.rows(GroupBlock)[-1].block == "external-voices"
    assert manager.fill(NEW, typed).status_code == 409


def test_a_group_without_a_block_is_not_added(manager: CheckingClient, house: House) -> None:
    typed = BLOCK | {"name": "Key partners", "from_month": "soon"}
    assert manager.fill(NEW, typed).status_code == 400
    assert len(house.rows(Group)) == 2


def test_a_block_changes_from_april(manager: CheckingClient, house: House) -> None:
    page = f"{GROUPS}audit/block"
    assert manager.fill(page, BLOCK).location == f"{GROUPS}?saved=block"
    assert house.rows(GroupBlock)[-1].block == "executive"
    assert "Executive, assurance side" in manager.get(GROUPS).get_data(as_text=True)


def test_a_block_within_the_year_is_refused_with_the_reason(
    manager: CheckingClient, house: House
) -> None:
    answer = manager.fill(f"{GROUPS}audit/block", BLOCK | {"from_month": "2018-08"})
    assert answer.status_code == 403
    page = answer.get_data(as_text=True)
    assert "nobody can be found by comparing" in page
    assert "It can change from April 2019" in page
    assert len(house.rows(GroupBlock)) == 2


def test_a_group_is_renamed(manager: CheckingClient, house: House) -> None:
    assert manager.fill(f"{GROUPS}audit/name", {"name": "Auditors"}).status_code == 303
    assert house.rows(Group)[-1].name == "Auditors"
    assert manager.fill(f"{GROUPS}audit/name", {"name": "Auditors"}).status_code == 400


def test_a_group_that_is_not_there(manager: CheckingClient) -> None:
    assert manager.get(f"{GROUPS}nobody/block").status_code == 404
    assert manager.get(f"{GROUPS}nobody/name").status_code == 404
