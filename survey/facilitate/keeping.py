"""Names under which the browser keeps what a facilitator types, until the server has it.

A colleague who signs in to the same browser has other names, and what is kept under one's own is
forgotten then; see `docs/decisions/kept-in-the-browser.md`.
"""

import hmac

from flask import current_app, request

from survey.access.accounts import account
from survey.config import Settings
from survey.queries.assignments import Held

NAME_LENGTH = 24  # hexadecimal digits: 96 bits


def interview_id(invitation_id: int) -> str:
    """This interview as this facilitator's browser knows it."""
    return f"{named(f'facilitator {account().id}')}.{named(f'interview {invitation_id}')}"


def draft_id(held: Held, part_id: str) -> str:
    """The name of one part of it: a theme, say."""
    return f"{interview_id(held.invitation_id)}.{part_id}"


def is_anothers(held: Held, part_id: str) -> bool:
    """Whether what was sent says that it was typed by somebody else, or into another part."""
    return request.form.get("draft") not in {None, draft_id(held, part_id)}


def named(what: str) -> str:
    settings: Settings = current_app.extensions["settings"]
    return hmac.digest(settings.secret_key.encode(), what.encode(), "sha256").hex()[:NAME_LENGTH]
