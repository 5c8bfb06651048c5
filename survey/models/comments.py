from enum import StrEnum

from sqlmodel import Field, SQLModel

from survey.models.columns import choice


class Permission(StrEnum):
    """Who may see a comment, as its speaker said; the most private first."""

    TEAM = "team"
    INTERNAL = "internal"
    UNATTRIBUTED = "unattributed"
    BLOCK = "block"


class Comment(SQLModel, table=True):
    """Words of one response; `item` is a theme's ref, or empty for the overall comment."""

    id: int | None = Field(default=None, primary_key=True)
    response_id: int = Field(foreign_key="response.id", index=True)
    field: str
    item: str = ""
    text: str
    permission: Permission = Field(sa_type=choice(Permission))
