"""What a cell that holds a number stands for: a figure, a month, a day or a moment."""

import re
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from math import isfinite

# A number may be a day: days are counted from here, or from 1904 on in files that say so.
EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 (a spreadsheet's day has no time zone)
EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
LAST_SERIAL = 2_957_003
NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


class Shown(StrEnum):
    """How a spreadsheet program shows a number."""

    FIGURE = "figure"
    MONTH = "month"
    DAY = "day"


def shown_by(code: str) -> Shown:
    """How a number with the format `code` is shown: 'mmm-yy' is a month, 'dd/mm/yyyy' a day."""
    letters = NOT_SHOWN.sub("", code.partition(";")[0]).lower().replace("general", "")
    if not set("ymdhs") & set(letters):
        return Shown.FIGURE
    is_month = "y" in letters and "m" in letters and not set("dhs") & set(letters)
    return Shown.MONTH if is_month else Shown.DAY


# The formats that XLSX knows by number alone.
BUILT_IN = {
    **dict.fromkeys((14, 15, 16, 18, 19, 20, 21, 22, 45, 46, 47), Shown.DAY),
    **dict.fromkeys((27, 28, 29, 30, 31, 36, 50, 51, 52, 54, 57, 58), Shown.DAY),
    17: Shown.MONTH,
}


def number_text(text: str) -> str:
    """A figure without what a computer's fractions add: '63.100000000000001' is '63.1'."""
    try:
        value = float(text)
    except ValueError:
        return text
    if not isfinite(value):
        return text
    plain = f"{Decimal(repr(value)):f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def serial_text(text: str, shown: Shown, *, from_1904: bool) -> str:
    """A number of a cell as it is `shown`; what can be no day stays a figure."""
    if shown is Shown.FIGURE:
        return number_text(text)
    try:
        serial = float(text)
    except ValueError:
        return text
    if not 1 <= serial <= LAST_SERIAL:
        return number_text(text)
    seconds = round(serial * 86_400)
    epoch = EPOCH_1904 if from_1904 else EPOCH
    return moment_text(epoch + timedelta(seconds=seconds), shown)


def moment_text(moment: datetime, shown: Shown) -> str:
    """'2018-10' for a month, '2018-10-31' for a day, with the time where it has one."""
    if shown is Shown.MONTH:
        return f"{moment:%Y-%m}"
    timed = moment.hour or moment.minute or moment.second
    return f"{moment:%Y-%m-%d %H:%M:%S}" if timed else f"{moment:%Y-%m-%d}"
