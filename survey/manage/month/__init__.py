"""This month: who was heard, whom to chase, and what came on paper."""

from survey.manage.month import overview, paper, people, reminding

__all__ = ["overview", "paper", "people", "reminding"]
