import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.actions.importing.escapes import escaped, unescaped


@pytest.mark.parametrize("text", ["=1+1", "+44 121", "-a", "@sum", "\tx", "\rx", "'=1", "''-x"])
def test_what_could_be_a_formula_gets_an_apostrophe(text: str) -> None:
    assert escaped(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "-5", "+5", "-63.1", "'quoted'", "''", "O'Neill"])
def test_other_text_and_numbers_stay_as_they_are(text: str) -> None:
    assert escaped(text) == unescaped(text) == text


@given(st.text(alphabet="'=+-@\t\r5.a", max_size=8))
def test_nothing_is_lost(text: str) -> None:
    assert unescaped(escaped(text)) == text
