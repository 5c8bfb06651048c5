"""Times of day as people type them."""

import re
from datetime import time

WAY = re.compile(r"(\d{1,2})[:.](\d{2})", re.ASCII)
EXAMPLE = "09:00"


def typed_time(text: str) -> time | None:
    """The time of '09:00', '9:00' or '9.00'; None where `text` names none."""
    found = WAY.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = map(int, found.groups())
    return time(hour, minute) if hour < 24 and minute < 60 else None
