"""From a comment to a signed quote: two people, and nothing slips through unseen."""

import json

import pytest
from sqlmodel import Session, col, select

from survey.actions.clear_of_exempt import clear_of_exempt
from survey.actions.doubt_clear_of_exempt import doubt_clear_of_exempt
from survey.actions.redact_quote import Unseen, fingerprint, redact_quote
from survey.actions.redacting.brackets import Unfaithful
from survey.actions.redacting.panel_and_plan import known
from survey.actions.sign_quote import sign_quote
from survey.actions.withdraw_quote import WORDS, Why, withdraw_quote
from survey.errors import Conflict, Refused
from survey.models import AuditEvent, Comment, Permission, Quote, Seat
from survey.queries.quotable import spoken
from tests.survey.quoting import ANN, BEN, LATER, NOBODY, PAT, redact, say, sign, signed

pytestmark = pytest.mark.holds("a heard quarter")
SAID = "Cllr Smith blocks every report, and nobody says so"
QUOTED = "[a colleague] blocks every report, and nobody says so"


@pytest.fixture
def comment(session: Session) -> Comment:
    return say(session, 0, SAID)


def events(session: Session, action: str) -> list[AuditEvent]:
    query = select(AuditEvent).where(AuditEvent.action == action).order_by(col(AuditEvent.id))
    return list(session.exec(query))


def test_a_quote_is_redacted_and_signed_by_two(session: Session, comment: Comment) -> None:
    quote = redact(session, comment, QUOTED)
    assert (quote.words, quote.redacted_by, quote.signed_by) == (QUOTED, ANN, "")
    assert not spoken(session, comment.id or 0).fit
    sign(session, comment)
    assert (quote.signed_by, quote.signed_at) == (BEN, LATER)
    assert spoken(session, comment.id or 0).fit
    assert comment.text == SAID


def test_what_is_audited_holds_no_words(session: Session, comment: Comment) -> None:
    signed(session, comment, QUOTED)
    said = spoken(session, comment.id or 0)
    withdraw_quote(session, said=said, why=Why.TELLS, actor=PAT, now=LATER)
    found = [
        event
        for action in ("quote redacted", "quote signed off", "quote withdrawn")
        for event in events(session, action)
    ]
    assert [event.subject for event in found] == [f"quote {said.quote and said.quote.id}"] * 3
    assert json.loads(found[0].detail) == {"brackets": 1, "comment": comment.id, "stays": 0}
    assert json.loads(found[2].detail) == {"reason": "tells", "signed_by": BEN}
    for event in found:
        assert "blocks" not in event.detail


def test_what_is_found_must_be_bracketed_or_ticked(session: Session, comment: Comment) -> None:
    said = spoken(session, comment.id or 0)
    for stays in ([], ["smith"], ["Cllr"]):
        with pytest.raises(Unseen, match="1 thing that may tell") as refused:
            redact_quote(
                session, said=said, words=SAID, stays=stays, seen="", known=NOBODY, actor=ANN,
                now=LATER,
            )  # fmt: skip
        assert refused.value.left == ["Cllr Smith"]
    redact_quote(
        session, said=said, words=SAID, stays=["Cllr Smith"], seen="", known=NOBODY, actor=ANN,
        now=LATER,
    )  # fmt: skip
    assert json.loads(events(session, "quote redacted")[0].detail)["stays"] == 1


def test_words_that_were_not_said_are_refused(session: Session, comment: Comment) -> None:
    with pytest.raises(Unfaithful, match="'some reports"):
        redact(session, comment, "[a colleague] blocks some reports, and nobody says so")
    assert session.exec(select(Quote)).all() == []


def test_what_may_not_be_quoted_is_refused(session: Session, comment: Comment) -> None:
    comment.permission = Permission.INTERNAL
    with pytest.raises(Refused, match="used inside, not to be quoted"):
        redact(session, comment, QUOTED)
    comment.permission = Permission.BLOCK
    redact(session, comment, QUOTED)
    comment.permission = Permission.TEAM
    with pytest.raises(Refused, match="panel team alone"):
        sign(session, comment)


def test_whoever_redacted_never_signs(session: Session, comment: Comment) -> None:
    redact(session, comment, QUOTED)
    with pytest.raises(Refused, match="You redacted this quote yourself"):
        sign(session, comment, by=ANN)
    sign(session, comment, by=PAT)


def test_nobody_signs_twice(session: Session, comment: Comment) -> None:
    signed(session, comment, QUOTED)
    with pytest.raises(Conflict, match=f"signed off already, by {BEN}"):
        sign(session, comment, by=PAT)


def test_only_the_words_that_were_read_are_signed(session: Session, comment: Comment) -> None:
    read = fingerprint(redact(session, comment, QUOTED))
    redact(session, comment, "[…] nobody says so")
    with pytest.raises(Conflict, match="has changed since you read it"):
        sign_quote(session, said=spoken(session, comment.id or 0), seen=read, actor=BEN, now=LATER)
    assert not spoken(session, comment.id or 0).signed


def test_without_a_quote_there_is_nothing_to_sign(session: Session, comment: Comment) -> None:
    said = spoken(session, comment.id or 0)
    with pytest.raises(Conflict):
        sign_quote(session, said=said, seen="", actor=BEN, now=LATER)
    with pytest.raises(Conflict, match="nothing to take back"):
        withdraw_quote(session, said=said, why=Why.TELLS, actor=BEN, now=LATER)


def test_a_change_of_the_words_takes_the_signature_away(session: Session, comment: Comment) -> None:
    quote = signed(session, comment, QUOTED)
    redact(session, comment, QUOTED, by=BEN)
    assert quote.signed_by == BEN, "the same words are no change"
    assert quote.redacted_by == ANN
    redact(session, comment, "[…] nobody says so", by=BEN)
    assert (quote.signed_by, quote.signed_at, quote.redacted_by) == ("", None, BEN)
    sign(session, comment, by=ANN)


def test_two_redactors_at_once_are_told(session: Session, comment: Comment) -> None:
    redact(session, comment, QUOTED)
    with pytest.raises(Conflict, match="Somebody else has changed this quote"):
        redact_quote(
            session, said=spoken(session, comment.id or 0), words="[…] nobody says so",
            stays=[], seen="", known=NOBODY, actor=BEN, now=LATER,
        )  # fmt: skip


def test_a_signature_is_taken_back_and_given_again(session: Session, comment: Comment) -> None:
    quote = signed(session, comment, QUOTED)
    withdraw_quote(
        session, said=spoken(session, comment.id or 0), why=Why.CONTEXT, actor=ANN, now=LATER
    )
    assert (quote.words, quote.signed_by) == (QUOTED, "")
    sign(session, comment)
    assert set(WORDS) == set(Why)


def test_an_analyst_clears_a_comment_of_exempt_aims_and_takes_it_back(
    session: Session, comment: Comment
) -> None:
    with pytest.raises(Conflict, match="Nobody says"):
        doubt_clear_of_exempt(session, comment=comment, actor=ANN, now=LATER)
    clear_of_exempt(session, comment=comment, actor=ANN, now=LATER)
    assert (comment.clear_of_exempt_by, comment.clear_of_exempt_at) == (ANN, LATER)
    with pytest.raises(Conflict, match=f"{ANN} has said so already"):
        clear_of_exempt(session, comment=comment, actor=BEN, now=LATER)
    doubt_clear_of_exempt(session, comment=comment, actor=BEN, now=LATER)
    assert (comment.clear_of_exempt_by, comment.clear_of_exempt_at) == ("", None)
    assert len(events(session, "found clear of exempt aims")) == 1
    assert len(events(session, "no longer found clear of exempt aims")) == 1


def test_panel_and_plan_tell_what_to_look_for(session: Session) -> None:
    seat = session.exec(select(Seat)).first()
    assert seat is not None
    seat.role, seat.organisation = "Chair, Audit Committee", "Sample Health Trust"
    told = known(session)
    assert {"Chair, Audit Committee", "Audit Committee"} <= told.posts
    assert "Sample Health Trust" in told.bodies
    assert "Sample City Council" not in told.bodies, "the council itself is no secret"
    assert {"ann", "ben", "pat", "sam"} <= told.names
    assert {"culture", "dashboard", "track"} & told.ordinary
