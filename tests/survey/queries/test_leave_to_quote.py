from dataclasses import replace
from typing import Any

import pytest

from survey.models import CommentKind, Permission
from survey.queries import leave_to_quote
from survey.queries.leave_to_quote import Facts, obstacle

FREE = Facts(
    counts=True,
    kind=CommentKind.COMMENT,
    permission=Permission.UNATTRIBUTED,
    blank=False,
    taken_down=False,
    confirmed=False,
    exempt=False,
    near_exempt=False,
    cleared=False,
    beneath=False,
)


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"permission": Permission.BLOCK},
        {"kind": CommentKind.PASSAGE},
        {"taken_down": True, "confirmed": True},
        {"near_exempt": True, "cleared": True},
    ],
)
def test_these_may_be_quoted(changed: dict[str, Any]) -> None:
    assert obstacle(replace(FREE, **changed)) == ""


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"counts": False}, "later answer"),
        ({"kind": CommentKind.NOTES}, "facilitator's notes"),
        ({"permission": Permission.TEAM}, "panel team alone see it"),
        ({"permission": Permission.INTERNAL}, "not to be quoted"),
        ({"blank": True}, "words are gone"),
        ({"taken_down": True}, "neither confirmed nor corrected"),
        ({"exempt": True, "cleared": True}, "of which nothing is published"),
        ({"beneath": True}, "stays with the panel team"),
        ({"near_exempt": True}, "may concern an aim"),
    ],
)
def test_these_may_not_and_the_reason_says_why(changed: dict[str, Any], reason: str) -> None:
    assert reason in obstacle(replace(FREE, **changed))


def test_every_reason_is_a_sentence() -> None:
    reasons = [
        value
        for name, value in vars(leave_to_quote).items()
        if name.isupper() and isinstance(value, str)
    ]
    assert len(reasons) == 9
    assert all(reason[0].isupper() and reason.endswith(".") for reason in reasons)
