"""One text, cut into what both parts of a message are made of."""

import re
from html import unescape
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.actions.wording.vocabulary import VOCABULARIES
from survey.mail.asking import Reader, values_of
from survey.mail.body import Block, Run, Told, Value, blocks, filled
from survey.mail.links import Links
from survey.mail.messages import html_part, plain_part
from survey.mail.shipped import shipped
from survey.mail.trial import TOLD
from survey.mail.writing import compose
from survey.models import MessageKind, Organisation
from tests.survey.prepared import BEGUN

WAYS = Links(
    "https://t.example/take/x",
    "https://t.example/take/x/talk",
    "https://t.example/no",
    "https://t.example/record/x",
)
COUNCIL = Organisation(name="Sample City Council", contact_email="take@council.example")
VALUES = values_of(Reader("Leader", "2018-07", BEGUN, frozenset()), COUNCIL, WAYS)


def cut(words: str, *marks: str) -> list[Block]:
    return blocks(words, VALUES, frozenset(marks))


def text(block: Block) -> list[str]:
    return ["".join(run.text for run in line) for line in block.lines]


def test_empty_lines_end_paragraphs_and_single_ones_stay() -> None:
    first, second = cut("Thank you,\nthe team\n \n\nMore\r\n")
    assert (first.kind, text(first)) == ("paragraph", ["Thank you,", "the team"])
    assert text(second) == ["More"]


def test_headings_and_lists_are_known_by_how_their_lines_begin() -> None:
    heading, after, several, words = cut(
        "# What {{ month }} is\nand more\n\n- one\n- two\n\n- x\ny"
    )
    assert (heading.kind, text(heading)) == ("heading", ["What July 2018 is"])
    assert (after.kind, text(after)) == ("paragraph", ["and more"])
    assert (several.kind, text(several)) == ("list", ["one", "two"])
    assert words.kind == "paragraph"


def test_a_line_that_is_only_a_link_is_a_button_or_a_link_of_its_own() -> None:
    before, button, talk, decline, bare = cut(
        "Hello\nGive your view for {{ month }}: {{ link }}\nI would: talk : {{talk_link}}\n"
        "{{ decline_link }}\n\n{{ link }}"
    )
    assert before.kind == "paragraph"
    assert (button.kind, text(button), button.href) == (
        "button",
        ["Give your view for July 2018"],
        WAYS.form,
    )
    assert (talk.kind, text(talk), talk.href) == ("link", ["I would: talk"], WAYS.talk)
    assert (decline.kind, text(decline)) == ("link", ["I will leave this month out"])
    assert (bare.kind, text(bare)) == ("button", ["Open the form"])


def test_a_link_within_a_sentence_is_its_address() -> None:
    (paragraph,) = cut("Open {{ link }} now.")
    assert paragraph.lines == ((Run("Open "), Run(WAYS.form, WAYS.form), Run(" now.")),)


def test_a_link_that_leads_nowhere_is_left_out() -> None:
    values = VALUES | {"link": Value("Open the form")}
    assert not blocks("Give your view: {{ link }}", values, frozenset())


def test_a_mark_leaves_its_paragraph_to_some() -> None:
    words = "All\n\n[deputy] Deputies\nread this\n\n[offer]\n# Talk"
    assert [text(each) for each in cut(words)] == [["All"]]
    assert [text(each) for each in cut(words, "deputy")] == [["All"], ["Deputies", "read this"]]
    assert [each.kind for each in cut(words, "offer")] == ["paragraph", "heading"]


def test_what_nobody_knows_stays_as_it_was_written() -> None:
    (paragraph,) = cut("{{7*7}} {{ nobody }} {% x %} [brackets]")
    assert text(paragraph) == ["{{7*7}} {{ nobody }} {% x %} [brackets]"]


def test_a_value_is_never_read_again() -> None:
    values = VALUES | {"role": Value("{{ link }}\n\n[deputy] # x"), "seat": Value("{{ role }}")}
    (paragraph,) = blocks("{{ role }} {{ seat }}", values, frozenset())
    assert text(paragraph) == ["{{ link }} [deputy] # x {{ role }}"]


def test_a_subject_is_one_line() -> None:
    assert filled("For {{ month }}\n {{ role }}", VALUES | {"role": Value("a\r\nb")}) == (
        "For July 2018 a b"
    )


def test_own_answers_are_told_line_by_line() -> None:
    values = VALUES | {"answers": Value("", told=(Told("Theme", (("Comment", "a\nb"),)),))}
    (answers,) = blocks("{{ answers }}", values, frozenset())
    assert answers.kind == "answers"


def all_values() -> dict[str, Value]:
    invented = {
        name: Value(name)
        for name in ("reference", "change", "starts", "minutes", "place", "facilitator")
    }
    return VALUES | invented | {"answers": Value("", told=(TOLD,))}


@pytest.mark.parametrize("kind", MessageKind)
def test_both_parts_say_the_same_to_every_reader(kind: MessageKind) -> None:
    for reader in VOCABULARIES[kind].readers():
        written = compose(shipped(kind.value), all_values(), reader)
        assert words_of(plain_part(COUNCIL, written)) == words_of(html_part(COUNCIL, written))


def words_of(part: str) -> list[str]:
    """The words from 'Dear' on, without addresses of links and the notice below a button."""
    said = re.sub(r"<p[^>]*>Or copy this address.*?</p>", "", part[part.index("Dear") :])
    return re.findall(r"\w+", re.sub(r"https://\S+", "", unescape(re.sub(r"<[^>]+>", " ", said))))


@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1))
def test_any_value_stays_what_it_is_in_both_parts(said: str) -> None:
    values = VALUES | {"role": Value(said)}
    written = compose(shipped("reminder"), values, frozenset({"scores"}))
    assert f"Dear {said}," in " ".join(plain_part(COUNCIL, written).split())
    found = re.search(r"Dear (.*?),</p>", html_part(COUNCIL, written))
    assert unescape(cast(re.Match[str], found)[1]) == said
    assert "<script" not in html_part(COUNCIL, written)
