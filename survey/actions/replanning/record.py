from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.models import Aim, Lineage, LineageKind, LineageLevel, Theme


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the plan: of themes or of aims, from which month on, and who takes it when."""

    level: LineageLevel
    from_month: str
    actor: str
    now: datetime

    def row(self, kind: LineageKind, old: Theme | Aim, new_ref: str, new_name: str) -> Lineage:
        return Lineage(
            level=self.level,
            kind=kind,
            from_month=self.from_month,
            old_ref=old.ref,
            new_ref=new_ref,
            old_name=name_of(old),
            new_name=new_name,
        )


def name_of(entry: Theme | Aim) -> str:
    return entry.name if isinstance(entry, Theme) else entry.aim


def record(session: Session, step: Step, rows: list[Lineage]) -> list[Lineage]:
    """Add the rows of `step` and its audit event."""
    session.add_all(rows)
    old = dict.fromkeys(row.old_ref for row in rows)
    record_event(
        session,
        actor=step.actor,
        action=f"{step.level} {rows[0].kind}",
        subject=f"{step.level} {', '.join(old)}",
        now=step.now,
        from_month=step.from_month,
        becomes=list(dict.fromkeys(f"{row.new_ref} {row.new_name}" for row in rows)),
    )
    session.flush()
    return rows
