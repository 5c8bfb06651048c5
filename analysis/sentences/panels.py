"""Who was asked in other quarters: what a reader has to know before comparing them."""

from analysis import wording
from analysis.reading import Reading
from analysis.summary import Summary


def regrouped(reading: Reading) -> str:
    """That the blocks are not those of the last quarter before; empty where they are."""
    if not reading.earlier:
        return ""
    before = reading.earlier[-1]
    if _blocks(before) == _blocks(reading.summary):
        return ""
    names = [each.name for each in before.response.blocks]
    return (
        f"These are not the blocks of {before.period.label}, which were "
        f"{wording.enumerated(names)}; nothing said of a block is compared across that change."
    )


def asked(reading: Reading) -> str:
    """That the means of several quarters are not all of the same people, with how many asked."""
    counts = [str(each.response.eligible) for each in reading.quarters]
    return (
        "Each mean is of those who scored in that quarter, who are not always the same people; "
        f"{wording.enumerated(counts)} people were asked."
    )


def _blocks(summary: Summary) -> set[tuple[str, str]]:
    return {(each.block, each.name) for each in summary.response.blocks}
