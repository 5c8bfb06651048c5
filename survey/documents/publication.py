"""What the worker does for an edition: draw it, store its files, make it public.

For the worker and the commands: it needs pandas. Counting and drawing take seconds, so both are
done from a reading session, before the write lock is taken.
"""

import gzip
import hashlib
from datetime import datetime

from sqlmodel import Session

from survey.actions.draft_edition import freeze_edition, payload
from survey.actions.publish_edition import publish_edition
from survey.actions.take_out_quotes import take_out_quotes
from survey.config import Settings
from survey.documents import RenderedFile, render
from survey.documents.folder import draft_folder, edition_folder, remove_folder, write_folder
from survey.errors import Conflict
from survey.extensions import reading
from survey.models import Edition, EditionFile, EditionState, OutboxItem
from survey.queries.editions import edition_by_id, frozen_payload
from survey.queries.quoting_editions import UNPUBLISHED

SMALLEST_WORTH_PACKING = 1024
MOST_DRAWINGS = 5
CHANGING = "What may be quoted in this edition has changed faster than it is drawn."


def draft(session: Session, item: OutboxItem, settings: Settings, now: datetime) -> None:
    """Freeze the edition's figures and store the draft as it will look."""
    with reading(session) as reader:
        edition = in_state(reader, item, EditionState.DRAFTING, "This edition is drafted already.")
        document = payload(reader, edition)
    files = render(document, published_at=None)
    write_folder(draft_folder(settings.editions_dir, edition.period, edition.number), files)
    freeze_edition(session, edition_id=item.subject_id, document=document, now=now)


def publish(session: Session, item: OutboxItem, settings: Settings, now: datetime) -> None:
    """Render the frozen payload as it will stand from now on, and make it public.

    What may no longer be quoted is left out, down to the moment in which it becomes public. The
    files stand before the database knows them, so whoever dies in between leaves nothing that can
    be seen, and doing it again replaces them.
    """
    edition, files = drawn_as_it_stands(session, item, now)
    write_folder(edition_folder(settings.editions_dir, edition.period, edition.number), files)
    stored = [edition_file(item.subject_id, name, file) for name, file in files.items()]
    publish_edition(session, edition_id=item.subject_id, files=stored, now=now)
    remove_folder(draft_folder(settings.editions_dir, edition.period, edition.number))


def drawn_as_it_stands(
    session: Session, item: OutboxItem, now: datetime
) -> tuple[Edition, dict[str, RenderedFile]]:
    """The edition and its files, which are still right once `session` holds it for writing."""
    for _ in range(MOST_DRAWINGS):
        with reading(session) as reader:
            state = EditionState.APPROVED
            edition = in_state(reader, item, state, "This edition is not signed off.")
            document = frozen_payload(edition)
        files = with_packed(render(document, published_at=now))
        take_out_quotes(session, now=now, actor="worker")
        if held(session, item).sha256 == edition.sha256:
            return edition, files
        session.commit()  # what was taken out stays out, and is drawn without holding the lock
    raise RuntimeError(CHANGING)


def redraw(session: Session, item: OutboxItem, settings: Settings, now: datetime) -> None:
    """Draw a draft again out of which something was taken, until the files are what it says.

    One that is drafted anew or was published meanwhile needs no files of a draft.
    """
    del now  # what all work is given
    for _ in range(MOST_DRAWINGS):
        with reading(session) as reader:
            edition = edition_by_id(reader, item.subject_id)
        folder = draft_folder(settings.editions_dir, edition.period, edition.number)
        if edition.state not in UNPUBLISHED:
            return
        write_folder(folder, render(frozen_payload(edition), published_at=None))
        standing = held(session, item)
        if standing.state is EditionState.PUBLISHED:
            remove_folder(folder)
        if standing.state not in UNPUBLISHED or standing.sha256 == edition.sha256:
            return
        session.rollback()
    raise RuntimeError(CHANGING)


def held(session: Session, item: OutboxItem) -> Edition:
    """The item's edition as it stands, locked for this transaction."""
    return edition_by_id(session, item.subject_id, locked=True)


def in_state(session: Session, item: OutboxItem, state: EditionState, otherwise: str) -> Edition:
    edition = edition_by_id(session, item.subject_id)
    if edition.state is not state:
        raise Conflict(otherwise)
    return edition


def with_packed(files: dict[str, RenderedFile]) -> dict[str, RenderedFile]:
    """`files` and, beside each of some size, its gzip; the same bytes whenever it is made."""
    packed = {
        f"{name}.gz": RenderedFile(file.media_type, gzip.compress(file.content, mtime=0))
        for name, file in files.items()
        if len(file.content) >= SMALLEST_WORTH_PACKING
    }
    return files | packed


def edition_file(edition_id: int, name: str, file: RenderedFile) -> EditionFile:
    return EditionFile(
        edition_id=edition_id,
        name=name,
        media_type=file.media_type,
        sha256=hashlib.sha256(file.content).hexdigest(),
        size=len(file.content),
    )
