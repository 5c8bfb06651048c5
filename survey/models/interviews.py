from datetime import date

from sqlmodel import Field, SQLModel


class Interview(SQLModel, table=True):
    """The conversation behind a response of mode `interview`."""

    id: int | None = Field(default=None, primary_key=True)
    response_id: int = Field(foreign_key="response.id", unique=True)
    facilitator_id: int | None = Field(default=None, foreign_key="user.id", index=True)
    held_on: date
    notes: str = ""
