"""Days as people type them."""

from datetime import date, datetime

# A browser's own field sends the first; the others are what people write where it has none.
WAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y")
EXAMPLE = "2019-05-02 or 2 May 2019"


def typed_day(text: str) -> date | None:
    """The day of '2019-05-02', '2/5/2019' or '2 May 2019'; None where `text` names none."""
    words = " ".join(text.split())
    for way in WAYS:
        try:
            return datetime.strptime(words, way).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    return None
