"""What people are sent: the words of messages, and conversations booked with them."""

from survey.manage.messages import conversations, overview

__all__ = ["conversations", "overview"]
