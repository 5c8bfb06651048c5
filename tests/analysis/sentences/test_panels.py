from dataclasses import replace

from analysis import sentences
from analysis.summary import BlockResponse
from tests.analysis.published import RESPONSE, quarter, reading


def test_the_blocks_of_before_are_named_where_they_are_others() -> None:
    cabinet = replace(RESPONSE, blocks=(BlockResponse("cabinet", "Cabinet", 10, 10, 1.0),))
    shown = reading(replace(quarter(), response=cabinet), earlier=(quarter(1, "2018-19-q1", None),))
    assert sentences.regrouped(shown) == (
        "These are not the blocks of April to June 2018, which were Executive and Independent; "
        "nothing said of a block is compared across that change."
    )


def test_the_same_blocks_are_not_remarked_on() -> None:
    assert sentences.regrouped(reading(earlier=(quarter(1, "2018-19-q1", None),))) == ""
    assert sentences.regrouped(reading()) == ""


def test_how_many_were_asked_stands_beside_the_quarters() -> None:
    more = replace(quarter(), response=replace(RESPONSE, eligible=43))
    assert sentences.asked(reading(more, earlier=(quarter(1, "2018-19-q1", None),))) == (
        "Each mean is of those who scored in that quarter, who are not always the same people; "
        "29 and 43 people were asked."
    )
