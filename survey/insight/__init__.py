"""The observers' room: the monthly insight packs that were released to them."""

from survey.insight.views import insight

__all__ = ["insight"]
