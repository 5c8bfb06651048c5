from datetime import datetime
from email.message import EmailMessage

from sqlmodel import Session

from analysis.periods import month_label
from survey.config import Settings
from survey.errors import ConfigError
from survey.mail.messages import Envelope, write
from survey.mail.outcomes import Dropped
from survey.models import OutboxItem, RoundState
from survey.queries.messages import invited
from survey.queries.organisation import organisation
from survey.tokens import unseal


def invitation_message(
    session: Session, *, item: OutboxItem, settings: Settings, now: datetime
) -> EmailMessage:
    """The message that carries the sealed personal link of `item`.

    Raises Dropped where its round has closed since, Rejected where it cannot be addressed.
    """
    standing = organisation(session)
    if standing is None:
        raise ConfigError("The database has no organisation: run 'temperature-take init' first.")
    to = invited(session, item.subject_id)
    if to.round.state is RoundState.CLOSED:
        raise Dropped(f"Round {to.round.month} closed before this message could be sent.")
    month = month_label(to.round.month)
    token = unseal(item.sealed_token, settings.secret_key)
    return write(
        Envelope(to.person.email, to.seat.role, settings.mail_from, item.key, now),
        standing,
        subject=f"Temperature take for {month}: how is the improvement plan going?",
        template="invitation",
        month=month,
        role=to.seat.role,
        closes_at=to.round.closes_at,
        link=f"{settings.base_url}/take/{token}",
    )
