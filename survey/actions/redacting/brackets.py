"""Whether a quote says what was said: outside [brackets] the original's words, in their order.

A bracket stands for one or more whole words. The speaker's own square brackets become round ones,
so that a square bracket always means that something was taken out.
"""

import re
import unicodedata

from survey.errors import SurveyError

MOST_IN_BRACKETS = 60
MOST_TIMES = 15
SHOWN_WORDS = 4
BRACKET = re.compile(r"\[([^\[\]]*)\]")
APOSTROPHES = frozenset("'\u2019")
HYPHENS = frozenset("-\u2010\u2011")


class Unfaithful(SurveyError):
    """A quote that does not say what was said; its text names the first words that differ."""


def editable(original: str) -> str:
    """Where redaction begins: the original, with round brackets for the speaker's square ones."""
    return original.replace("[", "(").replace("]", ")")


def refuse_unfaithful(original: str, quote: str) -> None:
    """Raise Unfaithful where `quote` is not `original` with [brackets] for what was taken out."""
    if len(quote) > MOST_TIMES * len(original) + MOST_IN_BRACKETS * MOST_IN_BRACKETS:
        raise Unfaithful("The quote is much longer than what was said; begin with that again.")
    kept = _kept(quote)
    said = _folded(editable(original))
    end = 0
    for place, words in enumerate(kept):
        first, last = place == 0, place == len(kept) - 1
        if not words and not last:
            continue
        found = _find(said, words, end, first=first, last=last)
        if found is None:
            raise Unfaithful(_difference(said, words, end, first=first, last=last))
        end = found


def outside(quote: str) -> str:
    """The words of `quote` that stand outside its brackets."""
    return " ".join(_folded(BRACKET.sub(" ", quote)).split())


def _kept(quote: str) -> list[str]:
    """What stands before, between and after the brackets; Unfaithful where these are wrong."""
    rest = BRACKET.sub("", quote)
    if "[" in rest or "]" in rest:
        raise Unfaithful(
            "A square bracket is opened and not closed, closed and not opened, or stands within "
            "another: write each as in [a colleague]."
        )
    for inside in BRACKET.findall(quote):
        _refuse_inside(inside)
    kept = [_folded(words) for words in BRACKET.split(quote)[::2]]
    if not any(character.isalnum() for words in kept for character in words):
        raise Unfaithful(
            "Nothing of what was said is left outside the brackets, so there is nothing to quote."
        )
    return kept


def _refuse_inside(inside: str) -> None:
    if not inside.strip():
        raise Unfaithful("A bracket is empty: say what it stands for, as in [a place], or […].")
    if len(inside) > MOST_IN_BRACKETS:
        raise Unfaithful(
            f"'[{inside[:30]}…]' is too long: "
            f"a bracket holds {MOST_IN_BRACKETS} characters at most."
        )


def _folded(text: str) -> str:
    """`text` with its white space evened out and without characters that are not drawn."""
    composed = unicodedata.normalize("NFC", text)
    drawn = "".join(c for c in composed if unicodedata.category(c) != "Cf")
    return " ".join(drawn.split())


def _find(said: str, words: str, start: int, *, first: bool, last: bool) -> int | None:
    """Where `words` end in `said`, from `start` on; None where they are not there as they must.

    The first words begin it and the last end it; in between at least a word is left out before
    them. The earliest place is as good as any, for what follows needs only what comes after.
    """
    if first:
        at = 0
        right = said.startswith(words) and _whole(said, at, len(words))
        return len(words) if right and (not last or len(words) == len(said)) else None
    least = start + (said[start : start + 1] == " ") + 1
    if last:
        at = len(said) - len(words)
        return len(said) if at >= least and said.endswith(words) and _cut(said, at) else None
    at = said.find(words, least)
    while at >= 0 and not _whole(said, at, at + len(words)):
        at = said.find(words, at + 1)
    return at + len(words) if at >= 0 else None


def _whole(said: str, start: int, end: int) -> bool:
    return _cut(said, start) and _end(said, end)


def _cut(said: str, at: int) -> bool:
    """Whether words may be kept from `at` on: no word is halved, but 's may follow a bracket."""
    if not 0 < at < len(said):
        return True
    return not (_joins(said[at - 1]) and _joins(said[at]))


def _end(said: str, at: int) -> bool:
    """Whether words may be kept up to `at`: 'can' is no part of what 'can't' says."""
    if not 0 < at < len(said):
        return True
    torn = said[at] in APOSTROPHES and said[at + 1 : at + 2].isalnum() and said[at - 1].isalnum()
    return not torn and not (_joins(said[at - 1]) and _joins(said[at]))


def _joins(character: str) -> bool:
    """Whether it is part of a word, whatever it stands beside."""
    return (
        character.isalnum()
        or character in HYPHENS
        or unicodedata.category(character).startswith("M")
    )


def _difference(said: str, words: str, start: int, *, first: bool, last: bool) -> str:
    """What is wrong with `words`, with the first of them that differ and what was said there."""
    same = _longest(said, words, start, first=first)
    rest = words.split()[same.count(" ") + 1 if same else 0 :]
    after = said[_after(said, same, start, first=first) :].split()
    was = " ".join(after[:SHOWN_WORDS])
    if not rest and last and was:
        return (
            f"The quote ends where the speaker went on with '{was}': put […] at its end for what "
            "is left out."
        )
    if not rest:
        where = " ".join(words.split()[:SHOWN_WORDS])
        bracket = f"The bracket before '{where}'" if where else "The last bracket"
        whole = "a bracket stands in place of whole words"
        return f"{bracket} takes nothing out, or half a word: {whole}."
    shown = " ".join(rest[:SHOWN_WORDS])
    told = f"; what was said there is '{was}'" if was and (same or first) else ""
    return (
        f"Outside [brackets] every word must stay as it was said. The first words that differ are "
        f"'{shown}'{told}. Put a [bracket] in place of what is taken out."
    )


def _longest(said: str, words: str, start: int, *, first: bool) -> str:
    """The longest beginning of `words`, in whole words, that was said where it must be."""
    parts = words.split()
    for many in range(len(parts), 0, -1):
        beginning = " ".join(parts[:many])
        if _after(said, beginning, start, first=first) >= 0:
            return beginning
    return ""


def _after(said: str, words: str, start: int, *, first: bool) -> int:
    """Where what follows `words` begins in `said`, -1 where they are not there."""
    if not words:
        return 0 if first else start
    if first:
        return len(words) if said.startswith(words) and _end(said, len(words)) else -1
    at = said.find(words, start)
    while at >= 0 and not _whole(said, at, at + len(words)):
        at = said.find(words, at + 1)
    return at + len(words) if at >= 0 else -1
