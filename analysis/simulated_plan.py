"""How the themes of a plan fare in a simulation, and what is said about them there.

The sentences are made up. None is about a person, and none about anything that a plan keeps to
the council's private business.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Sphere = Literal["internal", "shared", "outward"]
Tone = Literal["low", "middle", "high"]

MATURITY_LAG = 2  # months after which results follow actions
MATURITY_GAP = 0.4  # points by which the same work scores lower on its results
TURN_LENGTH = 2  # months that a turn takes


@dataclass(frozen=True, slots=True)
class Trend:
    """What somebody without leanings would say of a theme, on the scale from 1 to 5.

    `start` is the level in the first month and `monthly` what every month adds; from month
    `turn` (0 is the first) on, `step` is added over `TURN_LENGTH` months. `sphere` says who is
    close enough to judge, `topic` is what comments are about.
    """

    start: float
    monthly: float = 0.0
    turn: int = 0
    step: float = 0.0
    sphere: Sphere = "shared"
    topic: str = "plan"

    def level(self, month: int) -> float:
        """Progress in `month`; before the first month, as in it."""
        elapsed = max(month, 0)
        turned = min(max(elapsed - self.turn + 1, 0) / TURN_LENGTH, 1.0)
        return self.start + self.monthly * elapsed + self.step * turned

    def maturity(self, month: int) -> float:
        """Maturity in `month`: progress of `MATURITY_LAG` months before, less `MATURITY_GAP`."""
        return self.level(month - MATURITY_LAG) - MATURITY_GAP


# The governance themes of the plan of 2018, by ref.
TRENDS: Mapping[str, Trend] = {
    "1": Trend(3.0, monthly=0.01, topic="politics"),
    "2": Trend(2.3, monthly=0.015, sphere="internal", topic="culture"),
    "3": Trend(2.6, turn=3, step=0.9, sphere="internal", topic="managers"),
    "4": Trend(2.2, monthly=0.015, topic="finance"),
    "5": Trend(3.1, topic="policies"),
    "6": Trend(3.4, turn=6, step=-0.9, sphere="outward", topic="partnerships"),
    "7": Trend(2.8, monthly=0.02, topic="communications"),
}

WORDS: Mapping[str, Mapping[Tone, tuple[str, ...]]] = {
    "politics": {
        "low": (
            "Business still reaches Full Council too late to be debated properly.",
            "The groups agree in the meeting and disagree the morning after.",
        ),
        "middle": ("Group leaders meet regularly now; what follows from it is harder to see.",),
        "high": ("Reports come on time and decisions are easier to trace than a year ago.",),
    },
    "culture": {
        "low": (
            "Bad news still travels slowly, and softened at every level it passes.",
            "People wait to be told instead of saying what they see.",
            "The dashboard measures activity; it does not tell me whether anything has changed.",
        ),
        "middle": (
            "Some directorates have changed their tone; others have changed their posters.",
        ),
        "high": ("I was told of a problem before I found it, which had not happened before.",),
    },
    "managers": {
        "low": (
            "Too many of the people I deal with are interim and on their way out.",
            "Senior managers are rarely seen outside the main building.",
        ),
        "middle": ("Posts are being filled; it is too soon to rely on it.",),
        "high": (
            "Permanent appointments have made a difference: there is somebody to ring.",
            "The monthly sessions work, because questions are answered there and then.",
        ),
    },
    "finance": {
        "low": (
            "Savings are reported as delivered that are one-off measures.",
            "I see the overspend late and the recovery plan later.",
            "We still lean on reserves for what ought to be in the budget.",
        ),
        "middle": ("The monthly report is clearer; the figures in it are no better yet.",),
        "high": ("Revenue and capital now stand on one page, and they agree with each other.",),
    },
    "policies": {
        "low": ("The strategy has been in draft since before the summer.",),
        "middle": (
            "The seminar on cohesion was good; we have not heard what became of it.",
            "The equalities policy reads well, and I have yet to see it change a decision.",
        ),
        "high": ("The consultation reached people who are not usually asked.",),
    },
    "partnerships": {
        "low": (
            "We hear of decisions when they are announced.",
            "Meetings are cancelled at a day's notice and nobody says what was decided instead.",
            "The framework was agreed with us and is not used with us.",
        ),
        "middle": ("Relations are good between persons and thin between organisations.",),
        "high": ("Shared outcomes are on the agenda at last, with a name beside each.",),
    },
    "communications": {
        "low": ("Staff read about changes in the press before they are told.",),
        "middle": ("The newsletter improved; it still says little about what went wrong.",),
        "high": ("Papers are published earlier and can be read without a guide.",),
    },
    "plan": {
        "low": (
            "There are more milestones in the plan than people to reach them.",
            "Much effort goes into reporting progress and too little into making it.",
        ),
        "middle": (
            "The direction is right. Ask me again when the budget has been set.",
            "Fewer priorities, finished one after the other, would convince me more.",
        ),
        "high": (
            "For the first time the plan is something that people mention unasked.",
            "The council admits more openly what is not working, and that helps.",
        ),
    },
}


def words(topic: str, tone: Tone) -> tuple[str, ...]:
    """The sentences about `topic` in this tone; of the plan as a whole where it has none."""
    return WORDS.get(topic, WORDS["plan"])[tone]
