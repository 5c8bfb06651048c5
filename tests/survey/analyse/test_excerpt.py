from hypothesis import given
from hypothesis import strategies as st

from survey.analyse.excerpt import BEFORE, MORE, MOST, excerpt

pieces = st.lists(st.tuples(st.text(max_size=700), st.booleans()), max_size=8)


def test_short_words_are_whole() -> None:
    assert excerpt([("a" * (MOST - 1), False), ("b", True)]) == (
        ("a" * (MOST - 1), False),
        ("b", True),
    )


def test_long_words_begin_shortly_before_what_was_looked_for() -> None:
    found = excerpt([("a" * 5000, False), ("hit", True), ("b" * 5000, False)])
    assert found == (
        (MORE, False),
        ("a" * BEFORE, False),
        ("hit", True),
        ("b" * (MOST - BEFORE - 3), False),
        (MORE, False),
    )
    assert excerpt([("a" * 5000, False)]) == (("a" * MOST, False), (MORE, False))


@given(pieces)
def test_nothing_is_shown_that_was_not_said(said: list[tuple[str, bool]]) -> None:
    whole = "".join(text for text, _ in said)
    shown = excerpt(said)
    told = "".join(text for text, _ in shown)
    kept = told.removeprefix(MORE).removesuffix(MORE)
    assert kept in whole
    assert len(kept) >= min(len(whole), MOST - BEFORE) - 2
    if any(found and text for text, found in said):
        assert any(found for _, found in shown)
