"""Findings in plain words, made by rule from a Reading; nothing hidden is ever said."""

from analysis.reading import Reading
from analysis.sentences.changes import change, moved, moved_on
from analysis.sentences.levels import balance, extremes, over_quarters
from analysis.sentences.panels import asked, regrouped
from analysis.sentences.unheard import direction, unheard
from analysis.sentences.views import agreement, by_block, differ, not_close, spread
from analysis.sentences.voices import voices

__all__ = [
    "agreement", "asked", "balance", "by_block", "change", "differ", "direction", "extremes",
    "headline", "moved", "moved_on", "not_close", "over_quarters", "regrouped", "spread",
    "unheard", "voices", "who",
]  # fmt: skip


def headline(reading: Reading) -> tuple[str, str, str]:
    """Who was asked and answered; what moved; where views differ or stand highest and lowest."""
    return who(reading), moved(reading), differ(reading)


def who(reading: Reading) -> str:
    """'We asked 29 office-holders how the improvement plan is going; 26 answered (90%).'"""
    response = reading.summary.response
    asked = "one office-holder" if response.eligible == 1 else f"{response.eligible} office-holders"
    answered = f"{response.answered} answered ({response.rate:.0%})"
    if response.answered == response.eligible:
        answered = "all of them answered"
    if response.answered == 0:
        answered = "none answered"
    return f"We asked {asked} how the improvement plan is going; {answered}."
