import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import bindparam, insert, update
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Session, SQLModel

from questionnaires.expanded import Page
from survey.errors import Conflict
from survey.language import gettext
from survey.models import Draft, Invitation

VERSION_LENGTH = 16
# Statements of their own: a session finds out what has changed for three times what this costs.
DRAFTS = SQLModel.metadata.tables["draft"]
FIRST = insert(DRAFTS)
NEXT = update(DRAFTS).where(DRAFTS.c.invitation_id == bindparam("of_invitation"))


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
    document: Mapping[str, str], page: Page, values: Mapping[str, str], seen: str
) -> dict[str, str]:
    """`document` with `values` in the place of all that it holds of `page`.

    `seen` is one `page_version`, or several with blanks between: a window that never heard whether
    its save arrived knows both. Raises `Conflict` where `document` holds something else than any
    of them and what is given.
    """
    keys = keys_of(page)
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
    if invitation.id is None:
        raise ValueError("A draft belongs to an invitation that is stored.")
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    version = draft.version + 1 if draft else 1
    written = {"version": version, "document": text, "saved_at": now}
    connection = session.connection()
    if draft is None:
        connection.execute(FIRST, {"invitation_id": invitation.id, **written})
        return Draft(invitation_id=invitation.id, version=version, document=text, saved_at=now)
    connection.execute(NEXT, {"of_invitation": invitation.id, **written})
    for name, value in written.items():
        set_committed_value(draft, name, value)
    return draft


def document_of_draft(draft: Draft | None) -> dict[str, str]:
    """What is typed so far, {field name: string}; nothing where there is no draft."""
    return json.loads(draft.document) if draft else {}


def page_version(document: Mapping[str, str], page: Page) -> str:
    """Sixteen hexadecimal digits that change with what `document` holds of `page`.

    Two windows on two themes do not disturb each other; two on one theme see each other. It is
    the beginning of the SHA-256 of names and values in the order of the names, each ended by a
    NUL, so that a browser can tell the version of what it sends.
    """
    held = (f"{key}\0{document[key]}\0" for key in sorted(keys_of(page)) if key in document)
    return hashlib.sha256("".join(held).encode()).hexdigest()[:VERSION_LENGTH]


def keys_of(page: Page) -> tuple[str, ...]:
    """Every key of a draft document that belongs to `page`."""
    names = tuple(field.name for field in page.fields)
    return names + tuple(
        field.permission_name for field in page.fields if field.question.kind == "comment"
    )
