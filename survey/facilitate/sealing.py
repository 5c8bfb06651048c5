from flask import current_app


def secret_key() -> str:
    """What seals the personal link of the message that reads a record back."""
    key: str = current_app.extensions["settings"].secret_key
    return key
