"""The performance report and what assures it."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel


class Indicator(SQLModel, table=True):
    """A figure of a performance report; `value` is text as printed, or empty when not supplied.

    `simulated` marks a figure that the demonstration invented.
    """

    __table_args__ = (UniqueConstraint("ref", "period"),)

    id: int | None = Field(default=None, primary_key=True)
    ref: str
    kind: str
    measure: str
    theme_ref: str = ""
    unit: str = ""
    period: str
    value: str = ""
    target: str = ""
    comparator: str = ""
    rag: str = ""
    source: str = ""
    note: str = ""
    simulated: bool = False


class Recommendation(SQLModel, table=True):
    """An external recommendation; `theme_refs` is separated by semicolons."""

    __table_args__ = (UniqueConstraint("source", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    source: str
    number: str
    recommendation: str
    status: str
    as_at: str
    theme_refs: str = ""
    basis: str = ""


class Assurance(SQLModel, table=True):
    """A third party's review; `due` is a month, `theme_refs` is separated by semicolons."""

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(unique=True)
    review: str
    reviewer: str
    reports_to: str
    due: str
    theme_refs: str = ""
    source: str = ""
