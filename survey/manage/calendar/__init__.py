"""The calendar: what it does next, its months, its rule and the elections."""

from survey.manage.calendar import by_hand, deeds, elections, moving, overview, schedule

__all__ = ["by_hand", "deeds", "elections", "moving", "overview", "schedule"]
