"""Role by route by method: whoever may not pass is stopped before the view, and nobody else is."""

from collections.abc import Iterator

import pytest
from flask import Flask, Response
from werkzeug.routing import AnyConverter, BaseConverter, Rule

from survey.access import ROLES
from survey.access.table import endpoints
from survey.models import RoleName
from tests.survey.accounts import browser

REACHED = 299


@pytest.fixture
def hollow(app: Flask) -> Flask:
    """The application with every view replaced: what is tested is who comes as far as a view.

    Forms need no token here, so that a refusal is the guard's; rooms' own guards are off.
    """
    app.config["WTF_CSRF_ENABLED"] = False
    for endpoint in list(app.view_functions):
        app.view_functions[endpoint] = lambda **_: Response(
            "reached", REACHED, mimetype="text/plain"
        )
    for blueprint in list(app.before_request_funcs):
        if blueprint is not None:
            app.before_request_funcs[blueprint].clear()
    return app


def routes(app: Flask) -> Iterator[tuple[Rule, str]]:
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"OPTIONS"}):
            yield rule, method


def address(app: Flask, rule: Rule) -> str:
    parts = {name: example(rule._converters[name]) for name in rule.arguments}
    return app.url_map.bind("localhost").build(rule.endpoint, parts, rule_method(rule))


def rule_method(rule: Rule) -> str:
    """One of the rule's methods: several rules of one endpoint differ by them alone."""
    return min(rule.methods or {"GET"})


def example(converter: BaseConverter) -> object:
    """A value that the address may hold in this place."""
    if isinstance(converter, AnyConverter):
        return min(converter.items)
    return converter.to_python("1")


def expected(endpoint: str, role: RoleName | None) -> int:
    who = endpoints()[endpoint]
    if isinstance(who, str):
        return REACHED
    if role is None:
        return 302
    return REACHED if role in who else 403


@pytest.mark.parametrize("role", [None, *ROLES])
def test_every_route_lets_pass_whom_it_declares(hollow: Flask, role: RoleName | None) -> None:
    client = browser(hollow, role) if role else hollow.test_client()
    wrong = {}
    for rule, method in routes(hollow):
        answer = client.open(address(hollow, rule), method=method)
        if answer.status_code != expected(rule.endpoint, role):
            wrong[method, rule.rule] = answer.status_code
    assert not wrong


def test_not_signed_in_leads_to_signing_in_and_back(app: Flask) -> None:
    client = app.test_client()
    assert client.get("/manage/events?x=1").location == "/sign-in?next=/manage/events?x%3D1"
    assert client.post("/manage/rounds/open").location == "/sign-in"


def test_a_role_that_does_not_suffice_reads_why(app: Flask) -> None:
    answer = browser(app, RoleName.OBSERVER).get("/manage/")
    assert answer.status_code == 403
    assert "does not have the role" in answer.get_data(as_text=True)
