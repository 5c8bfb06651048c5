"""Keys that make a second click on the same page harmless."""

import secrets

from flask import request

LONGEST = 64


def new_key() -> str:
    """A key for a page that can be submitted; whoever sends it again gets the same receipt."""
    return secrets.token_urlsafe(16)


def sent_key() -> str:
    """The key that came with what was sent, or a new one where none did."""
    return request.form.get("key", "")[:LONGEST] or new_key()
