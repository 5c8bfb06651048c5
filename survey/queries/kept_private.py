"""What a release leaves out, so that no word about an exempt aim is in it."""

from sqlmodel import Session, col, or_, select

from survey.models import Aim, Lineage, LineageLevel
from survey.queries.exempt import exempt_aims, themes_with_exempt_aims


def private_items(session: Session) -> frozenset[str]:
    """The refs about which words may concern an exempt aim.

    They are the themes that hold one, whatever they were or became, and every aim of them.
    """
    aims = select(Aim.ref, Aim.theme_id)
    homes = set(session.exec(select(Aim.theme_id).where(col(Aim.exempt))))
    beside = {ref for ref, theme_id in session.exec(aims) if theme_id in homes}
    return themes_with_exempt_aims(session) | beside


def private_names(session: Session) -> frozenset[str]:
    """What the exempt aims are called and were called, evened out as `even` does."""
    refs = exempt_aims(session)
    names = set(session.exec(select(Aim.aim).where(col(Aim.exempt))))
    steps = select(Lineage.old_name, Lineage.new_name).where(
        Lineage.level == LineageLevel.AIM,
        or_(col(Lineage.old_ref).in_(refs), col(Lineage.new_ref).in_(refs)),
    )
    names.update(name for step in session.exec(steps) for name in step)
    return frozenset(even(name) for name in names) - {""}


def names_private(names: frozenset[str], *texts: str) -> bool:
    """Whether one of `texts` calls an exempt aim by one of its `names`."""
    return any(name in even(text) for text in texts for name in names)


def even(text: str) -> str:
    """Small letters, and one blank wherever there are several."""
    return " ".join(text.casefold().split())
