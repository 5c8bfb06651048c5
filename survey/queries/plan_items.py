"""What a theme or aim under which something was filed is called by a month, and whether it is near
what no word is published about.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import Session, col, select

from survey.models import Aim, LineageLevel, Theme
from survey.queries.kept_private import names_private, private_names
from survey.queries.lineage import Descent, descent, relatives


class Exempt(StrEnum):
    """How an item of the plan stands to what goes to Cabinet in private."""

    APART = "apart"
    NEAR = "near"  # of a theme that holds an exempt aim
    IS = "is"


@dataclass(frozen=True, slots=True)
class Item:
    """A theme or an aim as it stands in a month.

    `name` is that of the theme, or '1.1 A culture dashboard' of an aim, of each where it was split;
    `themes` are the refs of the themes in force that it belongs to.
    """

    name: str
    themes: tuple[str, ...]
    exempt: Exempt
    is_aim: bool = False


NO_ITEM = "No aim or theme"
AT_LAST = "9999-12"


@dataclass(frozen=True, slots=True)
class PlanItems:
    """The plan in `month` with all that its themes and aims have been called; `filed` holds the ref
    of the theme of each aim.
    """

    month: str
    themes: Mapping[str, Theme]
    aims: Mapping[str, Aim]
    filed: Mapping[str, str]
    of_themes: Descent
    of_aims: Descent
    exempt: frozenset[str]
    exempt_names: frozenset[str]

    def item(self, ref: str) -> Item:
        """What `ref` is now; of no item ('') too, and of one that the plan does not know."""
        if ref in self.themes:
            now = standing(self.of_themes, self.month, ref)
            name = " and ".join(self.theme_name(each) for each in now)
            return Item(name, now, self.nearness(ref))
        if ref in self.aims:
            now = standing(self.of_aims, self.month, ref)
            places = dict.fromkeys(each for aim in now for each in self.themes_of(aim))
            name = " and ".join(self.aim_name(each) for each in now)
            return Item(name, tuple(places), self.nearness(ref), is_aim=True)
        return Item(ref or NO_ITEM, (), self.nearness(ref))

    def nearness(self, ref: str) -> Exempt:
        """An item stands to an exempt aim as all that it ever was or became does.

        What is filed under nothing may be about any part of the plan.
        """
        if not self.exempt:
            return Exempt.APART
        aims = relatives(self.of_aims, [ref]) if ref in self.aims else frozenset()
        if aims & self.exempt:
            return Exempt.IS
        if ref not in self.aims and ref not in self.themes:
            return Exempt.NEAR
        own = {ref} & set(self.themes) | {self.filed[aim] for aim in aims if aim in self.filed}
        holding = {self.filed[aim] for aim in self.exempt}
        return Exempt.NEAR if relatives(self.of_themes, own) & holding else Exempt.APART

    def names_exempt(self, *texts: str) -> bool:
        """Whether any of `texts` names an exempt aim as it is or was called."""
        return names_private(self.exempt_names, *texts)

    def offered(self) -> list[tuple[str, str]]:
        """(ref, label) of each theme in force with its aims after it; exempt ones say so."""
        rows = []
        for theme in self.themes:
            if not self.of_themes.in_force(self.month, theme):
                continue
            rows.append((theme, f"{theme} {self.theme_name(theme)}"))
            for ref, aim in self.aims.items():
                if self.of_aims.in_force(self.month, ref) and theme in self.themes_of(ref):
                    note = " (exempt: never published)" if aim.exempt else ""
                    rows.append((ref, f"\N{EN DASH} {self.aim_name(ref)}{note}"))
        return rows

    def themes_of(self, aim: str) -> tuple[str, ...]:
        return (self.of_themes.place_in(self.month, self.filed[aim]),)

    def theme_name(self, ref: str) -> str:
        return self.of_themes.name_in(self.month, ref, self.themes[ref].name)

    def aim_name(self, ref: str) -> str:
        return f"{ref} {self.of_aims.name_in(self.month, ref, self.aims[ref].aim)}"


def plan_items(session: Session, month: str = AT_LAST) -> PlanItems:
    """The plan as it stands in `month`, or after all that is known of it, in its order."""
    themes = session.exec(select(Theme).order_by(col(Theme.position), col(Theme.id)))
    by_ref = {theme.ref: theme for theme in themes}
    refs = {theme.id: theme.ref for theme in by_ref.values()}
    aims = session.exec(select(Aim).order_by(col(Aim.position), col(Aim.id))).all()
    return PlanItems(
        month=month,
        themes=by_ref,
        aims={aim.ref: aim for aim in aims},
        filed={aim.ref: refs[aim.theme_id] for aim in aims},
        of_themes=descent(session, LineageLevel.THEME),
        of_aims=descent(session, LineageLevel.AIM),
        exempt=frozenset(aim.ref for aim in aims if aim.exempt),
        exempt_names=private_names(session),
    )


def standing(lineage: Descent, month: str, ref: str) -> tuple[str, ...]:
    """What stands in `month` for `ref`: itself, what it was split or merged into, or came from."""
    found, waiting, seen = dict[str, None](), [ref], set[str]()
    while waiting:
        here = waiting.pop(0)
        if here in seen:
            continue
        seen.add(here)
        steps = lineage.divisions
        before = [s.old_ref for s in steps if s.new_ref == here and s.from_month > month]
        after = [s.new_ref for s in steps if s.old_ref == here and s.from_month <= month]
        if before or after:
            waiting += before or after
        else:
            found[here] = None
    return tuple(found)
