"""The plan: themes and aims, the official ratings, and what becomes of them."""

from survey.manage.plan import lineage, overview, ratings

__all__ = ["lineage", "overview", "ratings"]
