"""Panel, groups and plan as files: out, and back in after a look at what would change.

Between the look and the confirmation the file is in the page, as text, so that nothing of it is
kept that nobody confirmed.
"""

from collections.abc import Callable
from hashlib import sha256

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from analysis.periods import PeriodError
from survey.access.accounts import actor
from survey.actions.importing.changes import Changes
from survey.actions.importing.source import MOST_BYTES, Source
from survey.actions.importing.telling import counts, reordered, told
from survey.clock import now
from survey.documents.sheets import KINDS, sheet
from survey.errors import ImportFileError, NotFound
from survey.extensions import db
from survey.manage.blueprint import manage
from survey.manage.deeds import deeds
from survey.manage.file_kinds import FILE_KINDS, FileKind
from survey.queries.imports import latest_import

LONGEST_NAME = 100
EMPTY = "(empty)"
MOST_TEXT = 1_500_000
Then = Callable[[FileKind, Source, Changes], ResponseReturnValue]
NOUN = "<any('panel', 'groups', 'plan'):noun>"


@manage.get(f"/{NOUN}/export.<kind>")
def export_file(noun: str, kind: str) -> ResponseReturnValue:
    if kind not in KINDS:
        raise NotFound("There are a CSV, an XLSX and an ODS file here, and no other.")
    made = sheet(FILE_KINDS[noun].rows(db.session, now()), kind)
    response = Response(made.content, content_type=made.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{noun}.{kind}"'
    return response


@manage.get(f"/{NOUN}/import")
def import_page(noun: str) -> ResponseReturnValue:
    return choosing_page(FILE_KINDS[noun], {})


@manage.post(f"/{NOUN}/import")
def preview_import(noun: str) -> ResponseReturnValue:
    file = request.files.get("file")
    if file is None or not file.filename:
        return choosing_page(FILE_KINDS[noun], {"file": "Choose a file"}), 400
    return tried(FILE_KINDS[noun], file.filename, file.stream.read(MOST_BYTES + 1), look)


@manage.post(f"/{NOUN}/import/confirm")
def import_now(noun: str) -> ResponseReturnValue:
    content = sent("text").encode("utf-8", "replace")
    return tried(FILE_KINDS[noun], sent("name"), content, confirm)


def tried(kind: FileKind, name: str, content: bytes, then: Then) -> ResponseReturnValue:
    """What `then` makes of the changes of a file; where it is refused, the first page again."""
    try:
        source = Source.decode(plain_name(name), content)
        refuse_too_long(source)
        changes = kind.bring(db.session, source, sent_month(), actor=actor(), now=now())
    except (ImportFileError, PeriodError) as error:
        db.session.rollback()
        field = "rag_month" if isinstance(error, PeriodError) else "file"
        return choosing_page(kind, {field: str(error)}), 400
    return then(kind, source, changes)


def look(kind: FileKind, source: Source, changes: Changes) -> ResponseReturnValue:
    """Show what would change, and store nothing."""
    db.session.rollback()
    return preview_page(kind, source, changes)


def confirm(kind: FileKind, source: Source, changes: Changes) -> ResponseReturnValue:
    """Store the changes, unless they are others than those that were looked at."""
    if fingerprint(changes) != sent("seen"):
        db.session.rollback()
        return preview_page(kind, source, changes, moved=True), 409
    db.session.commit()
    return redirect(url_for("manage.import_page", noun=kind.noun, done="yes"))


def choosing_page(kind: FileKind, errors: dict[str, str]) -> str:
    """The page on which a file is chosen; it tells the latest one."""
    latest = latest_import(db.session, kind.noun)
    return render_template(
        "manage/import.html",
        kind=kind,
        kinds=KINDS,
        errors=errors,
        rag_month=sent_month(),
        latest=deeds([latest], {})[0] if latest else None,
        done="done" in request.args and latest is not None,
    )


def preview_page(kind: FileKind, source: Source, changes: Changes, *, moved: bool = False) -> str:
    """What would change; `moved` where that is not what was shown before."""
    changed = [
        (row.label, change.field.replace("_", " "), change.old or EMPTY, change.new or EMPTY)
        for row in changes.changed
        for change in told(row)
    ]
    return render_template(
        "manage/import_preview.html",
        kind=kind,
        source=source,
        rag_month=sent_month(),
        changes=changes,
        changed=changed,
        counts=counts(changes),
        reordered=reordered(changes.changed),
        seen=fingerprint(changes),
        moved=moved,
    )


def refuse_too_long(source: Source) -> None:
    if len(source.as_text().encode()) > MOST_TEXT:
        raise ImportFileError(
            source.name,
            "the table is longer than a page can hold; split it, or import it by the command.",
        )


def fingerprint(changes: Changes) -> str:
    """The same for the same changes, by which a confirmation says what it confirms."""
    return sha256(repr(changes).encode()).hexdigest()


def plain_name(name: str) -> str:
    """A file's name without its folders and without what cannot be shown."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(filter(str.isprintable, last))[-LONGEST_NAME:].strip() or "file"


def sent(name: str) -> str:
    return request.form.get(name, "")


def sent_month() -> str:
    return sent("rag_month").strip()
