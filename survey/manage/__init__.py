"""The manager's room, a module for each of its nouns."""

from survey.manage import lineage, plan, ratings, views
from survey.manage.blueprint import manage

__all__ = ["lineage", "manage", "plan", "ratings", "views"]
