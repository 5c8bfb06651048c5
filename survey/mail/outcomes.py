"""How a delivery can end other than well. The worker decides what follows.

NotDelivered
├── Dropped     no longer wanted: the round has closed
├── Rejected    for ever: no such recipient
├── Postponed   not this time: the server is busy, away or stalls
│   └── NotYet  nothing was tried: it waits for something of ours, such as a paused round
└── Uncertain   the text was handed over, and nobody said whether it was taken
"""


class NotDelivered(Exception):
    """A message that is not known to have left; the text says why, for the manager."""


class Dropped(NotDelivered):
    """There is no reason left to send it."""


class Rejected(NotDelivered):
    """Trying again would change nothing."""


class Postponed(NotDelivered):
    """Another attempt may succeed."""


class NotYet(Postponed):
    """It is not its time; this counts as no attempt."""


class Uncertain(NotDelivered):
    """Another attempt may be a second copy, so only a person may ask for it."""
