"""The manager's room, a package for each of its nouns."""

from survey.manage import calendar, events, files, messages, month, panel, plan
from survey.manage.blueprint import manage

__all__ = ["calendar", "events", "files", "manage", "messages", "month", "panel", "plan"]
