"""The panel: seats and their holders, absences and deputies, groups and blocks."""

from survey.manage.panel import absences, groups, holders, overview, people, seats

__all__ = ["absences", "groups", "holders", "overview", "people", "seats"]
