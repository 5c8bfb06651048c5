"""The analyst's room: what was said each month, and what nobody has read yet."""

from survey.analyse.views import analyse

__all__ = ["analyse"]
