"""What a message about an invitation says of its reader, the round and the links."""

from dataclasses import dataclass
from datetime import datetime

from survey.clock import london_moment, month_words
from survey.language import gettext
from survey.mail.body import Value
from survey.mail.links import Links
from survey.models import Organisation
from survey.queries.messages import Invited


@dataclass(frozen=True, slots=True)
class Reader:
    """To whom something is said: under which seat, as what, about which round."""

    seat: str
    month: str
    closes_at: datetime
    marks: frozenset[str]

    @property
    def name(self) -> str:
        """How they are addressed: by the seat, a deputy as its deputy."""
        if "deputy" not in self.marks:
            return self.seat
        return gettext("Deputy for %(seat)s") % {"seat": self.seat}


def reader_of(to: Invited) -> Reader:
    """The reader of a message about an invitation; the marks are those of paragraphs."""
    true = {
        "scores": to.invitation.scores,
        "talks": not to.invitation.scores,
        "deputy": to.invitation.deputy_id is not None,
        "half-way": to.half_way,
    }
    marks = frozenset(mark for mark, holds in true.items() if holds)
    return Reader(to.seat.role, to.round.month, to.round.closes_at, marks)


def values_of(reader: Reader, standing: Organisation, links: Links) -> dict[str, Value]:
    """The values of the merge fields that every message about an invitation knows."""
    return {
        "role": Value(reader.name),
        "seat": Value(reader.seat),
        "month": Value(month_words(reader.month)),
        "closes": Value(london_moment(reader.closes_at), strong=True),
        "organisation": Value(standing.name),
        "contact": Value(standing.contact_email, f"mailto:{standing.contact_email}"),
        "link": Value(gettext("Open the form"), links.form),
        "talk_link": Value(gettext("I would rather talk"), links.talk),
        "decline_link": Value(gettext("I will leave this month out"), links.decline),
        "record_link": Value(gettext("Read what I said"), links.record),
    }
