"""What an import changes, told row by row and field by field."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel

M = TypeVar("M", bound=SQLModel)
Key = tuple[str, ...]
Values = Mapping[str, Any]
Names = Mapping[str, Mapping[Any, str]]
NO_NAMES: Names = {}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field's value before and after, as text."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that stays, and what becomes of its fields."""

    label: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What an import does: rows are called by labels such as "aim 1.4".

    `kept` are those that stand in the database and no longer in the file; they stay as they are.
    """

    added: tuple[str, ...] = ()
    changed: tuple[RowChange, ...] = ()
    kept: tuple[str, ...] = ()
    unchanged: int = 0

    def __add__(self, other: "Changes") -> "Changes":
        return Changes(
            self.added + other.added,
            self.changed + other.changed,
            self.kept + other.kept,
            self.unchanged + other.unchanged,
        )

    def __bool__(self) -> bool:
        """Whether anything becomes different."""
        return bool(self.added or self.changed)


def upsert(
    session: Session,
    label: Callable[[Key], str],
    standing: Mapping[Key, M],
    wanted: Mapping[Key, Values],
    make: Callable[..., M],
    names: Names = NO_NAMES,
) -> Changes:
    """Make every row of `wanted` stand: added with `make`, or its differing fields set.

    `names` gives, for a field that holds another row's id, that row's ref by id.
    """
    added, changed, unchanged = [], [], 0
    for key, values in wanted.items():
        if key not in standing:
            session.add(make(**values))
            added.append(label(key))
        elif fields := set_fields(standing[key], values, names):
            changed.append(RowChange(label(key), fields))
        else:
            unchanged += 1
    session.flush()
    kept = tuple(label(key) for key in standing if key not in wanted)
    return Changes(tuple(added), tuple(changed), kept, unchanged)


def set_fields(row: SQLModel, values: Values, names: Names) -> tuple[FieldChange, ...]:
    """Set what differs and tell it."""
    told = []
    for field, new in values.items():
        old = getattr(row, field)
        if old != new:
            setattr(row, field, new)
            shown = names.get(field, {})
            told.append(
                FieldChange(
                    field.removesuffix("_id"), text(shown.get(old, old)), text(shown.get(new, new))
                )
            )
    return tuple(told)


def text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def called(noun: str) -> Callable[[Key], str]:
    """Labels such as 'aim 1.4'; a key of two parts is 'indicator a in 2018-05'."""
    return lambda key: f"{noun} {' in '.join(key)}"


def names_by_id(standing: Mapping[Key, Any]) -> Mapping[Any, str]:
    """The ref of each row by its id."""
    return {row.id: key[0] for key, row in standing.items()}


def values_of(row: object, fields: Sequence[str]) -> dict[str, Any]:
    return {field: getattr(row, field) for field in fields}
