"""How figures are written out: bases, signs, counts in words, lists."""

from collections.abc import Sequence

from analysis.figures import Ends, Figures, Shown

HIDDEN = "[c]"
HIDDEN_IN_WORDS = "[c] hidden to protect individuals"
NOT_ASKED = "not asked"
MINUS = "\N{MINUS SIGN}"
EN_DASH = "\N{EN DASH}"
# More names than this in one sentence are a list, which the page has already.
MOST_NAMES = 3
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def base(figures: Figures) -> str:
    """'26 of 29', the people who scored of those asked; '[c]' where either is hidden."""
    if figures.n is None or figures.eligible is None:
        return HIDDEN
    return f"{figures.n} of {figures.eligible}"


def mean(shown: Shown | None) -> str:
    """'3.0', '2 or lower', or '[c]' where no mean may be shown."""
    if shown is None:
        return HIDDEN
    return f"{shown.value:.1f}" if shown.relation == "exactly" else str(shown)


def median(shown: Shown | None) -> str:
    """'3.5', '2 or lower', or '[c]' where no median may be shown."""
    return HIDDEN if shown is None else str(shown)


def ends(between: Ends, places: int = 0) -> str:
    """'2.9 and 3.3': the ends of what a figure can be."""
    return f"{between.low:.{places}f} and {between.high:.{places}f}"


def signed(number: float, places: int = 0) -> str:
    """'+0.4', '-12' with a true minus, '0': a difference always says its direction."""
    if round(number, places) == 0:
        return f"{0:.{places}f}"
    return f"{'+' if number > 0 else MINUS}{abs(number):.{places}f}"


def in_words(count: int) -> str:
    """'seven' up to ten, figures above."""
    return _SMALL[count] if count < len(_SMALL) else str(count)


def counted(count: int, one: str, many: str) -> str:
    """'one theme', 'seven themes'."""
    return f"{in_words(count)} {one if count == 1 else many}"


def listed(names: Sequence[str]) -> str:
    """'A', 'A and B', 'A; B and C': semicolons, because names of themes hold commas and 'and'."""
    if len(names) < 2:
        return "".join(names)
    return f"{'; '.join(names[:-1])} and {names[-1]}"


def enumerated(names: Sequence[str]) -> str:
    """'A', 'A and B', 'A, B and C'; with a comma before 'and' where a name holds that word."""
    if len(names) < 2:
        return "".join(names)
    comma = "," if any(" and " in name for name in names) else ""
    return f"{', '.join(names[:-1])}{comma} and {names[-1]}"


def named(names: Sequence[str]) -> str:
    """The names as a list, or how many themes they are where a list would be long."""
    return listed(names) if len(names) <= MOST_NAMES else f"{in_words(len(names))} themes"


def capitalised(sentence: str) -> str:
    """The first letter large, the others as they are."""
    return sentence[:1].upper() + sentence[1:]
