"""Keys that make a second click on the same page harmless."""

import re
import secrets

from flask import request

# What `new_key` makes. Anything else never came from a page, and may not even be storable.
KEY = re.compile(r"[\w-]{1,64}", re.ASCII)


def new_key() -> str:
    """A key for a page that can be submitted; whoever sends it again gets the same receipt."""
    return secrets.token_urlsafe(16)


def sent_key() -> str:
    """The key that came with what was sent, or a new one where none of ours did."""
    sent = request.form.get("key", "")
    return sent if KEY.fullmatch(sent) else new_key()
