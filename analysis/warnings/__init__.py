"""Early warnings: what in a period's figures the panel team should look at. Never published.

figures  what each warning rests on, and how it is stored
rules    Cube -> warnings, a function a rule
words    a warning as one plain sentence, and what to do about it

No warning speaks of fewer people than the threshold, to anyone: each rule has a base that its
sentence names, and is silent where that holds fewer.
"""

from analysis.warnings.figures import KINDS, Figures, Kind, Raised, read, stored
from analysis.warnings.rules import warnings
from analysis.warnings.words import advice, sentence

__all__ = [
    "KINDS",
    "Figures",
    "Kind",
    "Raised",
    "advice",
    "read",
    "sentence",
    "stored",
    "warnings",
]
