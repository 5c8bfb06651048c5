"""The minutes after the close in which whoever had begun may finish."""

from datetime import datetime, timedelta

from survey.clock import now
from survey.queries.invitations import Answering
from survey.respond.guard import respond


@respond.app_template_global()
def grace_ends(holder: Answering) -> datetime | None:
    """When the grace is over in which `holder` answers; None before the close."""
    if not holder.is_in_grace(now()):
        return None
    return holder.round.closes_at + timedelta(minutes=holder.round.grace_minutes)
