"""How a delivery can end other than well. The worker decides what follows.

NotDelivered
├── Dropped     no longer wanted: the round has closed
├── Rejected    for ever: no such recipient
└── Postponed   not this time: the server is busy, away or stalls
"""


class NotDelivered(Exception):
    """A message that did not leave; the text says why, for the manager."""


class Dropped(NotDelivered):
    """There is no reason left to send it."""


class Rejected(NotDelivered):
    """Trying again would change nothing."""


class Postponed(NotDelivered):
    """Another attempt may succeed."""
