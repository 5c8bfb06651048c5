"""The analyst's room: what was said each month, what nobody has read yet, and what came of it."""

from survey.analyse import commitments
from survey.analyse.views import analyse

__all__ = ["analyse", "commitments"]
