from collections.abc import Iterable

from sqlmodel import Session

from survey.actions.redacting.known import (
    WORD,
    Known,
    names_of_address,
    posts_of,
    proper_names,
    used_as_words,
)
from survey.actions.redacting.names import BEGINNERS, ORDINARY
from survey.queries.telling_words import telling_words


def words_of(texts: Iterable[str]) -> set[str]:
    """Every word of `texts`, in lower case."""
    return {word.casefold() for text in texts for word in WORD.findall(text)}


def known(session: Session) -> Known:
    """What may tell who spoke on the panel, under the plan and by the questionnaires as they are.

    The council's own name is no secret: it stands on every page.
    """
    told = telling_words(session)
    ordinary = used_as_words(told.texts) | words_of([told.organisation])
    # An office's address tells its office, which is looked for as a post already.
    offices = words_of(told.roles | told.bodies) | BEGINNERS | ORDINARY
    people = {name for address in told.addresses for name in names_of_address(address)}
    staff = {word for word in words_of(told.staff) if len(word) > 1}
    return Known(
        posts=frozenset(post for role in told.roles for post in posts_of(role)),
        bodies=(told.bodies | proper_names(told.texts, ordinary)) - {told.organisation},
        names=frozenset(((people - offices) | staff) - ordinary),
        ordinary=ordinary,
    )
