"""What an import changes, put so that people can read it."""

from collections import Counter
from collections.abc import Iterable

from survey.actions.importing.changes import Changes, FieldChange, RowChange

ORDER = "position"


def told(row: RowChange) -> tuple[FieldChange, ...]:
    """What becomes of a row; its place in the file is told for all rows together."""
    return tuple(change for change in row.fields if change.field != ORDER)


def reordered(rows: Iterable[RowChange]) -> str:
    """How many rows only stand elsewhere in the file than before: 'theme: 11, aim: 25'."""
    nouns = Counter(row.label.split()[0] for row in rows if not told(row))
    return ", ".join(f"{noun}: {count}" for noun, count in nouns.items())


def counts(changes: Changes) -> str:
    """'3 added, 1 changed, 41 unchanged, 2 kept though left out'."""
    return (
        f"{len(changes.added)} added, {len(changes.changed)} changed, "
        f"{changes.unchanged} unchanged, {len(changes.kept)} kept though left out"
    )
