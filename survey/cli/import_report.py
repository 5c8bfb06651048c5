"""What an import changes, in words."""

from survey.actions.importing.changes import Changes, RowChange
from survey.actions.importing.telling import counts, reordered, told


def as_text(changes: Changes, file: str, *, dry_run: bool) -> str:
    """One line for each row that is added, changed or kept, and a last line for the whole."""
    lines = [f"added: {label}" for label in changes.added]
    lines += [f"changed: {row.label}, {fields(row)}" for row in changes.changed if told(row)]
    if moved := reordered(changes.changed):
        lines.append(f"reordered: {moved}")
    lines += [f"kept, though the file leaves it out: {label}" for label in changes.kept]
    return "\n".join([*lines, summary(changes, file, dry_run=dry_run)])


def fields(row: RowChange) -> str:
    """'due 2018-09 → 2018-10; lead (empty) → Leader'."""
    return "; ".join(f"{c.field} {shown(c.old)} → {shown(c.new)}" for c in told(row))


def shown(value: str) -> str:
    return " ".join(value.split()) or "(empty)"


def summary(changes: Changes, file: str, *, dry_run: bool) -> str:
    if not changes:
        return f"{file} changes nothing: all of its {changes.unchanged} entries stand already."
    if dry_run:
        return f"{file} would make: {counts(changes)}. This was a dry run: nothing was stored."
    return f"{file} is imported: {counts(changes)}."
