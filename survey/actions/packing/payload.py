"""All that a pack will say, from what is known now: its own manifest at the same time."""

from typing import Any

from sqlmodel import Session

from analysis.periods import month_label, parse_period
from survey.actions.packing.concerns import concerns
from survey.actions.packing.promises import promises, reviews
from survey.actions.packing.published import published
from survey.actions.packing.report import report
from survey.actions.packing.turnout import turnout
from survey.clock import london_day
from survey.errors import ConfigError
from survey.models import Round
from survey.queries.organisation import organisation

SCHEMA = 1
MARK = "Internal: for the improvement panel and the ministry; not for publication"


def payload(session: Session, round_: Round, number: int) -> dict[str, Any]:
    """The document of pack `number` on a closed round; it may be written as JSON."""
    standing = organisation(session)
    if standing is None or round_.closed_at is None:
        raise ConfigError("A pack needs an organisation and a round that is closed.")
    month = round_.month
    following = month_after(month)
    return {
        "schema": SCHEMA,
        "month": month,
        "label": month_label(month),
        "following": following,
        "number": number,
        "mark": MARK,
        "certificate": None,
        "organisation": standing.name,
        "demonstration": standing.demonstration,
        "closed_on": london_day(round_.closed_at).isoformat(),
        "response": turnout(session, round_),
        "published": published(session, month),
        "concerns": concerns(session, month),
        "commitments": promises(session, month, following),
        "reviews": reviews(session, month, following),
        **report(session, month),
    }


def month_after(month: str) -> str:
    """'2019-01' for '2018-12'."""
    year, number = map(int, parse_period(month).months[0].split("-"))
    return f"{year + number // 12:04d}-{number % 12 + 1:02d}"
