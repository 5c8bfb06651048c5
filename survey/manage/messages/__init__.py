"""What people are sent: the words of messages, and conversations booked with them."""

from survey.manage.messages import conversations, overview, read_back_days

__all__ = ["conversations", "overview", "read_back_days"]
