from datetime import date
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from survey.models.columns import choice


class Side(StrEnum):
    EXECUTIVE = "executive"
    ASSURANCE = "assurance"
    EXTERNAL = "external"


class Contact(StrEnum):
    """How a holder is heard: `talk` is a conversation without scores, outside every base."""

    FORM = "form"
    INTERVIEW = "interview"
    TALK = "talk"


class Group(SQLModel, table=True):
    __tablename__ = "stakeholder_group"

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(unique=True)
    name: str


class GroupBlock(SQLModel, table=True):
    """The block in which a group is published, and its side, from a month on."""

    __tablename__ = "group_block"
    __table_args__ = (UniqueConstraint("group_id", "from_month"),)

    id: int | None = Field(default=None, primary_key=True)
    group_id: int = Field(foreign_key="stakeholder_group.id")
    from_month: str
    block: str
    block_name: str
    side: Side = Field(sa_type=choice(Side))


class Person(SQLModel, table=True):
    """A person, known by one address; may hold several seats.

    `shows_last` is their wish to see, beside each score, what they said the month before.
    """

    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(unique=True)
    shows_last: bool = False


class Seat(SQLModel, table=True):
    """An office, which stays while its holders change.

    It is vacant where nobody holds it, until the day `ended_on` on which the office itself ends.
    """

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(unique=True)
    role: str
    group_id: int = Field(foreign_key="stakeholder_group.id")
    organisation: str
    position: int
    ended_on: date | None = None


class Holder(SQLModel, table=True):
    """A person in a seat, first and last day included; the `is_primary` seat counts them."""

    __table_args__ = (UniqueConstraint("seat_id", "person_id", "active_from"),)

    id: int | None = Field(default=None, primary_key=True)
    seat_id: int = Field(foreign_key="seat.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    contact: Contact = Field(sa_type=choice(Contact))
    active_from: date
    active_to: date | None = None
    is_primary: bool = True


class Absence(SQLModel, table=True):
    """A person away from `first_day` to `last_day`, both included, for every seat they hold.

    The deputy answers in their stead where there is one; else nobody is asked.
    """

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    first_day: date
    last_day: date
    deputy_id: int | None = Field(default=None, foreign_key="person.id")
    reason: str = ""
