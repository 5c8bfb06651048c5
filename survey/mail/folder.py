"""Mail as a folder of .eml files, where no mail server is configured."""

import os
import re
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

LONGEST_NAME = 100
UNSAFE = re.compile(r"[^a-z0-9.@_+-]")


def file_name(at: datetime, item_id: int, recipient: str) -> str:
    """'20180702T090000Z-000012-leader@council.example.eml': sorts by time, then by row.

    One row has one name, so a message written twice is still one file.
    """
    who = UNSAFE.sub("-", recipient.lower())[:LONGEST_NAME]
    return f"{at:%Y%m%dT%H%M%SZ}-{item_id:06d}-{who}.eml"


def put(folder: Path, name: str, message: EmailMessage) -> Path:
    """Write `message` whole or not at all; only its owner may read it, for it holds a link."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = folder / f".{name}.part"
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as handle:
        handle.write(message.as_bytes())
        handle.flush()
        os.fsync(handle.fileno())
    return part.rename(folder / name)
