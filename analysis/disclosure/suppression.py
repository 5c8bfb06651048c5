"""Which blocks are hidden, and which more so that those cannot be had by subtraction."""

from collections.abc import Sequence


def hidden(sizes: Sequence[int], threshold: int) -> frozenset[int]:
    """Places of the blocks to hide, given how many scores each holds.

    Those below the threshold, and then the next smallest for as long as the overall figure less
    the shown blocks would give away a single block, or fewer people than the threshold.
    """
    order = sorted(range(len(sizes)), key=lambda place: (sizes[place], place))
    count = sum(size < threshold for size in sizes)
    while 0 < count < len(order) and (
        count == 1 or sum(sizes[place] for place in order[:count]) < threshold
    ):
        count += 1
    return frozenset(order[:count])
