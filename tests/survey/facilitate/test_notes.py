"""What in the notes the speaker said, and what is the facilitator's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.facilitate.notes import beside_passages, passages


@pytest.mark.parametrize(
    ("notes", "said", "beside"),
    [
        ("", [], ""),
        ("He nods", [], "He nods"),
        ("> Said", ["Said"], ""),
        ("[14:05]\n> Said\n", ["Said"], ""),
        ("> One\n> two\nand\n> three", ["One\ntwo", "three"], "[passage 1]\nand\n[passage 2]"),
        ("> One\n>\n> two", ["One\n\ntwo"], ""),
        ("> One\n\n> two", ["One", "two"], ""),
        ("> Twice\nand\n> Twice", ["Twice"], "[passage 1]\nand\n[passage 1]"),
        (">> deep\n>not marked", [], ">> deep\n>not marked"),
        ("> \n>\n> \u200b", [], ""),
        ("a > b\n > c", [], "a > b\n > c"),
        ("> > quoted", ["> quoted"], ""),
        ("> \u202eמרחב\tx 🌡️", ["\u202eמרחב\tx 🌡️"], ""),
        ("[14:05]\nNoted\n[14:09]", [], "[14:05]\nNoted\n[14:09]"),
    ],
)
def test_lines_that_are_marked_were_said(notes: str, said: list[str], beside: str) -> None:
    assert passages(notes) == said
    assert beside_passages(notes) == beside


LINE = st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=20)


@given(st.lists(st.tuples(st.booleans(), LINE), max_size=12))
def test_every_word_is_either_a_passage_or_a_note_and_nothing_is_lost(
    lines: list[tuple[bool, str]],
) -> None:
    notes = "\n".join(f"> {text}" if marked else f"x{text}" for marked, text in lines)
    own = [f"x{text}" for marked, text in lines if not marked]
    beside = beside_passages(notes)
    assert [line for line in beside.split("\n") if line.startswith("x")] == own
    told = [line for passage in passages(notes) for line in passage.split("\n")]
    assert all(text in told for marked, text in lines if marked and text.strip().isalnum())
