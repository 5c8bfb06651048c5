from analysis.groups import Segment, blocks_of


def group(ref: str, block: str, side: str | None) -> Segment:
    return Segment(ref, ref.title(), block, block.title(), side)


def test_blocks_stand_in_the_order_of_their_first_group() -> None:
    groups = [
        group("audit", "independent", "assurance"),
        group("cabinet", "executive", "executive"),
        group("chairs", "independent", "assurance"),
    ]
    assert blocks_of(groups) == (
        Segment("independent", "Independent", "independent", "Independent", "assurance"),
        Segment("executive", "Executive", "executive", "Executive", "executive"),
    )


def test_a_block_of_groups_on_several_sides_stands_on_none() -> None:
    groups = [group("audit", "other", "assurance"), group("partners", "other", "external")]
    assert [block.side for block in blocks_of(groups)] == [None]
    assert [block.side for block in blocks_of(groups[::-1])] == [None]


def test_groups_without_sides_make_blocks_without_sides() -> None:
    assert [block.side for block in blocks_of([group("a", "a", None)])] == [None]
    assert blocks_of([]) == ()
