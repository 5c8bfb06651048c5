from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.actions.redacting.brackets import (
    MOST_IN_BRACKETS,
    Unfaithful,
    editable,
    outside,
    refuse_unfaithful,
)

ORIGINAL = (
    "I can't work with Cllr Smith, who shouts.\nThe non-compliant team at Perry Barr [sic] isn't "
    "happy; Smith's office knows"
)
START = editable(ORIGINAL)
LETTERS = st.characters(categories=["Ll", "Lu", "Lo", "Nd"])
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=8), min_size=2, max_size=30)


@pytest.mark.parametrize(
    "quote",
    [
        START,
        "I can't work with [a colleague], who shouts. […]",
        "[…] The non-compliant team at [a place] (sic) isn't happy; [a colleague]'s office knows",
        "[…] isn't happy […]",
        "[a colleague] [a place] isn't happy […]",
        "I   can't\n\nwork with [a colleague]   , who shouts. […]",
        "[I] can't work […]",
    ],
)
def test_brackets_in_place_of_words_are_taken(quote: str) -> None:
    refuse_unfaithful(ORIGINAL, quote)


@pytest.mark.parametrize(
    ("quote", "problem"),
    [
        ("I can work with [a colleague] […]", "'can work with'; what was said there is 'can't"),
        ("I can't work with [x], who whispers. […]", "'whispers.'; what was said there is 'shouts"),
        ("[…] who shouts. The team […]", "'team'; what was said there is 'non-compliant team"),
        ("I can[…]", "'can'; what was said there is 'can't work"),
        ("[…] The […]compliant team […]", "'compliant team'"),
        ("I can't work with [a colleague] Cllr Smith, […]", "before 'Cllr Smith,' takes nothing"),
        ("I can't work with", "went on with 'Cllr Smith, who"),
        (START + " [and more]", "The last bracket takes nothing out"),
        ("can't work […]", "'can't work'; what was said there is 'I can't work with'"),
        ("[…] isn't happy […] I can't work […]", "first words that differ are 'I can't work'"),
        ("I can't [ work […]", "opened and not closed"),
        ("I can't ] work […]", "opened and not closed"),
        ("I [can't [really]] work […]", "stands within another"),
        ("I [] work […]", "A bracket is empty"),
        ("I [ ] work […]", "A bracket is empty"),
        (f"I [{'x' * (MOST_IN_BRACKETS + 1)}] […]", "is too long"),
        ("[…]", "Nothing of what was said is left"),
        ("", "Nothing of what was said is left"),
        ("[a colleague] , [a place]", "Nothing of what was said is left"),
        ("x" * 50_000, "much longer than what was said"),
    ],
)
def test_anything_else_is_refused_with_the_first_words_that_differ(
    quote: str, problem: str
) -> None:
    with pytest.raises(Unfaithful) as refused:
        refuse_unfaithful(ORIGINAL, quote)
    assert problem in str(refused.value)


def test_a_bracket_stands_for_whole_words_with_marks_of_any_script() -> None:
    refuse_unfaithful("Siân said no", "[a colleague] said no")
    with pytest.raises(Unfaithful):
        refuse_unfaithful("नमस्ते said no", "[…]ते said no")


def test_characters_that_are_not_drawn_are_no_difference() -> None:
    refuse_unfaithful("We\u200b said \u202eno\u202c", "We said no")
    refuse_unfaithful("We saido\u0308 no", "We said\u00f6 no")


def test_what_stands_outside() -> None:
    assert outside("I met [a colleague],  twice") == "I met , twice"


@given(words=WORDS, data=st.data())
def test_any_words_may_be_bracketed(words: list[str], data: st.DataObject) -> None:
    taken = data.draw(st.sets(st.integers(0, len(words) - 1), max_size=len(words) - 1))
    kept = [f"[{len(word)}]" if at in taken else word for at, word in enumerate(words)]
    refuse_unfaithful(" ".join(words), " ".join(kept))


@given(words=WORDS, data=st.data())
def test_a_changed_word_is_refused(words: list[str], data: st.DataObject) -> None:
    taken = data.draw(st.sets(st.integers(0, len(words) - 1), max_size=len(words) - 1))
    changed = data.draw(st.sampled_from(sorted(set(range(len(words))) - taken)))
    kept = [f"[{len(word)}]" if at in taken else word for at, word in enumerate(words)]
    kept[changed] += "§"
    with pytest.raises(Unfaithful):
        refuse_unfaithful(" ".join(words), " ".join(kept))


@given(words=WORDS, data=st.data())
def test_a_word_left_out_without_a_bracket_is_refused(
    words: list[str], data: st.DataObject
) -> None:
    gone = data.draw(st.integers(0, len(words) - 1))
    kept = words[:gone] + words[gone + 1 :]
    with pytest.raises(Unfaithful):
        refuse_unfaithful(" ".join(words), " ".join(kept))


@given(text=st.text(max_size=300), quote=st.text("ab [].…'-\n", max_size=60))
def test_any_text_is_judged_and_what_is_taken_has_words(text: str, quote: str) -> None:
    with suppress(Unfaithful):
        refuse_unfaithful(text, quote)
        assert outside(quote)
