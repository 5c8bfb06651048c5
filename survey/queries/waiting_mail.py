from sqlmodel import Session, func, select

from survey.models import OutboxItem, Round
from survey.queries.recipients import about_round


def waiting_mail(session: Session, round_: Round) -> int:
    """How many messages about `round_` wait in the outbox, to be sent now or later."""
    query = select(func.count()).select_from(OutboxItem).where(about_round(round_))
    return session.exec(query).one()
