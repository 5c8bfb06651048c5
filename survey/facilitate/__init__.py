"""The facilitator's room: this month's people, and a conversation typed in on one page."""

from survey.facilitate import clashes, records
from survey.facilitate.views import facilitate

__all__ = ["clashes", "facilitate", "records"]
