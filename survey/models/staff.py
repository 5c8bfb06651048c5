import secrets
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from flask_security import RoleMixin, UserMixin
from sqlmodel import Field, Relationship, SQLModel


class RoleName(StrEnum):
    """What a member of staff may be; one account may be several."""

    ADMINISTRATOR = "administrator"
    MANAGER = "manager"
    FACILITATOR = "facilitator"
    ANALYST = "analyst"
    PUBLISHER = "publisher"
    OBSERVER = "observer"


# Who meets what single people answered, a manager by typing in what came on paper; closed to
# everybody who holds a seat of the panel.
SEES_ANSWERS = frozenset({RoleName.MANAGER, RoleName.FACILITATOR, RoleName.ANALYST})


@dataclass(frozen=True, slots=True)
class Term:
    """The days on which an observer passes, both included, in London; None is without end."""

    first: date | None = None
    last: date | None = None

    def holds_on(self, day: date) -> bool:
        return not self.is_to_come(day) and not self.is_over(day)

    @property
    def ends_before_it_begins(self) -> bool:
        return self.first is not None and self.is_over(self.first)

    def is_to_come(self, day: date) -> bool:
        return self.first is not None and day < self.first

    def is_over(self, day: date) -> bool:
        return self.last is not None and day > self.last


class UserRole(SQLModel, table=True):
    __tablename__ = "user_role"

    user_id: int = Field(primary_key=True, foreign_key="user.id")
    role_id: int = Field(primary_key=True, foreign_key="role.id")


class Role(SQLModel, RoleMixin, table=True):
    id: int | None = Field(default=None, primary_key=True)  # type: ignore[assignment]
    name: str = Field(unique=True)


class User(SQLModel, UserMixin, table=True):
    """A member of staff; `fs_uniquifier` stands in their session and changes to end it.

    An observer passes from `access_from` to `access_to`, both included; None is without end.
    """

    id: int | None = Field(default=None, primary_key=True)  # type: ignore[assignment]
    email: str = Field(unique=True)
    name: str
    password: str
    active: bool = True
    access_from: date | None = None
    access_to: date | None = None
    fs_uniquifier: str = Field(unique=True, default_factory=lambda: secrets.token_hex(32))
    roles: list["Role"] = Relationship(  # type: ignore[assignment]
        link_model=UserRole, sa_relationship_kwargs={"lazy": "selectin"}
    )

    @property
    def term(self) -> Term:
        return Term(self.access_from, self.access_to)
