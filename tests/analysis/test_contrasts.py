from analysis.contrasts import widest
from analysis.figures import BlockFigures, Figures, Relation, Shown
from analysis.scale import Scale
from tests.analysis.published import hidden


def block(name: str, median: float, relation: Relation = "exactly") -> BlockFigures:
    figures = Figures(
        13, 8, hidden=False, bands=None, median=Shown(median, relation), mean=None, net=None,
        agreement=None, no_view=None,
    )  # fmt: skip
    return BlockFigures(name.lower(), name, figures)


def test_a_point_apart_is_found_with_the_higher_first() -> None:
    found = widest([block("Independent", 2.5), block("Executive", 3.5)])
    assert found is not None
    assert (found.above, str(found.high), found.below, str(found.low)) == (
        ("Executive",), "3.5", ("Independent",), "2.5",
    )  # fmt: skip
    assert found.apart == 1


def test_blocks_of_the_same_median_stand_together() -> None:
    found = widest([block("A", 2), block("B", 4), block("C", 2), block("D", 3)])
    assert found is not None
    assert (found.above, found.below) == (("B",), ("A", "C"))


def test_another_scale_ends_elsewhere() -> None:
    low, high = block("A", 1, "or-lower"), block("B", 9, "or-higher")
    found = widest([low, high], Scale(0, 10))
    assert found is not None
    assert found.apart == 8
    assert widest([block("A", 10, "exactly"), high], Scale(0, 10)) is None


def test_less_than_a_point_is_nothing() -> None:
    assert widest([block("Executive", 3.5), block("Independent", 3)]) is None


def test_a_hidden_block_is_never_compared() -> None:
    assert widest([block("Executive", 4), BlockFigures("x", "Independent", hidden())]) is None
    assert widest([]) is None


def test_a_coded_median_counts_only_as_far_as_it_is_certain() -> None:
    assert widest([block("Executive", 4, "or-higher"), block("Independent", 3)]) is not None
    assert widest([block("Executive", 2, "or-lower"), block("Independent", 1)]) is None
    assert widest([block("Executive", 4, "or-higher"), block("Independent", 5)]) is None
    low_and_high = widest([block("Executive", 2, "or-lower"), block("Other", 4, "or-higher")])
    assert low_and_high is not None
    assert low_and_high.apart == 2


def test_the_widest_of_several_is_given() -> None:
    found = widest([block("A", 2), block("B", 3), block("C", 4.5)])
    assert found is not None
    assert (found.above, found.below) == (("C",), ("A",))
