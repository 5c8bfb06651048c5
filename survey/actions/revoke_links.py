from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col

from survey.models import LinkToken


def revoke_links(session: Session, invitation_id: int, now: datetime) -> None:
    """Let no personal link of the invitation open anything from now on."""
    living = col(LinkToken.invitation_id) == invitation_id, col(LinkToken.revoked_at).is_(None)
    session.execute(update(LinkToken).where(*living).values(revoked_at=now))
