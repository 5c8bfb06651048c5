"""Addresses that nothing can have, in every room; bodies are tried in test_hostile_limits."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from flask import Flask
from werkzeug.routing import IntegerConverter

from survey.models import RoleName
from tests.survey.accounts import browser

GOOD = {"month": "2018-07", "page_id": "theme-1", "filename": "take.css"}
HOSTILE = {True: str(2**63), False: "a\x00b"}


def spoilt(app: Flask) -> Iterator[str]:
    """The address of each page that takes any, with one part of it hostile."""
    for rule in app.url_map.iter_rules():
        for place in sorted(rule.arguments - {"token"}) if "GET" in (rule.methods or ()) else ():
            number = isinstance(rule._converters[place], IntegerConverter)
            parts = {name: GOOD.get(name, "1") for name in rule.arguments}
            parts[place] = HOSTILE[number]
            yield re.sub(r"<(?:[^<>:]+:)?(\w+)>", filled(parts), rule.rule)


def filled(parts: dict[str, str]) -> Callable[[re.Match[str]], str]:
    return lambda found: quote(parts[found[1]], safe="")


@pytest.mark.holds("a council's july")
def test_no_room_breaks_at_an_address_that_nothing_can_have(app: Flask) -> None:
    app.testing = False  # as it is served: an error is a page, not an exception
    everybody = browser(app, *RoleName)
    addresses = list(spoilt(app))
    assert len(addresses) > 60
    for address in addresses:
        assert everybody.get(address).status_code == 404, address
