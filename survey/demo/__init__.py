"""What only a demonstration has: signing in by a button, and the mail that was sent."""

from survey.demo.views import demo

__all__ = ["demo"]
