"""The rule as it is asked of real rows."""

from datetime import date

import pytest
from sqlmodel import Session, select

from survey.errors import NotFound
from survey.models import (
    Aim,
    Comment,
    CommentKind,
    Interview,
    Mode,
    Permission,
    Response,
    Round,
    RoundState,
    Theme,
)
from survey.queries.leave_to_quote import (
    BENEATH,
    EXEMPT,
    GONE,
    MAY_CONCERN_EXEMPT,
    SUPERSEDED,
    UNCONFIRMED,
)
from survey.queries.quotable import months_offering, offered, spoken, spoken_of
from tests.survey.council import add_aim
from tests.survey.quoting import LATER, invitation_of, say, signed

pytestmark = pytest.mark.holds("a heard quarter")


def reason(session: Session, comment: Comment) -> str:
    return spoken(session, comment.id or 0).obstacle


def exempt_aim(session: Session, theme_ref: str = "1") -> Aim:
    theme = session.exec(select(Theme).where(Theme.ref == theme_ref)).one()
    return add_aim(session, theme, 9, "A dispute", exempt=True)


def test_what_was_said_may_be_quoted(session: Session) -> None:
    assert reason(session, say(session, 0, "Slow")) == ""


def test_a_later_revision_takes_it_back(session: Session) -> None:
    comment = say(session, 0, "Slow")
    invitation = invitation_of(session, comment)
    session.add(
        Response(
            invitation_id=invitation.id or 0,
            revision=2,
            mode=Mode.FORM,
            reference="TT-2",
            idempotency_key="2",
            submitted_at=LATER,
        )
    )
    assert reason(session, comment) == SUPERSEDED


@pytest.mark.parametrize(
    ("mode", "recorded", "expected"),
    [
        (Mode.INTERVIEW, False, UNCONFIRMED),
        (Mode.INTERVIEW, True, UNCONFIRMED),
        (Mode.TELEPHONE, False, UNCONFIRMED),
        (Mode.PAPER, False, ""),
        (Mode.FORM, False, ""),
    ],
)
def test_unconfirmed_words_are_never_quoted(
    session: Session, mode: Mode, *, recorded: bool, expected: str
) -> None:
    comment = say(session, 0, "Slow")
    session.get_one(Response, comment.response_id).mode = mode
    if recorded:
        # Read back long ago, and not contradicted: that is not enough.
        session.add(
            Interview(response_id=comment.response_id, held_on=date(2018, 7, 3), read_back_at=LATER)
        )
    assert reason(session, comment) == expected


def test_confirmed_words_may_be_quoted(session: Session) -> None:
    comment = say(session, 0, "Slow", kind=CommentKind.PASSAGE)
    session.get_one(Response, comment.response_id).mode = Mode.INTERVIEW
    session.add(
        Interview(response_id=comment.response_id, held_on=date(2018, 7, 3), confirmed_at=LATER)
    )
    assert reason(session, comment) == ""


def test_nothing_is_quoted_about_an_exempt_aim_nor_near_one_until_it_is_cleared(
    session: Session,
) -> None:
    dispute = exempt_aim(session)
    on_it = say(session, 0, "Slow", item=dispute.ref)
    near, as_a_whole = say(session, 1, "Slow"), say(session, 2, "Slow", item="")
    for comment in (on_it, near, as_a_whole):
        comment.clear_of_exempt_at = None
    assert [reason(session, each) for each in (on_it, near, as_a_whole)] == [
        EXEMPT, MAY_CONCERN_EXEMPT, MAY_CONCERN_EXEMPT,
    ]  # fmt: skip
    for comment in (on_it, near, as_a_whole):
        comment.clear_of_exempt_by, comment.clear_of_exempt_at = "ann", LATER
    assert [reason(session, each) for each in (on_it, near, as_a_whole)] == [EXEMPT, "", ""]


def test_what_is_said_on_an_aim_stays_inside(session: Session) -> None:
    assert reason(session, say(session, 0, "Slow", item="1.1")) == BENEATH


@pytest.mark.parametrize("text", ["", " \n", "\u200b\u2060"])
def test_erased_words_are_not_quoted(session: Session, text: str) -> None:
    assert reason(session, say(session, 0, text)) == GONE


def test_the_list_leaves_out_what_nobody_may_quote(session: Session) -> None:
    say(session, 0, "Team", permission=Permission.TEAM)
    say(session, 1, "Inside", permission=Permission.INTERNAL)
    say(session, 2, "Notes", kind=CommentKind.NOTES)
    kept = [say(session, 3, "Mine"), say(session, 4, "Ours", permission=Permission.BLOCK)]
    assert [each.comment.id for each in offered(session, "2018-07")] == [c.id for c in kept]
    assert months_offering(session) == {"2018-07": 2}
    assert offered(session, "2018-08") == []


def test_an_open_month_is_not_quoted_yet(session: Session) -> None:
    comment = say(session, 0, "Slow")
    signed(session, comment)
    session.exec(select(Round)).one().state = RoundState.OPEN
    assert not spoken(session, comment.id or 0).fit
    session.exec(select(Round)).one().state = RoundState.CLOSED
    assert spoken(session, comment.id or 0).fit


def test_there_is_no_such_comment_and_no_such_quote(session: Session) -> None:
    with pytest.raises(NotFound, match="no such comment"):
        spoken(session, 999)
    with pytest.raises(NotFound, match="no such quote"):
        spoken_of(session, 999, locked=True)
