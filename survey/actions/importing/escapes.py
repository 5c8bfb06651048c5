"""Text that a spreadsheet program would take for a formula, kept from being one in CSV.

An apostrophe is put before it, as spreadsheet programs do themselves, and taken away when the file
comes back; so that nothing is lost, text that has apostrophes before such a sign gets one more.
"""

import re

DANGEROUS = re.compile(r"'*[=+\-@\t\r]")
ESCAPED = re.compile(r"'+[=+\-@\t\r]")
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def escaped(text: str) -> str:
    """`text` as a cell of CSV; a number such as -5 stays one."""
    harmless = DANGEROUS.match(text) is None or NUMBER.fullmatch(text) is not None
    return text if harmless else f"'{text}"


def unescaped(cell: str) -> str:
    """The text of a cell of CSV: the other way round."""
    return cell[1:] if ESCAPED.match(cell) else cell
