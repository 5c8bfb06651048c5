from analysis.periods import parse_period
from analysis.tally import Item, Place, Said, Tally

PROGRESS = Item("1", "progress")


def said(mode: str | None, score: int | None = 3) -> Said:
    return Said(PROGRESS, "audit", "audit", mode, score, None)


TALLY = Tally(
    parse_period("2018-19-q2"),
    {said("form"): 4, said("interview"): 2, said(None): 1, said("interview", None): 1},
    {Place("audit", answered=True): 8, Place("cabinet", answered=False): 1},
    {"audit": 8, "cabinet": 1},
)


def test_one_mode_alone_keeps_who_could_answer() -> None:
    interviews = TALLY.by_mode(["interview"])
    assert interviews.said == {said("interview"): 2, said("interview", None): 1}
    assert (interviews.places, interviews.latest) == (TALLY.places, TALLY.latest)


def test_modes_share_out_all_that_was_said_with_one() -> None:
    parts = [TALLY.by_mode([mode]).said for mode in ("form", "interview")]
    assert sum(sum(part.values()) for part in parts) == 7
    assert TALLY.by_mode([]).said == {}
    assert TALLY.by_mode([]).items() == frozenset()


def test_items_and_groups_are_all_that_somebody_spoke_of_or_counts_under() -> None:
    assert TALLY.items() == {PROGRESS}
    assert TALLY.groups() == {"audit", "cabinet"}
