"""What of a round one person is asked, on which page, and what of it is published."""

from dataclasses import replace
from pathlib import Path

import pytest

from questionnaires.expand import Aim, Theme, expand
from questionnaires.load import load

DEFINITION = load(Path(__file__).with_name("everything.toml"))
PLAN = (
    Theme("1", "Leadership", aims=(Aim("1.1", "A protocol"), Aim("1.2", "A survey"))),
    Theme("2", "Culture"),
)
EVERYTHING = expand(DEFINITION, PLAN)


def test_a_group_is_asked_what_is_for_it_and_what_is_for_everybody() -> None:
    assert [section.id for section in EVERYTHING.asked_of("cabinet").sections] == [
        "theme-1",
        "theme-2",
        "overall",
    ]
    assert EVERYTHING.asked_of("audit") is EVERYTHING


def test_what_a_group_is_asked_is_one_value_with_one_set_of_pages() -> None:
    cabinet = EVERYTHING.asked_of("cabinet")
    assert EVERYTHING.asked_of("cabinet") is cabinet
    assert cabinet.asked_of("cabinet") is cabinet
    assert cabinet.page("overall") is cabinet.pages[-1]


def test_whoever_scores_nothing_is_asked_for_the_comments_of_their_group() -> None:
    talk = EVERYTHING.asked_of("audit", scores=False)
    assert [field.name for field in talk.fields if field.item in {"1", "1.1", None}] == [
        "theme-1-comment",
        "theme-1-1.1-aim-comment",
        "proof-1-comment",
        "assurance-comment",
        "overall-comment",
    ]


def test_without_audiences_everybody_is_asked_the_same() -> None:
    plain = replace(DEFINITION, sections=(DEFINITION.sections[0], DEFINITION.sections[-1]))
    expanded = expand(plain, PLAN)
    assert not expanded.has_audiences
    assert expanded.asked_of("cabinet") is expanded
    assert expanded.asked_of("a", scores=False) is expanded.asked_of("b", scores=False)


def test_each_section_is_a_page_or_all_are_one() -> None:
    assert [page.id for page in EVERYTHING.pages] == [each.id for each in EVERYTHING.sections]
    single = expand(replace(DEFINITION, layout="single"), PLAN)
    (page,) = single.pages
    assert (page.id, page.title) == ("form", DEFINITION.title)
    assert page.fields == single.fields
    assert single.page("form") is page
    with pytest.raises(KeyError):
        single.page("theme-1")


def test_a_question_is_listed_once_however_many_aims_it_is_asked_about() -> None:
    leadership, culture = EVERYTHING.sections[:2]
    own = ["progress", "maturity", "comment"]
    assert [question.id for question in leadership.questions] == [
        *own,
        "aim-progress",
        "aim-comment",
    ]
    assert [question.id for question in culture.questions] == own


def test_scores_on_themes_that_everybody_is_asked_are_published() -> None:
    assert [field.name for field in EVERYTHING.published] == [
        "theme-1-progress",
        "theme-1-maturity",
        "theme-2-progress",
        "theme-2-maturity",
    ]
    narrowed = replace(DEFINITION.sections[0], audience=("audit",))
    for_some = replace(DEFINITION, sections=(narrowed, *DEFINITION.sections[1:]))
    assert expand(for_some, PLAN).published == ()
