import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.actions.importing.escapes import coded, decoded, escaped, unescaped


@pytest.mark.parametrize("text", ["=1+1", "+44 121", "-a", "@sum", "\tx", "\rx", "'=1", "''-x"])
def test_what_could_be_a_formula_gets_an_apostrophe(text: str) -> None:
    assert escaped(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "-5", "+5", "-63.1", "'quoted'", "''", "O'Neill"])
def test_other_text_and_numbers_stay_as_they_are(text: str) -> None:
    assert escaped(text) == unescaped(text) == text


@given(st.text(alphabet="'=+-@\t\r5.a", max_size=8))
def test_nothing_is_lost(text: str) -> None:
    assert unescaped(escaped(text)) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("a_x000D_b", "a\rb"),
        ("_x005F_x000D_", "_x000D_"),
        ("_xD83D_", "_xD83D_"),
        ("_x00_", "_x00_"),
    ],
)
def test_a_character_may_stand_as_its_number(cell: str, text: str) -> None:
    assert decoded(cell) == text


@given(st.text(alphabet="_x005FDd8", max_size=20))
def test_text_that_looks_like_a_number_of_a_character_is_kept(text: str) -> None:
    assert decoded(coded(text)) == text
