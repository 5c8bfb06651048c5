"""What the analyst has written about a period."""

from sqlmodel import Session, select

from survey.models import Commentary

# In `theme`: what is about the plan as a whole.
WHOLE = ""


def commentaries(session: Session, period: str) -> dict[str, Commentary]:
    """The words on `period` ('2018-19-q2') by theme."""
    query = select(Commentary).where(Commentary.period == period)
    return {each.theme: each for each in session.exec(query)}
