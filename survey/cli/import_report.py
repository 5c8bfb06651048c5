"""What an import changes, in words."""

from collections import Counter
from collections.abc import Iterable

from survey.actions.importing.changes import Changes, RowChange

ORDER = "position"


def as_text(changes: Changes, file: str, *, dry_run: bool) -> str:
    """One line for each row that is added, changed or kept, and a last line for the whole."""
    lines = [f"added: {label}" for label in changes.added]
    lines += [f"changed: {row.label}, {fields(row)}" for row in changes.changed if fields(row)]
    lines += moved(changes.changed)
    lines += [f"kept, though the file leaves it out: {label}" for label in changes.kept]
    return "\n".join([*lines, summary(changes, file, dry_run=dry_run)])


def fields(row: RowChange) -> str:
    """'due 2018-09 → 2018-10; lead (empty) → Leader'; the place in the file apart."""
    told = (change for change in row.fields if change.field != ORDER)
    return "; ".join(f"{c.field} {shown(c.old)} → {shown(c.new)}" for c in told)


def shown(value: str) -> str:
    return " ".join(value.split()) or "(empty)"


def moved(rows: Iterable[RowChange]) -> list[str]:
    """One line for all that only stand elsewhere in the file than before."""
    nouns = Counter(row.label.split()[0] for row in rows if not fields(row))
    return [f"reordered: {counted(nouns)}"] if nouns else []


def counted(nouns: Counter[str]) -> str:
    """'theme: 11, aim: 25'."""
    return ", ".join(f"{noun}: {count}" for noun, count in nouns.items())


def summary(changes: Changes, file: str, *, dry_run: bool) -> str:
    if not changes:
        return f"{file} changes nothing: all of its {changes.unchanged} entries stand already."
    counts = (
        f"{len(changes.added)} added, {len(changes.changed)} changed, "
        f"{changes.unchanged} unchanged, {len(changes.kept)} kept though left out"
    )
    if dry_run:
        return f"{file} would make: {counts}. This was a dry run: nothing was stored."
    return f"{file} is imported: {counts}."
