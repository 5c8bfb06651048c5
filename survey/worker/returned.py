"""Reading the folder of returned mail.

A mail server's pipe, a delivery in Maildir format or fetchmail fills it. What was understood is
deleted, for it holds the message that it returns, with its personal link; what was not is moved
into `aside`, for a person to read.
"""

import logging
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from survey.actions.record_bounce import record_bounce
from survey.mail.bounces import Bounce, read_bounce
from survey.models import OutboxItem
from survey.queries.outbox import messages_by_key

ASIDE = "aside"
MAILDIR = ("new", "cur")
MOST_BYTES = 2_000_000
MOST_AT_ONCE = 500  # the rest waits for the next look, so that mail goes on meanwhile
SETTLED_SECONDS = 5  # a file outside a Maildir may still be written

log = logging.getLogger(__name__)


def read_bounces(session: Session, folder: Path, now: datetime) -> int:
    """Note what came back in the history of each message and commit it; how many notes that were.

    Raises nothing where the folder cannot be read: mail goes on, and the log tells.
    """
    noted = 0
    try:
        for file in sorted(arrived(folder))[:MOST_AT_ONCE]:
            noted += read(session, folder, file, now)
    except OSError as error:
        session.rollback()
        log.warning("the folder of returned mail cannot be used (%s)", error.strerror)
    return noted


def arrived(folder: Path) -> Iterator[Path]:
    """Whole files, not hidden: at the top of `folder` or in its `new` and `cur`."""
    before = time.time() - SETTLED_SECONDS
    for file in folder.iterdir():
        if is_mail(file) and file.stat().st_mtime <= before:
            yield file
    for place in MAILDIR:
        if (folder / place).is_dir():
            yield from filter(is_mail, (folder / place).iterdir())


def is_mail(file: Path) -> bool:
    return file.is_file() and not file.is_symlink() and not file.name.startswith(".")


def read(session: Session, folder: Path, file: Path, now: datetime) -> bool:
    """Note the bounce in `file`; False where it is put aside."""
    try:
        bounce = read_bounce(file.read_bytes()) if file.stat().st_size <= MOST_BYTES else None
    except FileNotFoundError:  # another worker was faster
        return False
    item = returned(session, bounce) if bounce else None
    if bounce is None or item is None:
        session.rollback()
        put_aside(folder, file)
        return False
    record_bounce(session, item=item, said=bounce.said, now=now, final=bounce.final)
    session.commit()
    file.unlink(missing_ok=True)
    log.info("outbox row %s (%s) came back", item.id, item.kind)
    return True


def returned(session: Session, bounce: Bounce) -> OutboxItem | None:
    """The message of ours that `bounce` names first."""
    found = {item.key: item for item in messages_by_key(session, bounce.keys)}
    return next((found[key] for key in bounce.keys if key in found), None)


def put_aside(folder: Path, file: Path) -> None:
    (folder / ASIDE).mkdir(mode=0o700, exist_ok=True)
    target = folder / ASIDE / file.name
    number = 1
    while target.exists():
        number += 1
        target = folder / ASIDE / f"{file.name}.{number}"
    file.replace(target)
    log.warning("a returned message that names none of ours was put aside")
