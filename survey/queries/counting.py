"""Which of a person's responses in a month counts: the last revision, and no other."""

from typing import Any

from sqlalchemy import ColumnElement, exists
from sqlalchemy.orm import aliased
from sqlmodel import col, func

from survey.models import FIRST_REVISION, Invitation, Response


def counts() -> ColumnElement[bool]:
    """The condition that the `Response` in hand counts: it has not been superseded or set aside."""
    later = aliased(Response)
    superseded = exists().where(
        col(later.invitation_id) == col(Response.invitation_id),
        col(later.revision) > col(Response.revision),
    )
    return ~superseded & (col(Response.revision) >= FIRST_REVISION)


def speaker() -> ColumnElement[Any]:
    """The person whose words a response to the `Invitation` in hand holds: the holder, or the
    deputy in their stead.
    """
    return func.coalesce(Invitation.deputy_id, Invitation.person_id)
