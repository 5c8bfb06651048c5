"""What is the matter with somebody who is to be chased, in words, and the one next action."""

from dataclasses import dataclass

from flask import url_for

from survey.clock import london_date, london_moment
from survey.queries.chase import Chased, Reason

MOST_MESSAGES = 2  # after so many only a call is left


@dataclass(frozen=True, slots=True)
class Matter:
    """A line of the list: `action` leads to `href`, or is done by a POST to it."""

    person: Chased
    words: str
    action: str
    href: str
    posts: bool = False


def matter(month: str, person: Chased) -> Matter:
    """What is left to do with `person` in the round of `month`."""
    action, endpoint = ACTIONS[person.reason]
    if person.reason is Reason.SILENT and person.messages >= MOST_MESSAGES:
        action, endpoint = "Call", "manage.asked"
    return Matter(
        person=person,
        words=words(person),
        action=action,
        href=address(endpoint, month, person),
        posts=endpoint in POSTS,
    )


def address(endpoint: str, month: str, person: Chased) -> str:
    if endpoint == "manage.address_page":
        return url_for(endpoint, person_id=person.person_id)
    return url_for(endpoint, month=month, invitation_id=person.invitation_id)


def words(person: Chased) -> str:
    return WORDS[person.reason].format(
        email=person.email,
        day=london_date(person.since),
        moment=london_moment(person.since),
        messages="1 message" if person.messages == 1 else f"{person.messages} messages",
    )


WORDS = {
    Reason.ADDRESS: "Mail to {email} did not arrive, {day}",
    Reason.UNCERTAIN: "Nobody knows whether the mail of {day} arrived",
    Reason.MISSED: "A talk was booked for {moment}; nothing is recorded",
    Reason.TALK: "Asked to talk on {day}",
    Reason.HALF_WAY: "Half-way since {day}",
    Reason.INTERVIEW: "Is heard by conversation; none is booked",
    Reason.SILENT: "Not started; {messages}, the last on {day}",
}
ACTIONS = {
    Reason.ADDRESS: ("Correct the address", "manage.address_page"),
    Reason.UNCERTAIN: ("Send it again", "manage.resend_one"),
    Reason.MISSED: ("Book another talk", "manage.asked"),
    Reason.TALK: ("Book a talk", "manage.asked"),
    Reason.HALF_WAY: ("Send a new link", "manage.reissue"),
    Reason.INTERVIEW: ("Book a talk", "manage.asked"),
    Reason.SILENT: ("Send a new link", "manage.reissue"),
}
POSTS = frozenset({"manage.resend_one", "manage.reissue"})
