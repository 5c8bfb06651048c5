from datetime import datetime

from sqlmodel import Field, SQLModel

from survey.models.columns import UtcDateTime


class AuditEvent(SQLModel, table=True):
    """Who did what to what, and when; never the words of a comment and never a token.

    `actor` is a staff address, 'invitation 12' for a stakeholder, 'command' or 'worker', or 'panel'
    for a stakeholder of whom nobody is to learn that it was they.
    `detail` is a JSON object of plain facts.
    """

    __tablename__ = "audit_event"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    actor: str
    action: str
    subject: str
    detail: str = "{}"
