"""Months as people type them."""

from datetime import datetime

WAYS = ("%Y-%m", "%m/%Y", "%B %Y", "%b %Y")
EXAMPLE = "2018-09 or September 2018"
FIRST, LAST = "2000-01", "2100-12"


def typed_month(text: str) -> str | None:
    """'2018-09' for '2018-09', '9/2018' or 'September 2018'; None where `text` names no month of
    this century.
    """
    words = " ".join(text.split())
    for way in WAYS:
        try:
            month = f"{datetime.strptime(words, way):%Y-%m}"  # noqa: DTZ007 - a month has no time zone
        except ValueError:
            continue
        return month if FIRST <= month <= LAST else None
    return None
