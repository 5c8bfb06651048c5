"""Long lists, a page at a time."""

from dataclasses import dataclass

from flask import request

MOST = 10_000


@dataclass(frozen=True, slots=True)
class Pages:
    """Which entries of `total` a page shows, both ends included, and the pages beside it."""

    number: int
    first: int
    last: int
    total: int

    @property
    def before(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        return self.number + 1 if self.last < self.total else None


def page_asked() -> int:
    """The number in the address, 1 where there is none."""
    asked = request.args.get("page", "")
    return min(max(int(asked), 1), MOST) if asked.isdecimal() and len(asked) < 6 else 1


def pages(number: int, total: int, size: int) -> Pages:
    first = (number - 1) * size
    return Pages(number, min(first + 1, total), min(first + size, total), total)
