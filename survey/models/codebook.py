from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from survey.models.columns import UtcDateTime, choice
from survey.models.plan import LineageKind


class CodeFamily(StrEnum):
    """What kind of thing a code says that somebody spoke of."""

    THEME = "theme"
    CONCERN = "concern"
    PRAISE = "praise"
    SUGGESTION = "suggestion"


class CodebookVersion(SQLModel, table=True):
    """A change of the codebook, numbered from 1; `change` says in a sentence what it was."""

    __tablename__ = "codebook_version"

    number: int = Field(primary_key=True)
    change: str
    made_by: str
    made_at: datetime = Field(sa_type=UtcDateTime)


class Code(SQLModel, table=True):
    """What words are about. Each family has a code of its own, under which its others stand.

    It is in the codebook from version `since` on, until version `until` took it out.
    """

    id: int | None = Field(default=None, primary_key=True)
    family: CodeFamily = Field(sa_type=choice(CodeFamily))
    parent_id: int | None = Field(default=None, foreign_key="code.id")
    name: str
    meaning: str = ""
    since: int = Field(foreign_key="codebook_version.number")
    until: int | None = Field(default=None, foreign_key="codebook_version.number")


class CodeLineage(SQLModel, table=True):
    """One step from an old code to a new one; a rename keeps its code and changes the name."""

    __tablename__ = "code_lineage"

    id: int | None = Field(default=None, primary_key=True)
    version: int = Field(foreign_key="codebook_version.number", index=True)
    kind: LineageKind = Field(sa_type=choice(LineageKind))
    old_id: int = Field(foreign_key="code.id")
    new_id: int = Field(foreign_key="code.id")
    old_name: str
    new_name: str


class Coding(SQLModel, table=True):
    """That an analyst found these words to be about this."""

    comment_id: int = Field(primary_key=True, foreign_key="comment.id")
    code_id: int = Field(primary_key=True, foreign_key="code.id", index=True)
    coded_by: str
    coded_at: datetime = Field(sa_type=UtcDateTime)
