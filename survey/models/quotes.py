from datetime import datetime

from sqlmodel import Field, SQLModel

from survey.models.columns import UtcDateTime


class Quote(SQLModel, table=True):
    """A comment's words as they may be published, telling details replaced by [brackets].

    The original stays with the comment, apart. It is signed off by a second person, and a change
    of its words takes the signature away. Whether it may be used is asked each time anew.
    """

    id: int | None = Field(default=None, primary_key=True)
    comment_id: int = Field(foreign_key="comment.id", unique=True)
    words: str
    redacted_by: str
    redacted_at: datetime = Field(sa_type=UtcDateTime)
    signed_by: str = ""
    signed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class EditionQuote(SQLModel, table=True):
    """That the payload of an edition holds this quote; nothing in the payload tells whose it is."""

    __tablename__ = "edition_quote"

    edition_id: int = Field(primary_key=True, foreign_key="edition.id")
    quote_id: int = Field(primary_key=True, foreign_key="quote.id", index=True)
