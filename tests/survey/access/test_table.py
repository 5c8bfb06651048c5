"""Every endpoint is declared, and nothing that is declared is missing."""

import pytest
from flask import Flask

from survey.access import ROLES
from survey.access.rooms import ROOMS
from survey.access.table import (
    ANALYST,
    FACILITATOR,
    MANAGER,
    endpoints,
    roles_that_pass,
    who_may_pass,
)
from survey.models import SEES_ANSWERS


def test_every_endpoint_is_declared_and_every_declared_endpoint_exists(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set(endpoints())


def test_an_unknown_endpoint_has_no_declaration() -> None:
    assert who_may_pass("nowhere.at_all") is None
    assert who_may_pass("manage.nowhere") is None
    assert not roles_that_pass("static")


def test_the_roles_are_the_houses_six() -> None:
    assert [role.value for role in ROLES] == [
        "administrator",
        "manager",
        "facilitator",
        "analyst",
        "publisher",
        "observer",
    ]


def test_rooms_with_answers_are_closed_to_roles_that_a_member_of_the_panel_may_have() -> None:
    assert MANAGER | FACILITATOR | ANALYST == SEES_ANSWERS
    for endpoint in endpoints():
        if endpoint.partition(".")[0] in {"facilitate", "analyse"}:
            assert roles_that_pass(endpoint)
            assert roles_that_pass(endpoint) <= SEES_ANSWERS


def test_every_room_is_declared_for_staff() -> None:
    assert all(roles_that_pass(room.endpoint) for room in ROOMS)


@pytest.mark.parametrize("testing", [True, False])
def test_an_undeclared_endpoint_fails_for_everybody(app: Flask, testing: bool) -> None:  # noqa: FBT001
    app.testing = testing
    app.add_url_rule("/forgotten", "forgotten", lambda: "open to all")
    client = app.test_client()
    if testing:
        with pytest.raises(RuntimeError, match="who may pass 'forgotten'"):
            client.get("/forgotten")
    else:
        assert client.get("/forgotten").status_code == 500
