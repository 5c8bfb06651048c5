"""Words that are written like a name: with a capital where a sentence gives them none."""

import re
from collections.abc import Iterator

from survey.actions.redacting.found import Found, Kind
from survey.actions.redacting.known import Known
from survey.actions.redacting.names import BEGINNERS, FIRST_NAMES, ORDINARY, WORDS_AND_NAMES

TOKEN = re.compile(r"[^\W_]+(?:['\u2019.&-][^\W_]+)*")
# After these a capital means that a sentence begins.
SENTENCE = re.compile(r"(?:^|[.!?:\u2026\n\u2022*\]]|(?:^|\n)\s*[-\u2013])[\s\"'\u201c\u2018(\[]*$")
POSSESSIVE = re.compile(r"['\u2019]s$")
# Words with these endings are hardly ever names.
ENDINGS = ("tion", "tions", "ment", "ments", "ness", "ity", "fully")
FEWEST_LETTERS = 2


def capitals(text: str, known: Known) -> Iterator[Found]:
    """The words of `text` that may be names because of their capital; neighbours stay apart."""
    tokens = list(TOKEN.finditer(text))
    lower = {match[0] for match in tokens if match[0].islower()}
    for place, match in enumerate(tokens):
        word = POSSESSIVE.sub("", match[0])
        if not _capital(word) or _ordinary(word, known):
            continue
        begins = bool(SENTENCE.search(text[max(0, match.start() - 8) : match.start()]))
        following = tokens[place + 1 : place + 2]
        if not begins or (
            word.casefold() not in lower and _name_at_the_start(word, following, text, match)
        ):
            yield Found(match.start(), match.start() + len(word), Kind.CAPITAL)


def first_names(text: str) -> Iterator[Found]:
    """First names that are common in Britain and Ireland, with a capital or all in lower case."""
    for match in TOKEN.finditer(text):
        word = POSSESSIVE.sub("", match[0])
        if word.casefold() in FIRST_NAMES:
            yield Found(match.start(), match.start() + len(word), Kind.NAME)


def _capital(word: str) -> bool:
    """A capital anywhere but for a lone letter: 'McKay', 'iCasework', 'LGA'."""
    return len(word) >= FEWEST_LETTERS and any(c.isupper() or c.istitle() for c in word)


def _ordinary(word: str, known: Known) -> bool:
    folded = word.casefold()
    return folded in ORDINARY or (folded in known.ordinary and folded not in WORDS_AND_NAMES)


def _name_at_the_start(
    word: str, following: list[re.Match[str]], text: str, match: re.Match[str]
) -> bool:
    """Whether a word that begins a sentence may be a name all the same: unless it looks like one
    of the words that sentences begin with.
    """
    beside = bool(following) and text[match.end() : following[0].start()].isspace()
    if beside and following[0][0][:1].isupper() and following[0][0] != "I":
        return True
    if not word[1:].islower():
        return True
    return word.casefold() not in BEGINNERS and not word.endswith(ENDINGS)
