"""The Council's own ratings of what was scored, as counts: nothing of an exempt aim."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from sqlmodel import Session, col, select

from survey.models import Aim, AimRag, LineageLevel, Theme
from survey.queries.lineage import descent

Ratings = Mapping[str, Mapping[str, int]]


def official_counts(session: Session, months: Iterable[str]) -> dict[str, Ratings]:
    """By each of `months`: how often each colour rates the aims of a theme, by its ref, as they
    stood then.

    An aim has its own rating under its own ref. What is not rated is left out.
    """
    of_themes, of_aims = (
        descent(session, level) for level in (LineageLevel.THEME, LineageLevel.AIM)
    )
    query = select(Aim.id, Aim.ref, Theme.ref).join(Theme, col(Theme.id) == Aim.theme_id)
    aims = session.exec(query.where(col(Aim.exempt).is_(False))).all()
    rated = ratings(session)
    found: dict[str, Ratings] = {}
    for month in months:
        latest = {aim: colour for aim, since, colour in rated if since <= month}
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for number, ref, theme in aims:
            if number in latest and of_aims.in_force(month, ref):
                for each in (of_themes.place_in(month, theme), ref):
                    counts[each][latest[number]] += 1
        found[month] = {ref: dict(of_it) for ref, of_it in counts.items()}
    return found


def ratings(session: Session) -> list[tuple[int, str, str]]:
    """Every rating of an aim that is not exempt: its id, the month from which, and the colour."""
    query = (
        select(AimRag.aim_id, AimRag.month, AimRag.rag)
        .join(Aim, col(Aim.id) == AimRag.aim_id)
        .where(col(Aim.exempt).is_(False))
        .order_by(col(AimRag.month))
    )
    return [(aim, since, str(colour)) for aim, since, colour in session.exec(query)]
