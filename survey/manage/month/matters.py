"""What is the matter with somebody who is to be chased, in words, and the one next action."""

from dataclasses import dataclass

from survey.clock import london_date, london_moment
from survey.queries.chase import Chased, Reason

MOST_MESSAGES = 2  # after so many only a call is left


@dataclass(frozen=True, slots=True)
class Matter:
    """A line of the list: `action` leads to `href`, or is done by a POST to it.

    `page` is the person's own.
    """

    person: Chased
    words: str
    action: str
    href: str
    page: str
    posts: bool = False


def matter(month: str, person: Chased) -> Matter:
    """What is left to do with `person` in the round of `month`."""
    action, place = ACTIONS[person.reason]
    if person.reason is Reason.SILENT and person.messages >= MOST_MESSAGES:
        action, place = "Call", ASKED
    return Matter(
        person=person,
        words=words(person),
        action=action,
        href=address(place, month, person),
        page=address(ASKED, month, person),
        posts=place in POSTS,
    )


def address(place: str, month: str, person: Chased) -> str:
    """Put together here, because asking Flask for sixty addresses costs a page a tenth more."""
    return place.format(month=month, invitation=person.invitation_id, person=person.person_id)


def words(person: Chased) -> str:
    return WORDS[person.reason].format(
        email=person.email,
        day=london_date(person.since),
        moment=london_moment(person.since),
        messages=messages(person),
    )


def messages(person: Chased) -> str:
    """'2 messages, the last on 5 July 2018'."""
    if person.written_at is None:
        return "no message was sent"
    last = london_date(person.written_at)
    if person.messages > 1:
        return f"{person.messages} messages, the last on {last}"
    return f"written to on {last}"


WORDS = {
    Reason.ADDRESS: "Mail to {email} did not arrive, {day}",
    Reason.UNCERTAIN: "Nobody knows whether the mail of {day} arrived",
    Reason.MISSED: "A talk was booked for {moment}; nothing is recorded",
    Reason.TALK: "Asked to talk on {day}",
    Reason.HALF_WAY: "Half-way since {day}",
    Reason.INTERVIEW: "Is heard by conversation; none is booked",
    Reason.SILENT: "Not started; {messages}",
}
ASKED = "/manage/rounds/{month}/people/{invitation}"
LINK, AGAIN = f"{ASKED}/link", f"{ASKED}/again"
TALK = "/manage/conversations/{invitation}?back=month"
ACTIONS = {
    Reason.ADDRESS: ("Correct the address", "/manage/panel/people/{person}/address"),
    Reason.UNCERTAIN: ("Send it again", AGAIN),
    Reason.MISSED: ("Move the talk", TALK),
    Reason.TALK: ("Book a talk", TALK),
    Reason.HALF_WAY: ("Send a new link", LINK),
    Reason.INTERVIEW: ("Book a talk", TALK),
    Reason.SILENT: ("Send a new link", LINK),
}
POSTS = frozenset({AGAIN, LINK})
