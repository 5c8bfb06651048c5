"""First names, and the words that sentences begin with and that are no names.

All are short on purpose: a word in none of them that has a capital is marked, and a redactor says
that it stays.
"""

from pathlib import Path

FOLDER = Path(__file__).parent / "words"


def listed(name: str) -> frozenset[str]:
    """The words of the list `name`, in lower case."""
    return frozenset((FOLDER / f"{name}.txt").read_text("utf-8").split())


# Common in Britain and Ireland, and no words at all: they are found in lower case too.
FIRST_NAMES = listed("first-names")
# Words that people are called by as well: with a capital within a sentence they are names.
WORDS_AND_NAMES = listed("words-and-names")
# Words with a capital that tell nobody apart.
ORDINARY = listed("ordinary")
# What sentences begin with.
BEGINNERS = listed("beginners")
# Of an address before the @: what it is for, rather than who has it.
NO_NAMES = listed("no-names")
