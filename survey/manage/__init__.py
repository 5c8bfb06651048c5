"""The manager's room: this month, its people, opening and closing it, and what was done."""

from survey.manage.views import manage

__all__ = ["manage"]
