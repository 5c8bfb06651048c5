"""Whatever ends the leave to quote takes the words out of what is not published, at once."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import event
from sqlmodel import Session, select

from survey.actions.approve_edition import approve_edition
from survey.actions.clear_of_exempt import clear_of_exempt
from survey.actions.doubt_clear_of_exempt import doubt_clear_of_exempt
from survey.actions.keep_aim import AimFacts, add_aim, change_aim
from survey.actions.place_quotes import Entry
from survey.actions.take_out_quotes import nothing_added, take_out_quotes
from survey.actions.tighten_permission import tighten_permission
from survey.actions.withdraw_quote import Why, withdraw_quote
from survey.models import (
    AuditEvent,
    Comment,
    Edition,
    EditionQuote,
    EditionState,
    Lineage,
    LineageKind,
    LineageLevel,
    OutboxItem,
    OutboxKind,
    OutboxState,
    Permission,
)
from survey.queries.editions import frozen_payload, work_on
from survey.queries.quotable import spoken
from tests.survey.council import add_theme
from tests.survey.quoting import (
    ANN,
    LATER,
    PAT,
    drafted,
    invitation_of,
    quotes_of,
    redact,
    say,
    sign,
    signed,
)

pytestmark = pytest.mark.holds("a heard quarter")
KEPT = {"": [("Kept", None)]}


@pytest.fixture
def comment(session: Session) -> Comment:
    """A comment of which a signed quote stands in what is drafted next, beside another one."""
    signed(session, say(session, 1, "Kept", item=""))
    made = say(session, 0, "It is slow")
    signed(session, made)
    return made


def tighten(session: Session, comment: Comment, permission: Permission = Permission.TEAM) -> None:
    tighten_permission(
        session, invitation=invitation_of(session, comment), field=comment.field,
        permission=permission, now=LATER,
    )  # fmt: skip


def withdraw(session: Session, comment: Comment) -> None:
    said = spoken(session, comment.id or 0)
    withdraw_quote(session, said=said, why=Why.TELLS, actor=PAT, now=LATER)


def change(session: Session, comment: Comment) -> None:
    redact(session, comment, "It is […]")


def approve(session: Session, edition: Edition) -> None:
    approve_edition(session, edition=edition, sha256=edition.sha256, actor=PAT, now=LATER)
    session.commit()


def redrawing(session: Session, edition: Edition) -> OutboxItem | None:
    return work_on(session, edition.id or 0, OutboxKind.REDRAW_EDITION)


@pytest.mark.parametrize("end", [tighten, withdraw, change])
def test_a_draft_loses_it_at_once(
    session: Session, comment: Comment, end: Callable[[Session, Comment], None]
) -> None:
    edition = drafted(session)
    before = edition.sha256
    assert quotes_of(edition) == {**KEPT, "1": [("It is slow", None)]}
    end(session, comment)
    assert quotes_of(edition) == KEPT
    assert edition.sha256 not in {before, ""}
    assert edition.sha256 == hashlib.sha256(edition.payload.encode()).hexdigest()
    assert frozen_payload(edition)["quotes"].keys() == {""}
    assert len(session.exec(select(EditionQuote)).all()) == 1
    item = redrawing(session, edition)
    assert item is not None
    assert item.state is OutboxState.QUEUED
    assert edition.state is EditionState.DRAFT
    (told,) = session.exec(select(AuditEvent).where(AuditEvent.action == "quotes taken out"))
    assert (told.actor, told.subject) == ("web", "edition 2018-19-q2/1")
    assert json.loads(told.detail) == {
        "left": 1, "quotes": 1, "sha256": edition.sha256, "still_signed_off": False,
    }  # fmt: skip


def test_a_signed_off_edition_loses_it_and_stays_signed_off(
    session: Session, comment: Comment
) -> None:
    edition = drafted(session)
    approve(session, edition)
    tighten(session, comment)
    assert quotes_of(edition) == KEPT
    assert (edition.state, edition.approved_by) == (EditionState.APPROVED, PAT)
    (told,) = session.exec(select(AuditEvent).where(AuditEvent.action == "quotes taken out"))
    assert json.loads(told.detail)["still_signed_off"] is True


def test_a_published_edition_does_not_change(session: Session, comment: Comment) -> None:
    edition = drafted(session)
    edition.state = EditionState.PUBLISHED
    session.flush()
    before = edition.payload
    tighten(session, comment)
    assert edition.payload == before
    assert redrawing(session, edition) is None
    assert len(session.exec(select(EditionQuote)).all()) == 2


def test_a_block_that_may_no_longer_be_named_leaves_its_words(
    session: Session,
) -> None:
    comment = say(session, 0, "It is slow", item="", permission=Permission.BLOCK)
    signed(session, comment)
    edition = drafted(session)
    assert quotes_of(edition) == {"": [("It is slow", "Executive")]}
    tighten(session, comment, Permission.UNATTRIBUTED)
    assert quotes_of(edition) == {"": [("It is slow", None)]}
    assert len(session.exec(select(EditionQuote)).all()) == 1


def test_an_aim_that_becomes_exempt_takes_what_was_said_on_its_theme(
    session: Session, comment: Comment
) -> None:
    edition = drafted(session)
    facts = AimFacts("1", "A dispute", "", "", "", "", "", exempt=False)
    add_aim(session, ref="1.2", facts=facts, actor="manager", now=LATER)
    assert len(quotes_of(edition)) == 2
    exempt = AimFacts("1", "A dispute", "", "", "", "", "", exempt=True)
    change_aim(session, ref="1.2", facts=exempt, actor="manager", now=LATER)
    assert quotes_of(edition) == {}
    clear_of_exempt(session, comment=comment, actor=ANN, now=LATER)
    again = drafted(session)
    assert quotes_of(again) == {"1": [("It is slow", None)]}
    doubt_clear_of_exempt(session, comment=comment, actor=ANN, now=LATER)
    assert quotes_of(again) == {}


def test_a_new_exempt_aim_takes_them_too(session: Session, comment: Comment) -> None:
    assert comment.item == "1"
    edition = drafted(session)
    exempt = AimFacts("1", "A dispute", "", "", "", "", "", exempt=True)
    add_aim(session, ref="1.2", facts=exempt, actor="manager", now=LATER)
    assert quotes_of(edition) == {}


def test_what_is_signed_again_comes_back_with_the_next_draft_alone(
    session: Session, comment: Comment
) -> None:
    edition = drafted(session)
    withdraw(session, comment)
    sign(session, comment)
    take_out_quotes(session, now=LATER)
    assert quotes_of(edition) == KEPT
    assert quotes_of(drafted(session)) == {**KEPT, "1": [("It is slow", None)]}


def test_the_same_words_of_two_people_are_told_apart(session: Session) -> None:
    first = say(session, 0, "Slow", item="", permission=Permission.BLOCK)
    second = say(session, 1, "Slow", item="")
    for each in (first, second):
        signed(session, each)
    edition = drafted(session)
    assert quotes_of(edition)[""] == sorted([("Slow", None), ("Slow", "Executive")], key=str)
    tighten(session, first)
    assert quotes_of(edition) == {"": [("Slow", None)]}


def test_where_no_edition_holds_quotes_it_costs_one_query(
    session: Session, comment: Comment
) -> None:
    assert comment.id
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    engine = session.get_bind().engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        assert take_out_quotes(session, now=LATER) == 0
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert len(seen) == 1


def test_an_altered_edition_is_left_as_it_is(session: Session, comment: Comment) -> None:
    edition = drafted(session)
    edition.payload = edition.payload.replace("It is slow", "It is fast")
    session.flush()
    altered = edition.payload
    tighten(session, comment)
    assert edition.payload == altered, "a new hash would hide that it was altered"
    assert comment.permission is Permission.TEAM


def test_nothing_is_ever_added() -> None:
    named: Entry = {"words": "A", "attributed_to": "X"}
    unnamed: Entry = {"words": "A", "attributed_to": None}
    assert nothing_added({"1": [unnamed]}, {"1": [named]}) == {"1": [unnamed]}
    assert nothing_added({"1": [named]}, {"1": [unnamed]}) == {"1": [unnamed]}
    assert nothing_added({"1": [named]}, {"1": [named, named]}) == {"1": [named]}
    assert nothing_added({"1": [named]}, {"2": [named]}) == {}


def test_a_mark_made_before_an_aim_was_exempt_does_not_speak_of_it(
    session: Session, comment: Comment
) -> None:
    clear_of_exempt(session, comment=comment, actor=ANN, now=LATER)
    edition = drafted(session)
    exempt = AimFacts("1", "A dispute", "", "", "", "", "", exempt=True)
    add_aim(session, ref="1.2", facts=exempt, actor="manager", now=LATER)
    assert comment.clear_of_exempt_at is None
    assert quotes_of(edition) == {}
    (told,) = session.exec(select(AuditEvent).where(AuditEvent.subject == "exempt aims"))
    assert json.loads(told.detail) == {"comments": 1}
    clear_of_exempt(session, comment=comment, actor=ANN, now=LATER)
    change_aim(
        session, ref="1.2", facts=replace(exempt, lead="Monitoring officer"), actor="manager",
        now=LATER,
    )  # fmt: skip
    assert comment.clear_of_exempt_at == LATER, "it was exempt before"


@pytest.mark.parametrize(("old", "new"), [("1", "7"), ("7", "1")])
def test_what_was_said_on_a_theme_of_before_or_after_is_near_its_exempt_aim_too(
    session: Session, comment: Comment, old: str, new: str
) -> None:
    other = add_theme(session, 7, "Conduct")
    edition = drafted(session)
    exempt = AimFacts(other.ref, "A dispute", "", "", "", "", "", exempt=True)
    add_aim(session, ref="7.1", facts=exempt, actor="manager", now=LATER)
    assert comment.item == "1"
    assert quotes_of(edition) == {"1": [("It is slow", None)]}
    session.add(
        Lineage(
            level=LineageLevel.THEME,
            from_month="2018-10",
            kind=LineageKind.MERGED,
            old_ref=old,
            new_ref=new,
            old_name="",
            new_name="",
        )
    )
    take_out_quotes(session, now=LATER)
    assert quotes_of(edition) == {}
