"""What a message about an invitation says of the person, the round and the links."""

from analysis.periods import month_label
from survey.clock import london_moment
from survey.mail.body import Value
from survey.mail.links import Links
from survey.models import Organisation
from survey.queries.messages import Invited


def name_of(to: Invited) -> str:
    """How the recipient is addressed: by the seat, a deputy as its deputy."""
    return f"Deputy for {to.seat.role}" if to.deputy else to.seat.role


def marks_of(to: Invited) -> frozenset[str]:
    """What is true of the recipient, by the marks of paragraphs."""
    true = {
        "scores": to.invitation.scores,
        "talks": not to.invitation.scores,
        "deputy": to.deputy,
        "half-way": to.half_way,
    }
    return frozenset(mark for mark, holds in true.items() if holds)


def values_of(to: Invited, standing: Organisation, links: Links) -> dict[str, Value]:
    """The values of the merge fields that every message about an invitation knows."""
    return {
        "role": Value(name_of(to)),
        "seat": Value(to.seat.role),
        "month": Value(month_label(to.round.month)),
        "closes": Value(london_moment(to.round.closes_at), strong=True),
        "organisation": Value(standing.name),
        "contact": Value(standing.contact_email, f"mailto:{standing.contact_email}"),
        "link": Value("Open the form", links.form),
        "talk_link": Value("I would rather talk", links.talk),
        "decline_link": Value("I will leave this month out", links.decline),
    }
