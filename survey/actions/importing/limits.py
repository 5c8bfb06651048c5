"""How large a table may be: what is larger was not meant, or means harm."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The most bytes of a file, of its parts unpacked, XML elements in them, and rows."""

    bytes: int = 5 * 1024 * 1024
    unpacked: int = 24 * 2**20
    elements: int = 1_000_000
    rows: int = 10_000


IMPORTED = Limits()
