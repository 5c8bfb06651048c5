"""Editions that hold quotes, as long as something can still be taken out of them."""

from collections.abc import Iterable

from sqlalchemy import delete
from sqlmodel import Session, col, select

from survey.models import Edition, EditionQuote, EditionState

UNPUBLISHED = frozenset({EditionState.DRAFT, EditionState.APPROVED})


def unpublished_with_quotes(session: Session) -> list[Edition]:
    """The drafts and signed-off editions that hold a quote, locked for this transaction."""
    holding = select(EditionQuote.edition_id).where(EditionQuote.edition_id == Edition.id).exists()
    query = (
        select(Edition)
        .where(col(Edition.state).in_(UNPUBLISHED), holding)
        .order_by(col(Edition.id))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    session.flush()
    return list(session.exec(query))


def forget_quotes(session: Session, edition_id: int, *, but: Iterable[int] = ()) -> None:
    """Remember no longer that the edition holds quotes, but for those of these numbers."""
    session.execute(
        delete(EditionQuote).where(
            col(EditionQuote.edition_id) == edition_id,
            col(EditionQuote.quote_id).not_in(list(but)),
        )
    )


def editions_holding(session: Session, quote_id: int) -> list[Edition]:
    """The editions, published ones among them, whose payload holds this quote."""
    query = (
        select(Edition)
        .join(EditionQuote, col(EditionQuote.edition_id) == Edition.id)
        .where(EditionQuote.quote_id == quote_id)
        .order_by(col(Edition.period), col(Edition.number))
    )
    return list(session.exec(query))
