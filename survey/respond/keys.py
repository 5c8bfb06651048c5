"""Keys that make a second click on the same page harmless."""

from survey.forms.keys import new_key, sent_key

__all__ = ["new_key", "sent_key"]
