"""What was made of words stays with them when their speaker changes something else."""

from datetime import datetime

import pytest
from sqlmodel import Session, select

from survey.actions.carry_over import carry_over
from survey.actions.codebook.split_code import split_code
from survey.models import Coding, Comment, CommentKind, Mode, Permission, Quote, Response
from survey.queries.coded_people import people_by_code
from survey.queries.to_code import next_to_code, number_left
from tests.survey.coding import a_code, codes_of, is_coded, says, step

pytestmark = pytest.mark.holds("a council's july")
KEPT = {"theme_1_comment": "Training is late", "overall_comment": "Better"}


def test_the_same_words_keep_their_codes_and_wait_no_longer(session: Session) -> None:
    code = a_code(session, "Training")
    late, better = says(session, 1, **KEPT)
    is_coded(session, late, code)
    late_again, better_again = says(session, 1, **KEPT, theme_2_progress="5")
    assert codes_of(session, late_again) == {code.id}
    session.expire_all()
    assert [each.to_code for each in (late, better)] == [False, False]
    assert [each.to_code for each in (late_again, better_again)] == [False, True]
    assert people_by_code(session) == {code.id: 1}
    waiting = next_to_code(session)
    assert waiting is not None
    assert (waiting.id, number_left(session)) == (better_again.id, 1)


def test_other_words_begin_anew(session: Session) -> None:
    code = a_code(session, "Training")
    (late,) = says(session, 1, theme_1_comment="Training is late")
    is_coded(session, late, code)
    for typed in ({"theme_1_comment": "Training is late!"}, {"theme_2_comment": late.text}):
        (other,) = says(session, 1, **typed)
        assert other.to_code
        assert not codes_of(session, other)
    assert people_by_code(session) == {}
    assert number_left(session) == 1


def test_a_quote_moves_and_what_is_clear_of_an_exempt_aim_stays_clear(
    session: Session, now: datetime
) -> None:
    late, better = says(session, 1, **KEPT)
    late.clear_of_exempt_by, late.clear_of_exempt_at = "analyst@staff.example", now
    for comment in (late, better):
        session.add(
            Quote(
                comment_id=comment.id or 0,
                words=f"[Training] {comment.id}",
                redacted_by="analyst@staff.example",
                redacted_at=now,
            )
        )
    session.flush()
    (again, _) = says(session, 1, **{**KEPT, "overall_comment": "Worse"})
    session.expire_all()
    assert (again.clear_of_exempt_by, again.clear_of_exempt_at) == ("analyst@staff.example", now)
    quotes = {quote.words: quote.comment_id for quote in session.exec(select(Quote))}
    assert quotes == {f"[Training] {late.id}": again.id, f"[Training] {better.id}": better.id}


def test_codes_that_are_to_be_found_anew_still_are(session: Session) -> None:
    code = a_code(session, "Training")
    (late,) = says(session, 1, theme_1_comment="Training is late")
    is_coded(session, late, code)
    parts = [("Of staff", ""), ("Of members", "")]
    split_code(session, step(session), code_id=code.id or 0, parts=parts)
    session.expire_all()
    (again,) = says(session, 1, theme_1_comment="Training is late", theme_1_progress="1")
    assert again.to_code
    assert codes_of(session, again) == {code.id}


def test_words_that_are_there_twice_carry_over_once(session: Session, now: datetime) -> None:
    """Two passages of a conversation may be the same words on the same theme."""
    code = a_code(session, "Training")
    earlier, later = (passages(session, revision, now) for revision in (1, 2))
    for comment in earlier:
        session.add(
            Coding(comment_id=comment.id or 0, code_id=code.id or 0, coded_by="", coded_at=now)
        )
        session.add(Quote(comment_id=comment.id or 0, words="", redacted_by="", redacted_at=now))
    session.flush()
    carry_over(session, earlier_id=earlier[0].response_id, response_id=later[0].response_id)
    assert [codes_of(session, each) for each in later] == [{code.id}, {code.id}]
    held = sorted(session.exec(select(Quote.comment_id)))
    assert held == [earlier[1].id, later[0].id]


def passages(session: Session, revision: int, now: datetime) -> list[Comment]:
    response = Response(
        invitation_id=1,
        revision=revision,
        mode=Mode.INTERVIEW,
        reference=f"TT-{revision}",
        idempotency_key=f"key {revision}",
        submitted_at=now,
    )
    session.add(response)
    session.flush()
    made = [
        Comment(
            response_id=response.id or 0,
            field="theme-1-passage",
            item="1",
            text="Late",
            permission=Permission.TEAM,
            kind=CommentKind.PASSAGE,
        )
        for _ in range(2)
    ]
    session.add_all(made)
    session.flush()
    return made
