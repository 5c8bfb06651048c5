"""Observers come for dated terms: before and after theirs they read why nothing opens."""

from survey.access.accounts import given_roles
from survey.clock import day_words, london_day, now
from survey.errors import Refused
from survey.models import RoleName, User


def refuse_outside_term(user: User) -> None:
    """Refused, with the day, for an observer whose term is to come or is over today in London."""
    if RoleName.OBSERVER not in given_roles(user):
        return
    term, today = user.term, london_day(now())
    if term.first is not None and term.is_to_come(today):
        raise Refused(
            f"Your access as an observer begins on {day_words(term.first)}; "
            "sign in again from that day on."
        )
    if term.last is not None and term.is_over(today):
        raise Refused(
            f"Your access as an observer ended with {day_words(term.last)}. "
            "If you are to observe for longer, ask whoever manages the accounts to extend it."
        )
