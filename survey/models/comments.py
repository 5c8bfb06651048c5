from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field, SQLModel, text

from survey.models.columns import UtcDateTime, choice

# What waits for an analyst, as its index and every query of the queue say it: a database takes an
# index of some rows alone for a query that asks for them in the same words.
WAITING = text("comment.to_code AND comment.text <> ''")


class Permission(StrEnum):
    """Who may see a comment, as its speaker said; the most private first."""

    TEAM = "team"
    INTERNAL = "internal"
    UNATTRIBUTED = "unattributed"
    BLOCK = "block"


class CommentKind(StrEnum):
    """How words came: typed as a comment, said in a conversation, or a facilitator's own notes."""

    COMMENT = "comment"
    PASSAGE = "passage"
    NOTES = "notes"


class Comment(SQLModel, table=True):
    """Words of one response; `item` is a theme's ref, or empty for the overall comment.

    A passage is what the speaker said, as a facilitator marked it in the notes; the notes
    themselves are for the panel team alone and never quoted. `to_code` is set until an analyst has
    coded it or a later revision has taken its place; erased words are an empty text, and wait for
    nobody. `clear_of_exempt_by` names the analyst who found that it does not concern an exempt aim
    of its theme.
    """

    __table_args__ = (
        Index(
            "ix_comment_to_code",
            "id",
            sqlite_where=text("to_code AND text <> ''"),
            postgresql_where=text("to_code AND text <> ''"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    response_id: int = Field(foreign_key="response.id", index=True)
    field: str
    item: str = ""
    text: str
    permission: Permission = Field(sa_type=choice(Permission))
    kind: CommentKind = Field(sa_type=choice(CommentKind), default=CommentKind.COMMENT)
    to_code: bool = True
    clear_of_exempt_by: str = ""
    clear_of_exempt_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
