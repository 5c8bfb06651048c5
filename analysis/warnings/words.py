"""A warning as one plain sentence with its figures and their base, and what to do about it."""

from fractions import Fraction

from analysis import wording
from analysis.periods import month_label, parse_period
from analysis.warnings.figures import (
    Agreement,
    Apart,
    Downwards,
    Kind,
    LowShare,
    NotClose,
    Raised,
    Response,
)

ADVICE: dict[Kind, str] = {
    "response": (
        "See who has not been heard, chase or book a conversation while the month is open, and say "
        "the base wherever its figures are used."
    ),
    "block-low": (
        "Set the evidence for the official rating beside what this block said, and ask the theme's "
        "lead to answer the difference before the quarter is published."
    ),
    "low-share": (
        "Read what was said about it this month, and ask the theme's lead what has changed."
    ),
    "downwards": (
        "Read what was said about it in both months, and ask the theme's lead what is slipping."
    ),
    "apart": (
        "Compare what both sides said about it: do they know different things, or judge the same "
        "things differently? Tell both that the other sees it otherwise."
    ),
    "agreement": (
        "Look at the distribution before the median is quoted, and read what those at either end "
        "said: one figure for all would hide that they disagree."
    ),
    "not-close": (
        "Find out what people would need to see to judge it, and let the facilitators offer a "
        "briefing to the whole panel."
    ),
}


def advice(kind: Kind) -> str:
    """What whoever reads a warning of this kind can do, in a sentence or two."""
    return ADVICE[kind]


def sentence(raised: Raised, title: str) -> str:
    """'Culture, progress: ...', or the figures alone where they are of the whole panel.

    `title` is what the item is called.
    """
    place = about(raised, title)
    return f"{place}: {told(raised)}" if place else wording.capitalised(told(raised))


def about(raised: Raised, title: str) -> str:
    """'Culture, progress'; the title alone without a measure, '' of the whole panel."""
    return ", ".join(filter(None, (title, raised.measure))) if raised.item else ""


def told(raised: Raised) -> str:
    """What the figures say, without what they are about."""
    figures = raised.figures
    match figures:
        case LowShare():
            return low_share(figures, span(raised))
        case Agreement():
            return agreement(figures, raised.against)
        case Apart():
            return apart(figures)
        case Downwards():
            return downwards(figures, raised)
        case NotClose():
            share = per_cent(figures.not_close, figures.answered)
            return (
                f"{share} of the {figures.answered} people who answered say that they are not "
                "close enough to judge it."
            )
        case Response():
            share = per_cent(figures.answered, figures.asked)
            return f"{share} of the {figures.asked} people who were asked have answered."
        case _:
            return (
                f"in the block {figures.name} the median is {decimal(figures.median, 1)} "
                f"({figures.n} people), where the official rating is {figures.official}."
            )


def low_share(figures: LowShare, when: str) -> str:
    shares = (figures.before, figures.after)
    before, after = (per_cent(people, figures.matched) for people in shares)
    return (
        f"the share of those who scored in both months giving {low_scores(figures)} rose "
        f"from {before} to {after}, {when} ({figures.matched} people)."
    )


def agreement(figures: Agreement, against: str) -> str:
    now = decimal(figures.now)
    split = ", so that they are split" if figures.now < 0 else ""
    if figures.before is None or figures.before <= figures.now:
        return (
            f"those who scored it are split: their agreement is {now}, where {wording.MINUS}1 is "
            f"half at either end and 1 is unanimous ({figures.n} people)."
        )
    return (
        f"agreement among those who scored it fell from {decimal(figures.before)} to {now}{split} "
        f"({figures.n} people, and {figures.before_n} in {month_label(against)})."
    )


def apart(figures: Apart) -> str:
    higher, lower = ("executive", "external") if figures.delta > 0 else ("external", "executive")
    return (
        f"{higher} voices score it far higher than {lower} ones: Cliff's delta is "
        f"{decimal(abs(figures.delta))} ({figures.executive} executive and {figures.external} "
        "external people)."
    )


def downwards(figures: Downwards, raised: Raised) -> str:
    """In shares of those who moved, because how many moved down may be very few."""
    now = per_cent(figures.down, figures.moved)
    before = per_cent(figures.before_down, figures.before_moved)
    earlier = parse_period(raised.against).previous().ref
    return (
        "for the second month running more people moved down than up: "
        f"{now} of the {figures.moved} who moved {between(raised.against, raised.period)}, and "
        f"{before} of the {figures.before_moved} {between(earlier, raised.against)}."
    )


def span(raised: Raised) -> str:
    return between(raised.against, raised.period)


def between(earlier: str, later: str) -> str:
    """'from June to July 2018', 'from December 2018 to January 2019'."""
    first, last = month_label(earlier), month_label(later)
    same_year = first.split()[1] == last.split()[1]
    return f"from {first.split()[0] if same_year else first} to {last}"


def low_scores(figures: LowShare) -> str:
    """'1 or 2' on five points, '0' where the lowest point alone is low."""
    if figures.low == figures.first:
        return str(figures.first)
    joined = "or" if figures.low == figures.first + 1 else "to"
    return f"{figures.first} {joined} {figures.low}"


def per_cent(people: int, of: int) -> str:
    return f"{round(Fraction(100 * people, of))}%"


def decimal(number: Fraction, places: int = 2) -> str:
    """'-0.25' with a true minus, '2.5' without needless noughts."""
    shown = round(number, places)
    return f"{wording.MINUS if shown < 0 else ''}{float(abs(shown)):g}"
