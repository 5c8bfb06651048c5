from sqlmodel import Session

from survey.actions.redacting.known import (
    WORD,
    Known,
    names_of_address,
    posts_of,
    proper_names,
    used_as_words,
)
from survey.queries.telling_words import telling_words


def known(session: Session) -> Known:
    """What may tell who spoke on the panel, under the plan and by the questionnaires as they are.

    The council's own name is no secret: it stands on every page.
    """
    told = telling_words(session)
    own = {word.casefold() for word in WORD.findall(told.organisation)}
    people = {name for address in told.addresses for name in names_of_address(address)}
    names = {part.casefold() for name in told.staff for part in name.split() if len(part) > 1}
    ordinary = used_as_words(told.texts) | own
    return Known(
        posts=frozenset(post for role in told.roles for post in posts_of(role)),
        bodies=(told.bodies | proper_names(told.texts, ordinary)) - {told.organisation},
        names=frozenset((people | names) - ordinary),
        ordinary=ordinary,
    )
