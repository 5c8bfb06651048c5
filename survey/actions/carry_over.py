from sqlalchemy import (
    ColumnElement,
    FromClause,
    and_,
    bindparam,
    exists,
    insert,
    select,
    update,
)
from sqlmodel import Session, SQLModel

COMMENTS = SQLModel.metadata.tables["comment"]
CODINGS = SQLModel.metadata.tables["coding"]
QUOTES = SQLModel.metadata.tables["quote"]
OLD, NEW = COMMENTS.alias("old"), COMMENTS.alias("new")


def alike(one: FromClause, other: FromClause) -> ColumnElement[bool]:
    """The same words, said in the same place and in the same way."""
    return and_(*(one.c[name] == other.c[name] for name in ("field", "kind", "text")))


def first(words: FromClause) -> ColumnElement[bool]:
    """Of words that a response holds twice only the first are meant."""
    before = COMMENTS.alias()
    return ~exists().where(
        before.c.response_id == words.c.response_id,
        alike(before, words),
        before.c.id < words.c.id,
    )


# Each is built once; OLD is of the response that NEW's response replaces.
OF_EARLIER = OLD.c.response_id == bindparam("earlier")
SAME = and_(OF_EARLIER, NEW.c.response_id == bindparam("later"), alike(OLD, NEW))
TAKE_CODINGS = insert(CODINGS).from_select(
    ["comment_id", "code_id", "coded_by", "coded_at"],
    select(NEW.c.id, CODINGS.c.code_id, CODINGS.c.coded_by, CODINGS.c.coded_at).where(
        CODINGS.c.comment_id == OLD.c.id, SAME, first(OLD)
    ),
)
TAKE_STATE = (
    update(COMMENTS)
    .where(COMMENTS.c.response_id == bindparam("later"), OF_EARLIER, alike(OLD, COMMENTS))
    .values(
        to_code=OLD.c.to_code,
        clear_of_exempt_by=OLD.c.clear_of_exempt_by,
        clear_of_exempt_at=OLD.c.clear_of_exempt_at,
    )
)
MOVE_QUOTES = (
    update(QUOTES)
    .where(QUOTES.c.comment_id == OLD.c.id, SAME, first(OLD), first(NEW))
    .values(comment_id=NEW.c.id)
)
LEAVE_QUEUE = (
    update(COMMENTS).where(COMMENTS.c.response_id == bindparam("earlier")).values(to_code=False)
)


def carry_over(session: Session, *, earlier_id: int, response_id: int) -> None:
    """Let the words of `response_id` that are those of `earlier_id` keep what was made of them.

    Their codings are copied; whether they wait to be coded and who found them clear of an exempt
    aim goes with them; a quote moves to the new comment. What was said earlier waits no longer.
    To be called once, when all words of the new response are stored and no later one is.
    """
    pair = {"earlier": earlier_id, "later": response_id}
    connection = session.connection()
    connection.execute(TAKE_CODINGS, pair)
    connection.execute(TAKE_STATE, pair)
    connection.execute(MOVE_QUOTES, pair)
    connection.execute(LEAVE_QUEUE, {"earlier": earlier_id})
