"""What goes to Cabinet in private, so that no word about it is published."""

from sqlmodel import Session, col, select

from survey.models import Aim, Lineage, LineageLevel, Theme


def exempt_aims(session: Session) -> frozenset[str]:
    """The refs of the exempt aims: nothing said about one is ever quoted or published."""
    return frozenset(session.exec(select(Aim.ref).where(col(Aim.exempt))))


def themes_with_exempt_aims(session: Session) -> frozenset[str]:
    """The refs of the themes that hold an exempt aim, and those of before and after a new plan.

    What was said about such a theme may be about that aim until an analyst has found otherwise.
    """
    query = select(Theme.ref).join(Aim, col(Aim.theme_id) == Theme.id).where(col(Aim.exempt))
    found = set(session.exec(query))
    steps = select(Lineage.old_ref, Lineage.new_ref).where(Lineage.level == LineageLevel.THEME)
    forth = set(session.exec(steps)) if found else set()
    # A merged theme keeps its aims and is found under the new one; a split one has given them away.
    return frozenset(_reached(_reached(found, forth), {(new, old) for old, new in forth}))


def _reached(found: set[str], steps: set[tuple[str, str]]) -> set[str]:
    """`found` and all that `steps` lead to from there."""
    while further := {after for before, after in steps if before in found} - found:
        found = found | further
    return found


def exempt_places(session: Session) -> frozenset[tuple[str, str]]:
    """The refs of every exempt aim and of its theme."""
    query = select(Aim.ref, Theme.ref).join(Theme, col(Theme.id) == Aim.theme_id)
    return frozenset(session.exec(query.where(col(Aim.exempt))))
