"""What was said, with all that decides whether it may be quoted; `leave_to_quote` has the rule.

The speaker is not among it: what is quoted is read and signed off without knowing who said it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, func, select
from sqlmodel import Session, col

from questionnaires.answers import blank
from questionnaires.expanded import ExpandedQuestionnaire
from survey.errors import NotFound
from survey.models import (
    Comment,
    CommentKind,
    EditionQuote,
    Interview,
    Invitation,
    Mode,
    Permission,
    Quote,
    Response,
    Round,
    RoundState,
)
from survey.queries.counting import counts
from survey.queries.exempt import exempt_aims, themes_with_exempt_aims
from survey.queries.leave_to_quote import Facts, obstacle
from survey.queries.rounds import questionnaire

# Of what was said like this its speaker has written nothing.
TAKEN_DOWN = frozenset({Mode.INTERVIEW, Mode.TELEPHONE})
MAY_BE_QUOTED = frozenset({Permission.UNATTRIBUTED, Permission.BLOCK})


@dataclass(frozen=True, slots=True)
class Spoken:
    """A comment with its quote, if one was made of it; `obstacle` is why it may not be quoted.

    `group_id` is the group under which its speaker was asked, in the round of `month`.
    """

    comment: Comment
    quote: Quote | None
    month: str
    closed: bool
    group_id: int
    obstacle: str

    @property
    def signed(self) -> bool:
        """Whether another than the redactor has signed these words off."""
        return self.quote is not None and self.quote.signed_by not in {"", self.quote.redacted_by}

    @property
    def fit(self) -> bool:
        """Whether the quote may stand in an edition, whatever the threshold says."""
        return self.signed and self.closed and not self.obstacle


def spoken(session: Session, comment_id: int, *, locked: bool = False) -> Spoken:
    """The comment of this number; NotFound where there is none.

    With `locked` whoever changes it, or its quote, meanwhile waits for this transaction.
    """
    return _one(session, col(Comment.id) == comment_id, "comment", locked=locked)


def spoken_of(session: Session, quote_id: int, *, locked: bool = False) -> Spoken:
    """The comment from which the quote of this number was made; NotFound where there is none."""
    return _one(session, col(Quote.id) == quote_id, "quote", locked=locked)


def _one(session: Session, which: ColumnElement[bool], what: str, *, locked: bool) -> Spoken:
    if locked:
        _lock(session, [which])
    found = _found(session, _all().where(which))
    if not found:
        raise NotFound(f"There is no such {what}.")
    return found[0]


def months_offering(session: Session) -> dict[str, int]:
    """How many comments of each month may perhaps be quoted, the latest month first."""
    query = (
        select(col(Round.month), func.count())
        .select_from(Comment)
        .join(Response, col(Response.id) == Comment.response_id)
        .join(Invitation, col(Invitation.id) == Response.invitation_id)
        .join(Round, col(Round.id) == Invitation.round_id)
        .where(*_offered())
        .group_by(col(Round.month))
        .order_by(col(Round.month).desc())
    )
    return dict(session.execute(query).all())


def offered(session: Session, month: str) -> list[Spoken]:
    """What counts in the round of `month` and what its speakers allow to be quoted."""
    query = _all().where(col(Round.month) == month, *_offered())
    return _found(session, query.order_by(col(Comment.id)))


def _offered() -> tuple[ColumnElement[bool], ...]:
    return (
        counts(),
        col(Comment.permission).in_(MAY_BE_QUOTED),
        col(Comment.kind) != CommentKind.NOTES,
    )


def redacted(session: Session) -> list[Spoken]:
    """All of which there is a quote, whatever became of it since; the latest month first."""
    query = _all().where(col(Quote.id).is_not(None))
    return _found(session, query.order_by(col(Round.month).desc(), col(Quote.id)))


def signed_in(session: Session, months: Collection[str], *, locked: bool = False) -> list[Spoken]:
    """The signed quotes from the rounds of `months`, fit or not.

    With `locked` whoever changes one of their comments meanwhile waits for this transaction.
    """
    of_them = (col(Round.month).in_(months), col(Quote.signed_by) != "")
    if locked:
        _lock(session, of_them)
    return _found(session, _all().where(*of_them))


def placed_in(session: Session, edition_id: int) -> list[Spoken]:
    """What was said in the quotes that the payload of this edition holds."""
    query = _all().join(EditionQuote, col(EditionQuote.quote_id) == Quote.id)
    return _found(session, query.where(col(EditionQuote.edition_id) == edition_id))


def _lock(session: Session, conditions: Sequence[ColumnElement[bool]]) -> None:
    """SQLite holds the whole database for whoever writes; others lock the rows."""
    query = (
        select(Comment.id)  # type: ignore[call-overload]  # SQLModel types a column as its value
        .join(Response, col(Response.id) == Comment.response_id)
        .join(Invitation, col(Invitation.id) == Response.invitation_id)
        .join(Round, col(Round.id) == Invitation.round_id)
        .outerjoin(Quote, col(Quote.comment_id) == Comment.id)
        .where(*conditions)
        .with_for_update(of=Comment)
    )
    session.execute(query)


def _all() -> Select[Any]:
    query: Any = (
        select(
            Comment,
            Quote,
            col(Round.month),
            col(Round.state),
            col(Round.questionnaire_sha256),
            col(Invitation.group_id),
            col(Response.mode),
            col(Interview.id),
            col(Interview.confirmed_at),
            counts().label("counts"),
        )
        .select_from(Comment)
        .join(Response, col(Response.id) == Comment.response_id)
        .join(Invitation, col(Invitation.id) == Response.invitation_id)
        .join(Round, col(Round.id) == Invitation.round_id)
        .outerjoin(Interview, col(Interview.response_id) == Response.id)
        .outerjoin(Quote, col(Quote.comment_id) == Comment.id)
        .execution_options(populate_existing=True)
    )
    return cast("Select[Any]", query)


def _found(session: Session, query: Select[Any]) -> list[Spoken]:
    session.flush()
    rows = session.execute(query).all()
    if not rows:
        return []
    aims, themes = exempt_aims(session), themes_with_exempt_aims(session)
    asked = {sha256: questionnaire(session, sha256) for sha256 in {row[4] for row in rows}}
    return [_spoken(row, asked[row[4]], aims, themes) for row in rows]


def _spoken(
    row: Any, asked: ExpandedQuestionnaire, aims: frozenset[str], themes: frozenset[str]
) -> Spoken:
    comment, quote, month, state, _, group_id, mode, interview, confirmed_at, counting = row
    facts = Facts(
        counts=bool(counting),
        kind=comment.kind,
        permission=comment.permission,
        blank=blank(comment.text),
        taken_down=mode in TAKEN_DOWN or interview is not None,
        confirmed=confirmed_at is not None,
        exempt=comment.item in aims,
        near_exempt=comment.item in themes if comment.item else bool(aims),
        cleared=comment.clear_of_exempt_at is not None,
        beneath=_beneath(asked, comment),
    )
    closed = state is RoundState.CLOSED
    return Spoken(comment, quote, month, closed, group_id, obstacle(facts))


def _beneath(asked: ExpandedQuestionnaire, comment: Comment) -> bool:
    """Whether it was said on an aim, or where some groups alone were asked."""
    for_all = {section.item or "" for section in asked.sections if not section.audience}
    for_some = {
        field.name for section in asked.sections if section.audience for field in section.fields
    }
    return (bool(comment.item) and comment.item not in for_all) or comment.field in for_some
