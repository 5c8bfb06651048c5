import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol, TypeVar

from sqlalchemy import Insert, Update, bindparam, insert, update
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Session, SQLModel

from questionnaires.expanded import Page
from survey.errors import Conflict
from survey.language import gettext
from survey.models import Draft, InterviewDraft, Invitation

VERSION_LENGTH = 16
Kept = TypeVar("Kept", Draft, InterviewDraft)


class Keyed(Protocol):
    """What is shown, sent and saved together: a page of the form, a theme of an interview."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key of a draft document that belongs to it."""


def _statements(name: str) -> tuple[Insert, Update]:
    """How the first version of a draft is written, and how the next."""
    table = SQLModel.metadata.tables[name]
    return insert(table), update(table).where(table.c.invitation_id == bindparam("of_invitation"))


# Statements of their own: a session finds out what has changed for three times what this costs.
WRITING = {Draft: _statements("draft"), InterviewDraft: _statements("interview_draft")}


def save_draft(
    session: Session,
    *,
    invitation: Invitation,
    page: Page,
    values: Mapping[str, str],
    seen: str,
    now: datetime,
) -> Draft:
    """Put `values` in the place of all that the draft holds of `page`, finished or not.

    `seen` is the `page_version` that the speaker had before their eyes, or several of them. Raises
    `Conflict`, with nothing saved, where this page was saved with something else since. No audit
    event: a draft is its speaker's own scratch paper until it is submitted.
    """
    draft = session.get(Draft, invitation.id)
    document = with_page(document_of_draft(draft), page, values, seen)
    return write_draft(session, invitation=invitation, draft=draft, document=document, now=now)


def with_page(
    document: Mapping[str, str], page: Keyed, values: Mapping[str, str], seen: str
) -> dict[str, str]:
    """`document` with `values` in the place of all that it holds of `page`.

    `seen` is one `page_version`, or several with blanks between: a window that never heard whether
    its save arrived knows both. Raises `Conflict` where `document` holds something else than any
    of them and what is given.
    """
    keys = page.keys
    kept = {key: values[key] for key in keys if key in values}
    standing = page_version(document, page)
    if standing not in seen.split() and standing != page_version(kept, page):
        raise Conflict(
            gettext(
                "This page was saved in another window or on another device after you opened it "
                "here."
            )
        )
    return {key: value for key, value in document.items() if key not in keys} | kept


def write_draft(
    session: Session,
    *,
    invitation: Invitation,
    draft: Draft | None,
    document: Mapping[str, str],
    now: datetime,
) -> Draft:
    """Store `document` as the next version of `draft`, or as the first where there is none."""
    beside = {"saved_at": now}
    return write_next(session, Draft, draft, invitation=invitation, document=document, **beside)


def write_next(
    session: Session,
    kind: type[Kept],
    draft: Kept | None,
    *,
    invitation: Invitation,
    document: Mapping[str, str],
    **beside: object,
) -> Kept:
    """`write_draft` for a draft of any `kind`; `beside` holds its other columns."""
    if invitation.id is None:
        raise ValueError("A draft belongs to an invitation that is stored.")
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    written: dict[str, Any] = {
        "version": draft.version + 1 if draft else 1,
        "document": text,
        **beside,
    }
    first, following = WRITING[kind]
    connection = session.connection()
    if draft is None:
        connection.execute(first, {"invitation_id": invitation.id, **written})
        return kind(invitation_id=invitation.id, **written)
    connection.execute(following, {"of_invitation": invitation.id, **written})
    for name, value in written.items():
        set_committed_value(draft, name, value)
    return draft


def document_of_draft(draft: Draft | InterviewDraft | None) -> dict[str, str]:
    """What is typed so far, {field name: string}; nothing where there is no draft."""
    return json.loads(draft.document) if draft else {}


def page_version(document: Mapping[str, str], page: Keyed) -> str:
    """Sixteen hexadecimal digits that change with what `document` holds of `page`.

    Two windows on two themes do not disturb each other; two on one theme see each other. It is
    the beginning of the SHA-256 of names and values in the order of the names, each ended by a
    NUL, so that a browser can tell the version of what it sends.
    """
    held = (f"{key}\0{document[key]}\0" for key in sorted(page.keys) if key in document)
    return hashlib.sha256("".join(held).encode()).hexdigest()[:VERSION_LENGTH]
