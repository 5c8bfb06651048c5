"""What to have at hand beside a theme: what this person said about it last, and what came of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from survey.clock import month_words
from survey.extensions import db
from survey.facilitate.parts import Theme
from survey.models import CommitmentStatus, Worked
from survey.queries.aims import themes_by_aim
from survey.queries.assignments import Held
from survey.queries.last_time import Words, earlier_words
from survey.queries.raised import Raised, said_of
from survey.queries.recipients import recipient

STATUS = {
    CommitmentStatus.PLANNED: "planned",
    CommitmentStatus.UNDER_WAY: "under way",
    CommitmentStatus.DONE: "done",
    CommitmentStatus.DROPPED: "dropped",
}
WORKED = {
    Worked.YES: "They told us that it worked",
    Worked.PARTLY: "They told us that it worked in part",
    Worked.NO: "They told us that it did not work",
    Worked.CANNOT_SAY: "They told us that they cannot say whether it worked",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was made of something that this person raised; whether they are `asked` if it worked."""

    said: str
    promise: str
    status: str
    due: str
    outcome: str
    worked: str
    asked: bool


@dataclass(frozen=True, slots=True)
class LastTime:
    """About one theme: the `month` in which they last spoke of it, their words, what came of it."""

    month: str
    words: tuple[str, ...]
    outcomes: tuple[Outcome, ...]


def last_time(held: Held, themes: Sequence[Theme]) -> dict[str, LastTime]:
    """{theme's id: what there is to remember}; themes of which there is nothing are left out.

    What answers something that no theme of today holds stands with the last theme that is about
    the whole.
    """
    person = recipient(held.invitation)
    said = earlier_words(db.session, person, held.round.month)
    promised = said_of(db.session, person)[::-1]
    homes = themes_by_aim(db.session)
    found = {theme.id: about(theme, said, promised, themes, homes) for theme in themes}
    return {key: each for key, each in found.items() if each.words or each.outcomes}


def about(
    theme: Theme,
    said: Iterable[Words],
    promised: Iterable[Raised],
    themes: Sequence[Theme],
    homes: Mapping[str, str],
) -> LastTime:
    """`homes` is {aim's ref: its theme's}."""
    own = [words for words in said if is_about(theme, words, homes)]
    month = own[0].month if own else ""
    return LastTime(
        month_words(month) if month else "",
        tuple(words.text for words in own if words.month == month),
        tuple(outcome(each) for each in promised if theme is home_of(each, themes, homes)),
    )


def is_about(theme: Theme, words: Words, homes: Mapping[str, str]) -> bool:
    if theme.section.item is None or not words.item:
        return words.field.startswith(f"{theme.id}-")
    return homes.get(words.item, words.item) == theme.section.item


def home_of(promised: Raised, themes: Sequence[Theme], homes: Mapping[str, str]) -> Theme:
    """The theme beside which a commitment stands, by the theme or the aim that it is about."""
    item = promised.commitment.item
    ref = homes.get(item, item)
    own = (theme for theme in themes if ref and theme.section.item == ref)
    whole = (theme for theme in reversed(themes) if theme.section.item is None)
    return next(own, None) or next(whole, themes[-1])


def outcome(promised: Raised) -> Outcome:
    made, voice = promised.commitment, promised.voice
    return Outcome(
        made.said,
        made.promise,
        STATUS[made.status],
        month_words(made.due_month),
        made.outcome,
        WORKED[voice.worked] if voice.worked else "",
        asked=made.status is CommitmentStatus.DONE and not promised.is_answered,
    )
