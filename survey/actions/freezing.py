"""How a payload becomes the one text that is stored and hashed."""

import hashlib
import json
from typing import Any

from survey.models import Edition


def canonical(document: dict[str, Any]) -> str:
    """The one text of a document: keys sorted, no blanks, letters as they are."""
    return json.dumps(
        document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def freeze(edition: Edition, document: dict[str, Any]) -> None:
    """Let `document` be what the edition says, and its hash the edition's."""
    edition.payload = canonical(document)
    edition.sha256 = hashlib.sha256(edition.payload.encode()).hexdigest()
