"""A closed quarter of which twelve people were heard, and what becomes of their words.

Ten are of Cabinet (Executive), two of Audit. The plan has one theme, '1', without an exempt aim.
"""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from analysis.periods import parse_period
from survey.actions.close_round import close_round
from survey.actions.draft_edition import freeze_edition, payload
from survey.actions.redact_quote import fingerprint, redact_quote
from survey.actions.redacting.brackets import editable
from survey.actions.redacting.finding import telling
from survey.actions.redacting.known import Known
from survey.actions.request_draft import request_draft
from survey.actions.sign_quote import sign_quote
from survey.models import (
    Comment,
    CommentKind,
    Edition,
    Invitation,
    OutboxKind,
    OutboxState,
    Permission,
    Quote,
    Response,
    RoleName,
    Round,
    Side,
)
from survey.queries.editions import work_on
from survey.queries.organisation import organisation
from survey.queries.quotable import spoken
from tests.survey.accounts import add_account
from tests.survey.council import (
    add_aim,
    add_group,
    add_seat,
    add_theme,
    answered,
    invitations,
    opened,
)
from tests.survey.quarter import watch

REF = "2018-19-q2"
OPENS = datetime(2018, 7, 2, 8, 0, tzinfo=UTC)
CLOSES = datetime(2018, 7, 16, 16, 0, tzinfo=UTC)
LATER = datetime(2018, 10, 2, 8, 0, tzinfo=UTC)
ANN, BEN, PAT = "ann@staff.example", "ben@staff.example", "pat@staff.example"
NOBODY = Known()


def heard_quarter(session: Session) -> None:
    """Everybody has answered July, which is closed; two analysts and a publisher; committed."""
    standing = organisation(session)
    assert standing is not None
    standing.demonstration = True
    add_aim(session, add_theme(session, 1, "Culture"), 1, "A culture dashboard")
    cabinet = add_group(session, "cabinet", "executive", Side.EXECUTIVE)
    audit = add_group(session, "audit", "independent", Side.ASSURANCE)
    for place in range(12):
        group = cabinet if place < 10 else audit
        add_seat(session, group, place, f"Seat {place}", f"person-{place}@panel.example")
    july = opened(session, OPENS, closes_at=CLOSES, invite=False)
    for invitation in invitations(session, july):
        answered(session, invitation, OPENS)
    close_round(session, month="2018-07", actor="command", now=CLOSES)
    watch(session)
    for email, role in (
        (ANN, RoleName.ANALYST), (BEN, RoleName.ANALYST), (PAT, RoleName.PUBLISHER),
    ):  # fmt: skip
        add_account(session, role, email=email)
    session.commit()


def say(
    session: Session,
    place: int,
    text: str,
    *,
    item: str = "1",
    permission: Permission = Permission.UNATTRIBUTED,
    kind: CommentKind = CommentKind.COMMENT,
) -> Comment:
    """Let the person at `place` of the panel have said `text` in July; flushed."""
    (july,) = session.exec(select(Round).where(Round.month == "2018-07"))
    invitation = invitations(session, july)[place]
    response = response_of(session, invitation)
    comment = Comment(
        response_id=response.id or 0,
        field=f"theme-{item}-comment" if item else "overall-comment",
        item=item,
        text=text,
        permission=permission,
        kind=kind,
    )
    session.add(comment)
    session.flush()
    return comment


def response_of(session: Session, invitation: Invitation) -> Response:
    query = select(Response).where(Response.invitation_id == invitation.id)
    return session.exec(query.order_by(col(Response.revision).desc())).all()[0]


def invitation_of(session: Session, comment: Comment) -> Invitation:
    response = session.get_one(Response, comment.response_id)
    return session.get_one(Invitation, response.invitation_id)


def redact(
    session: Session,
    comment: Comment,
    words: str | None = None,
    *,
    by: str = ANN,
    now: datetime = LATER,
) -> Quote:
    """Keep `words`, by default all that was said, with everything that is found in them."""
    said = spoken(session, comment.id or 0)
    chosen = editable(comment.text) if words is None else words
    return redact_quote(
        session,
        said=said,
        words=chosen,
        stays={piece.text for piece in telling(chosen, NOBODY)},
        seen=fingerprint(said.quote),
        known=NOBODY,
        actor=by,
        now=now,
    )


def sign(session: Session, comment: Comment, *, by: str = BEN, now: datetime = LATER) -> Quote:
    said = spoken(session, comment.id or 0)
    return sign_quote(session, said=said, seen=fingerprint(said.quote), actor=by, now=now)


def signed(session: Session, comment: Comment, words: str | None = None) -> Quote:
    redact(session, comment, words)
    return sign(session, comment)


def drafted(session: Session, now: datetime = LATER + timedelta(days=1)) -> Edition:
    """The quarter's next edition, frozen as the worker would, without its files; committed."""
    edition = request_draft(session, period=parse_period(REF), actor=ANN, now=now)
    document = payload(session, edition)
    frozen = freeze_edition(session, edition_id=edition.id or 0, document=document, now=now)
    item = work_on(session, edition.id or 0, OutboxKind.DRAFT_EDITION)
    assert item is not None
    item.state = OutboxState.DONE
    session.commit()
    return frozen


def quotes_of(edition: Edition) -> dict[str, list[tuple[str, str | None]]]:
    """{theme ref: (words, attributed to)} of a payload, sorted."""
    placed: dict[str, list[dict[str, Any]]] = json.loads(edition.payload)["quotes"]
    return {
        item: sorted(((each["words"], each["attributed_to"]) for each in entries), key=str)
        for item, entries in placed.items()
    }
