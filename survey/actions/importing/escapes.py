"""Text that a spreadsheet program would take for something else.

In CSV an apostrophe is put before what could be a formula, as spreadsheet programs do themselves,
and taken away when the file comes back; so that nothing is lost, text that has apostrophes before
such a sign gets one more. In XLSX '_x000D_' stands for the character of that number.
"""

import re

DANGEROUS = re.compile(r"'*[=+\-@\t\r]")
ESCAPED = re.compile(r"'+[=+\-@\t\r]")
CODED = re.compile(r"_x(?!D[89A-F])([0-9A-F]{4})_", re.IGNORECASE)
LOOKS_CODED = re.compile(r"_(?=x[0-9A-F]{4}_)", re.IGNORECASE)
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def escaped(text: str) -> str:
    """`text` as a cell of CSV; a number such as -5 stays one."""
    harmless = DANGEROUS.match(text) is None or NUMBER.fullmatch(text) is not None
    return text if harmless else f"'{text}"


def unescaped(cell: str) -> str:
    """The text of a cell of CSV: the other way round."""
    return cell[1:] if ESCAPED.match(cell) else cell


def coded(text: str) -> str:
    """`text` as a cell of XLSX, where an underscore before what looks like a number has its own."""
    return LOOKS_CODED.sub("_x005F_", text)


def decoded(cell: str) -> str:
    """The text of a cell of XLSX: the other way round."""
    return CODED.sub(lambda match: chr(int(match[1], 16)), cell)
