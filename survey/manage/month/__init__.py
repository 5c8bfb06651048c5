"""This month: who was heard, whom to chase, and what came on paper or by telephone."""

from survey.manage.month import clashes, overview, paper, people, reminding, warnings

__all__ = ["clashes", "overview", "paper", "people", "reminding", "warnings"]
