"""What this panel and this plan tell: who sits on it, for whom, and what they are called."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from survey.actions.redacting.found import Found, Kind
from survey.actions.redacting.names import BEGINNERS, NO_NAMES, ORDINARY

WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
# 'Health and Wellbeing Board', 'INLOGOV'.
PROPER = re.compile(
    r"\b[A-Z][\w\u2019'-]+(?:(?:\s+(?:and|of))*\s+[A-Z][\w\u2019'-]+)+|\b[A-Z]{3,}\b"
)
SHORTEST = 3


@dataclass(frozen=True)
class Known:
    """What may tell who spoke on this panel: `posts`, `bodies` and people's `names`.

    `ordinary` holds the words, in lower case, that the questionnaire and the plan use as words.
    """

    posts: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    ordinary: frozenset[str] = frozenset()

    @cached_property
    def _phrases(self) -> tuple[tuple[Kind, re.Pattern[str]], ...]:
        return tuple(
            (kind, any_of(phrases))
            for kind, phrases in (
                (Kind.POST, self.posts), (Kind.BODY, self.bodies), (Kind.NAME, self.names),
            )
            if phrases
        )  # fmt: skip

    @cached_property
    def _telling(self) -> frozenset[str]:
        """The words of posts that tell with a capital: 'Cohesion', 'Solicitor'."""
        words = {word.casefold() for post in self.posts for word in WORD.findall(post)}
        return frozenset(
            word for word in words - ORDINARY - BEGINNERS - self.ordinary if len(word) > SHORTEST
        )

    def found(self, text: str) -> Iterator[Found]:
        """Where `text` says something of it, in whatever letters."""
        for kind, phrases in self._phrases:
            for match in phrases.finditer(text):
                yield Found(match.start(), match.end(), kind)
        for match in WORD.finditer(text):
            if not match[0].islower() and match[0].casefold() in self._telling:
                yield Found(match.start(), match.end(), Kind.POST)


def any_of(phrases: Collection[str]) -> re.Pattern[str]:
    """Any of `phrases` as whole words, however their blanks are typed; the longest first."""
    each = (
        r"\s+".join(re.escape(word) for word in phrase.split())
        for phrase in sorted(phrases, key=len, reverse=True)
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)", re.IGNORECASE)


def names_of_address(email: str) -> set[str]:
    """What the part before the @ may tell of a name: 'sian.ap-rhys' gives 'sian', 'rhys'."""
    parts = re.split(r"[\W\d_]+", email.partition("@")[0].casefold())
    return {part for part in parts if len(part) >= SHORTEST and part not in NO_NAMES}


def posts_of(role: str) -> set[str]:
    """A role and its telling parts: 'Chair, Audit Committee' gives both and 'Audit Committee'."""
    return {part.strip() for part in (role, *role.split(",")[1:]) if part.strip()}


def proper_names(texts: Iterable[str], ordinary: Collection[str]) -> frozenset[str]:
    """Names of bodies and places in `texts`: two capitals side by side, or nothing but capitals.

    What begins a text may have its capital from that.
    """
    found: set[str] = set()
    for text in texts:
        for match in PROPER.finditer(text):
            words = match[0].split()
            if match.start() and any(word.casefold() not in ordinary for word in words):
                found.add(match[0])
    return frozenset(name for name in found if name.casefold() not in ORDINARY)


def used_as_words(texts: Iterable[str]) -> frozenset[str]:
    """The words that `texts` write in lower case, and so use as words and not as names."""
    return frozenset(word for text in texts for word in WORD.findall(text) if word.islower())
