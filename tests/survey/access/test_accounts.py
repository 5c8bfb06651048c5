import pytest
from flask import Flask

from survey.access.accounts import account, signed_in


def test_nobody_is_signed_in_where_nobody_signed_in(app: Flask) -> None:
    with app.test_request_context(headers={"Authentication-Token": "anything"}):
        assert signed_in() is None
        with pytest.raises(RuntimeError, match="open to others than staff"):
            account()


def test_flask_security_has_no_page_and_no_command(app: Flask) -> None:
    assert not [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("security")]
    assert not {"users", "roles"} & set(app.cli.commands)
