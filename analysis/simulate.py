"""Answers of a believable panel, made up from a seed, with the truth behind them.

Nobody real ever gave these answers; whatever is shown of them must say that they are simulated.

How a score comes about: the theme's level in that month (`Trend`), plus the leanings of the
speaker's side, group and person, plus what the person thinks of this theme in particular, plus
the mood of the month, rounded to the scale from 1 to 5. The first four stay with a person from
month to month. Results (maturity) follow actions (progress) two months later and score lower.
Somebody who is not close to a theme says so every month; 'too early' fades as the plan ages. Some
are away for a quarter, some miss a month.

Each draw has a generator of its own, named by what it is about, so that a month simulated alone
says the same as within a year, and one more person changes nobody else's answers.

That is one generator for each answer, too slow for panels of thousands: `panel_of` draws a panel
of any size as whole arrays.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.periods import parse_month, quarter_of
from analysis.simulated_design import Design, Question, Spread
from analysis.simulated_draws import (
    GROUP_SPREAD,
    MOOD_SPREAD,
    PERSON_SPREAD,
    SIDE_LEANING,
    THEME_SPREAD,
    generator,
    month_number,
)
from analysis.simulated_panel import SimulatedPanel, panel_of
from analysis.simulated_plan import TRENDS, Sphere, Tone, Trend, words
from analysis.simulated_responses import (
    Measure,
    Member,
    SimulatedAnswer,
    SimulatedComment,
    SimulatedResponse,
    Simulation,
    Truth,
)

__all__ = [
    "MEASURES",
    "PERMISSIONS",
    "Design",
    "Member",
    "Panel",
    "Question",
    "SimulatedPanel",
    "SimulatedResponse",
    "Simulation",
    "Spread",
    "panel_of",
    "simulate",
    "tone",
    "trends_for",
]

MEASURES: tuple[Measure, ...] = ("progress", "maturity")
LOWEST, HIGHEST = 1, 5

# Chance that somebody of a side is not close enough to judge a theme of this sphere.
NOT_CLOSE: Mapping[str, Mapping[Sphere, float]] = {
    "executive": {"internal": 0.02, "shared": 0.02, "outward": 0.05},
    "assurance": {"internal": 0.15, "shared": 0.05, "outward": 0.15},
    "external": {"internal": 0.5, "shared": 0.2, "outward": 0.02},
}
# Chance of 'too early' in the first month, and what is left of it each month after.
TOO_EARLY: Mapping[Measure, float] = {"progress": 0.06, "maturity": 0.16}
TOO_EARLY_FADES = 0.8
# Chance to be away for a whole quarter, and to miss one month.
AWAY, MISSED = 0.08, 0.04
# Chance of a comment on a theme, and of an overall comment.
COMMENT, OVERALL_COMMENT = 0.08, 0.15
PERMISSIONS = ("team", "internal", "unattributed", "block")
PERMISSION_CHANCES = (0.35, 0.25, 0.25, 0.15)


@dataclass(frozen=True, slots=True)
class Panel:
    """The panel that a seed makes: what it thinks of `trends`, whose first month is `origin`."""

    seed: int
    trends: Mapping[str, Trend]
    origin: str

    def draw(self, *names: str) -> np.random.Generator:
        """The generator of what `names` say, the same for the same seed and names."""
        return generator(self.seed, *names)

    def elapsed(self, month: str) -> int:
        """Months since the origin."""
        return month_number(month) - month_number(self.origin)

    def level(self, month: str, item: str, measure: Measure) -> float:
        trend, elapsed = self.trends[item], self.elapsed(month)
        return trend.level(elapsed) if measure == "progress" else trend.maturity(elapsed)

    def leaning(self, member: Member) -> float:
        """Points that this member adds to every theme."""
        group = self.draw("group", member.group).normal(0, GROUP_SPREAD)
        own = self.draw("person", member.person).normal(0, PERSON_SPREAD)
        return SIDE_LEANING[member.side] + float(group) + float(own)

    def is_away(self, month: str, member: Member) -> bool:
        quarter = self.draw("away", quarter_of(month).ref, member.person).random()
        missed = self.draw("missed", month, member.person).random()
        return bool(quarter < AWAY or missed < MISSED)

    def is_close(self, item: str, member: Member) -> bool:
        """Whether this member can judge `item`, which holds for all months."""
        chance = NOT_CLOSE[member.side][self.trends[item].sphere]
        return bool(self.draw("close", item, member.person).random() >= chance)


def simulate(
    roster: Mapping[str, Sequence[Member]],
    trends: Mapping[str, Trend],
    *,
    seed: int,
    origin: str | None = None,
) -> Simulation:
    """Simulate the months of `roster`, each with those who are eligible in it.

    `trends` gives each item's trend by its ref, in the order of asking; they start in the month
    `origin`, by default the earliest of the roster. `seed` is 0 or more.
    Raises PeriodError for a month that is none, ValueError for an empty roster or an unknown side.
    """
    if not roster:
        raise ValueError("There is no month to simulate; give the roster at least one.")
    months = sorted(map(parse_month, roster))
    panel = Panel(seed, trends, parse_month(origin or months[0]))
    members = {member.person: member for month in months for member in roster[month]}
    refuse_unknown_sides(members.values())
    responses = tuple(
        response(panel, month, member)
        for month in months
        for member in roster[month]
        if not panel.is_away(month, member)
    )
    return Simulation(responses, truth(panel, months, members))


def refuse_unknown_sides(members: Iterable[Member]) -> None:
    for member in members:
        if member.side not in SIDE_LEANING:
            raise ValueError(
                f"'{member.side}' is no side of a group; use {', '.join(SIDE_LEANING)}."
            )


def truth(panel: Panel, months: Sequence[str], members: Mapping[str, Member]) -> Truth:
    levels = {
        (month, item, measure): panel.level(month, item, measure)
        for month in months
        for item in panel.trends
        for measure in MEASURES
    }
    return Truth(levels, {person: panel.leaning(who) for person, who in members.items()})


def response(panel: Panel, month: str, member: Member) -> SimulatedResponse:
    answers = tuple(
        answer for item in panel.trends for answer in answers_on(panel, month, item, member)
    )
    return SimulatedResponse(
        month=month,
        person=member.person,
        group=member.group,
        interviewed=member.interviewed,
        moment=float(panel.draw("moment", month, member.person).beta(1.3, 2.0)),
        answers=answers,
        comments=comments(panel, month, member, answers),
    )


def answers_on(panel: Panel, month: str, item: str, member: Member) -> list[SimulatedAnswer]:
    """Progress and maturity of one item; whoever is not close to it says so for both."""
    if not panel.is_close(item, member):
        return [SimulatedAnswer(item, measure, None, "not-close") for measure in MEASURES]
    draw = panel.draw("month", month, item, member.person)
    own = float(panel.draw("theme", item, member.person).normal(0, THEME_SPREAD))
    given = []
    for measure in MEASURES:
        mood = float(draw.normal(0, MOOD_SPREAD))
        early = TOO_EARLY[measure] * TOO_EARLY_FADES ** panel.elapsed(month)
        if draw.random() < early:
            given.append(SimulatedAnswer(item, measure, None, "too-early"))
            continue
        view = panel.level(month, item, measure) + panel.leaning(member) + own + mood
        score = min(max(round(view), LOWEST), HIGHEST)
        given.append(SimulatedAnswer(item, measure, score, None))
    return given


def comments(
    panel: Panel, month: str, member: Member, answers: Sequence[SimulatedAnswer]
) -> tuple[SimulatedComment, ...]:
    """What the member adds in words: on themes that they scored, in the tone of the score."""
    draw = panel.draw("comments", month, member.person)
    progress = {a.item: a.score for a in answers if a.measure == "progress" and a.score}
    said = [
        comment(draw, item, panel.trends[item].topic, tone(score))
        for item, score in progress.items()
        if draw.random() < COMMENT
    ]
    if progress and draw.random() < OVERALL_COMMENT:
        mean = sum(progress.values()) / len(progress)
        said.append(comment(draw, None, "plan", tone(round(mean))))
    return tuple(said)


def comment(
    draw: np.random.Generator, item: str | None, topic: str, in_tone: Tone
) -> SimulatedComment:
    sentences = words(topic, in_tone)
    return SimulatedComment(
        item=item,
        text=sentences[int(draw.integers(len(sentences)))],
        permission=PERMISSIONS[int(draw.choice(len(PERMISSIONS), p=PERMISSION_CHANCES))],
    )


def tone(score: int) -> Tone:
    if score <= 2:
        return "low"
    return "middle" if score == 3 else "high"


def trends_for(items: Sequence[str], seed: int) -> dict[str, Trend]:
    """The trend of each item: its own of `TRENDS`, else a steady one drawn from `seed`."""
    return {
        item: TRENDS.get(item) or Trend(float(generator(seed, "trend", item).uniform(2.2, 3.4)))
        for item in items
    }
