import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.answers import (
    blank,
    length,
    missing,
    permission,
    section_state,
    too_long,
    unknown,
)
from questionnaires.expand import Theme, expand
from questionnaires.expanded import ExpandedQuestionnaire
from questionnaires.load import load
from tests.questionnaires.small import SMALL, written
from tests.questionnaires.strategies import answered, expansions, steady

Answered = tuple[ExpandedQuestionnaire, dict[str, str]]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> ExpandedQuestionnaire:
    path = written(tmp_path_factory.mktemp("definitions"), SMALL)
    return expand(load(path), [Theme("1", "One"), Theme("2", "Two")])


def names(expanded: ExpandedQuestionnaire, document: dict[str, str]) -> list[str]:
    return [field.name for field in missing(expanded, document)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \t\r\n",
        "\u200b\u200c\u200d\ufeff",
        "\u00ad\u2060\u202e\u2066",
        "\u00a0\u2003\u3000\u2028\u2029",
        "\x00",
        "\u3164\u115f\u2800\u034f",
        "\ufe0f\U000e0100\u180b",
    ],
)
def test_what_nobody_can_see_is_blank(text: str) -> None:
    assert blank(text)


@pytest.mark.parametrize("text", ["a", "\u200b.\u200b", "0", "é", "مرحبا", "🙂\ufe0f", "-"])
def test_what_can_be_seen_is_not_blank(text: str) -> None:
    assert not blank(text)


def test_an_empty_document_misses_every_mandatory_field_in_order(
    small: ExpandedQuestionnaire,
) -> None:
    assert names(small, {}) == ["theme-1-progress", "theme-2-progress", "overall-why"]


def test_a_no_view_is_an_answer(small: ExpandedQuestionnaire) -> None:
    document = {"theme-1-progress": "not-close", "theme-2-progress": "1", "overall-why": "So."}
    assert names(small, document) == []


@pytest.mark.parametrize("value", ["", "0", "6", "01", " 1", "On track", "team"])
def test_a_value_that_is_no_option_leaves_the_score_missing(
    small: ExpandedQuestionnaire, value: str
) -> None:
    document = {"theme-1-progress": value, "theme-2-progress": "2", "overall-why": "So."}
    assert names(small, document) == ["theme-1-progress"]


def test_a_mandatory_comment_of_zero_width_is_missing(small: ExpandedQuestionnaire) -> None:
    document = {"theme-1-progress": "1", "theme-2-progress": "2", "overall-why": "\u200b "}
    assert names(small, document) == ["overall-why"]


def test_foreign_names_and_values_are_unknown_in_the_documents_order(
    small: ExpandedQuestionnaire,
) -> None:
    document = {
        "theme-9-progress": "1",
        "theme-1-progress": "6",
        "theme-2-progress": "2",
        "theme-1-comment": "anything at all",
        "theme-1-comment-permission": "press",
        "theme-2-comment-permission": "block",
        "theme-1-progress-permission": "team",
        "role": "manager",
    }
    assert unknown(small, document) == [
        "theme-9-progress",
        "theme-1-progress",
        "theme-1-comment-permission",
        "theme-1-progress-permission",
        "role",
    ]


def test_a_blank_is_no_answer_and_not_unknown(small: ExpandedQuestionnaire) -> None:
    document = {"theme-1-progress": "", "theme-1-comment": "", "theme-1-comment-permission": ""}
    assert unknown(small, document) == []


def test_a_comment_may_fill_its_limit_but_not_pass_it(small: ExpandedQuestionnaire) -> None:
    document = {"theme-1-comment": "x" * 10, "theme-2-comment": "x" * 11, "theme-1-progress": "1"}
    assert [field.name for field in too_long(small, document)] == ["theme-2-comment"]


def test_a_line_break_counts_once_however_it_is_sent(small: ExpandedQuestionnaire) -> None:
    assert length("a\r\nb") == length("a\nb") == 3
    assert too_long(small, {"overall-why": "1234\r\n6789\r\n"}) == []


def test_a_comment_without_a_choice_is_for_the_team_only(small: ExpandedQuestionnaire) -> None:
    why = small.field("overall-why")
    assert permission(small, why, {}) == "team"
    assert permission(small, why, {why.permission_name: "press"}) == "team"
    assert permission(small, why, {why.permission_name: "block"}) == "block"


@pytest.mark.parametrize(
    ("document", "state"),
    [
        ({}, "not started"),
        ({"theme-2-progress": "1"}, "not started"),
        ({"theme-1-progress": ""}, "not finished"),
        ({"theme-1-comment": "A word"}, "not finished"),
        ({"theme-1-comment-permission": "team"}, "not finished"),
        ({"theme-1-progress": "9"}, "not finished"),
        ({"theme-1-progress": "too-early"}, "done"),
        ({"theme-1-progress": "2", "theme-1-comment": ""}, "done"),
    ],
)
def test_a_theme_is_done_once_its_scores_are_given(
    small: ExpandedQuestionnaire, document: dict[str, str], state: str
) -> None:
    assert section_state(small, small.section("theme-1"), document) == state


@steady
@given(expansions)
def test_nothing_is_started_in_an_empty_document(expanded: ExpandedQuestionnaire) -> None:
    states = {section_state(expanded, section, {}) for section in expanded.sections}
    assert states <= {"not started"}


@steady
@given(answered())
def test_answers_drawn_from_the_questionnaire_are_never_unknown(given_answers: Answered) -> None:
    expanded, document = given_answers
    assert unknown(expanded, document) == []


@steady
@given(answered())
def test_missing_is_what_is_mandatory_and_left_out(given_answers: Answered) -> None:
    expanded, document = given_answers
    slowly = []
    for field in expanded.fields:
        said = document.get(field.name, "")
        there = not blank(said) if field.question.kind == "comment" else bool(said)
        if field.question.mandatory and not there:
            slowly.append(field)
    assert missing(expanded, document) == slowly


@steady
@given(answered())
def test_nothing_is_missing_exactly_when_no_section_waits(given_answers: Answered) -> None:
    expanded, document = given_answers
    waiting = [
        section
        for section in expanded.sections
        if section.mandatory and section_state(expanded, section, document) != "done"
    ]
    assert bool(waiting) == bool(missing(expanded, document))


@steady
@given(answered(), st.text())
def test_a_name_of_no_field_is_always_unknown(given_answers: Answered, name: str) -> None:
    expanded, document = given_answers
    foreign = f"{name}?"
    assert unknown(expanded, {**document, foreign: "1"}) == [foreign]
