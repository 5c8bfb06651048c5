"""The one text of a document, by whose hash it is known."""

import json
from typing import Any


def canonical(document: dict[str, Any]) -> str:
    """Keys sorted, no blanks, letters as they are."""
    return json.dumps(
        document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
