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


class LineageKind(StrEnum):
    RENAMED = "renamed"
    SPLIT = "split"
    MERGED = "merged"


class LineageLevel(StrEnum):
    THEME = "theme"
    AIM = "aim"


class Lineage(SQLModel, table=True):
    """One step from an old theme or aim to a new one, in force from `from_month` on.

    A split has a row for each new ref, a merger one for each old ref. A rename keeps its ref or
    takes a new one; the names are those of before and after.
    """

    __table_args__ = (UniqueConstraint("level", "from_month", "old_ref", "new_ref"),)

    id: int | None = Field(default=None, primary_key=True)
    level: LineageLevel = Field(sa_type=choice(LineageLevel))
    from_month: str
    kind: LineageKind = Field(sa_type=choice(LineageKind))
    old_ref: str
    new_ref: str
    old_name: str
    new_name: str
