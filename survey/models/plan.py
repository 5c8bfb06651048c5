from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from survey.models.columns import choice


class ThemeKind(StrEnum):
    GOVERNANCE = "governance"
    SERVICE_BLOCK = "service-block"


class Rag(StrEnum):
    """The Council's own rating of an aim."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Theme(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(unique=True)
    name: str
    kind: ThemeKind = Field(sa_type=choice(ThemeKind))
    lga_criterion: str = ""
    position: int


class Aim(SQLModel, table=True):
    """An aim of a theme; `due` is a month such as '2018-09' or empty.

    `illustrative` names, blank-separated, the columns of the imported row that are not fact.
    """

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(unique=True)
    theme_id: int = Field(foreign_key="theme.id", index=True)
    aim: str
    background: str = ""
    required_action: str = ""
    output: str = ""
    due: str = ""
    lead: str = ""
    exempt: bool = False
    illustrative: str = ""
    position: int


class AimRag(SQLModel, table=True):
    """The official rating of an aim from `month` on, until a later month's."""

    __tablename__ = "aim_rag"
    __table_args__ = (UniqueConstraint("aim_id", "month"),)

    id: int | None = Field(default=None, primary_key=True)
    aim_id: int = Field(foreign_key="aim.id")
    month: str
    rag: Rag = Field(sa_type=choice(Rag))
