import pytest
from werkzeug.datastructures import MultiDict

from questionnaires.expand import Theme, expand
from questionnaires.expanded import ExpandedQuestionnaire
from questionnaires.load import definition
from survey.forms.pages import page_form
from survey.forms.text import lines, readable


@pytest.fixture(scope="module")
def expanded() -> ExpandedQuestionnaire:
    return expand(definition("governance-2018"), [Theme("1", "Leadership"), Theme("2", "Culture")])


def test_a_form_is_made_once_for_each_page(
    expanded: ExpandedQuestionnaire,
) -> None:
    first, second = expanded.pages[:2]
    assert page_form(expanded, first) is page_form(expanded, first)
    assert page_form(expanded, first) is not page_form(expanded, second)


def test_the_form_of_whoever_scores_nothing_is_another(expanded: ExpandedQuestionnaire) -> None:
    section = expanded.asked_of("", scores=False).pages[0]
    page_form(expanded, expanded.pages[0])
    fields = page_form(expanded, section)(MultiDict())._fields
    assert list(fields) == ["theme-1-comment", "theme-1-comment-permission"]


def test_every_field_of_the_questionnaire_has_one_in_the_form(
    expanded: ExpandedQuestionnaire,
) -> None:
    names = {
        name
        for section in expanded.pages
        for name in page_form(expanded, section)(MultiDict())._fields
    }
    assert names == expanded.names


def test_nothing_chosen_is_no_value_and_no_problem(expanded: ExpandedQuestionnaire) -> None:
    sent: MultiDict[str, str] = MultiDict({"theme-1-progress": ""})
    form = page_form(expanded, expanded.pages[0])(sent)
    assert form.problems(sent) == {}
    assert form.values == {"theme-1-comment": ""}


def test_problems_stand_in_the_order_of_asking(expanded: ExpandedQuestionnaire) -> None:
    sent = MultiDict(
        {
            "theme-1-comment": "x" * 4001,
            "role": "manager",
            "theme-1-maturity": "0",
            "theme-1-progress": "six",
        }
    )
    form = page_form(expanded, expanded.pages[0])(sent)
    assert list(form.problems(sent)) == [
        "theme-1-progress",
        "theme-1-maturity",
        "theme-1-comment",
        "main",
    ]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("plain", "plain"),
        ("a\x00b\x07c\x7f", "abc"),
        ("half \ud83c pair", "half  pair"),
        ("\ufdd0\ufdefx\U0001ffff\ufffe", "x"),
        ("tab\tline\n", "tab\tline\n"),
        ("🌡️ \u202eabc\u202c \u200bعربي", "🌡️ \u202eabc\u202c \u200bعربي"),
    ],
)
def test_what_no_document_can_carry_is_taken_out(typed: str, kept: str) -> None:
    assert readable(typed) == kept


def test_lines_end_alike() -> None:
    assert lines("a\r\nb\rc\nd") == "a\nb\nc\nd"
