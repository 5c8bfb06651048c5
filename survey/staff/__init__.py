"""Signing in and out, and the page from which a member of staff begins."""

from survey.staff.views import staff

__all__ = ["staff"]
