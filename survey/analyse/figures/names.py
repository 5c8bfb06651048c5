"""What the plan calls what was scored, and in which order it is read."""

from collections.abc import Iterable
from dataclasses import dataclass

from analysis.periods import Period
from survey.analyse.places import AS_A_WHOLE
from survey.extensions import db
from survey.queries.plan_items import PlanItems, plan_items
from survey.queries.scored import PLAN


@dataclass(frozen=True, slots=True)
class Names:
    """The plan as it stood at the end of a period, for whoever may see every aim."""

    plan: PlanItems

    def of(self, ref: str) -> str:
        """'Culture', '1.1 A culture dashboard'; an exempt aim says that it is one."""
        if ref == PLAN:
            return AS_A_WHOLE
        if ref in self.plan.themes:
            return self.plan.theme_name(ref)
        if ref not in self.plan.aims:
            return ref
        note = " (exempt: never published)" if self.plan.aims[ref].exempt else ""
        return f"{self.plan.aim_name(ref)}{note}"

    def themes(self, refs: Iterable[str]) -> list[str]:
        """Those of `refs` that are themes, in the plan's order, and the plan as a whole."""
        wanted = set(refs)
        found = [ref for ref in self.plan.themes if ref in wanted]
        return [*found, *(ref for ref in (PLAN,) if ref in wanted)]

    def theme_of(self, ref: str) -> str:
        """The theme that an aim is filed under; a theme itself."""
        return self.plan.filed.get(ref, ref)

    def aims(self, theme: str, refs: Iterable[str]) -> list[str]:
        """Those of `refs` that are aims of `theme`, in the plan's order."""
        wanted = set(refs)
        return [
            ref
            for ref in self.plan.aims
            if ref in wanted and theme in {self.plan.filed[ref], *self.plan.themes_of(ref)}
        ]


def names(period: Period) -> Names:
    return Names(plan_items(db.session, period.months[-1]))
