"""The manager's room, a module for each of its nouns."""

from survey.manage import views
from survey.manage.blueprint import manage

__all__ = ["manage", "views"]
