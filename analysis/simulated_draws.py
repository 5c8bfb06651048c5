"""How far the people of a simulation differ, and the generators that draw them."""

import hashlib
from collections.abc import Mapping

import numpy as np

# Points that a side adds to the level: the executive judges its own work.
SIDE_LEANING: Mapping[str, float] = {"executive": 0.4, "assurance": -0.1, "external": -0.35}
# Standard deviations, in points of a scale of five.
GROUP_SPREAD, PERSON_SPREAD, THEME_SPREAD, MOOD_SPREAD = 0.1, 0.45, 0.45, 0.35


def generator(seed: int, *names: str) -> np.random.Generator:
    """The generator of what `names` say; other names or another seed make an independent one."""
    digest = hashlib.sha256("\n".join(names).encode()).digest()
    return np.random.default_rng([seed, *np.frombuffer(digest, dtype=np.uint32)])


def month_number(month: str) -> int:
    """Months counted from a fixed one, so that their difference is how far apart two lie."""
    return int(month[:4]) * 12 + int(month[5:])
