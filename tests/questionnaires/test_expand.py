import dataclasses
import json
import pickle

import pytest
from hypothesis import given

from questionnaires.expand import Aim, ExpansionError, Theme, expand
from questionnaires.expanded import ExpandedQuestionnaire
from questionnaires.frozen import FrozenError, from_json, sha256, to_json
from questionnaires.load import definition
from questionnaires.model import Question, Questionnaire
from tests.questionnaires.strategies import expansions, questionnaires, steady, themes

GOVERNANCE = definition("governance-2018")
PLAN = (
    Theme("1", "Political leadership", ("Settled meetings", "A reviewed protocol")),
    Theme("2", "Culture"),
)
EXPANDED = expand(GOVERNANCE, PLAN)


def test_each_theme_has_a_section_and_overall_comes_once() -> None:
    assert [(s.id, s.title, s.item, s.promises) for s in EXPANDED.sections] == [
        ("theme-1", "Political leadership", "1", ("Settled meetings", "A reviewed protocol")),
        ("theme-2", "Culture", "2", ()),
        ("overall", "Overall", None, ()),
    ]
    assert [(field.name, field.item) for field in EXPANDED.fields] == [
        ("theme-1-progress", "1"),
        ("theme-1-maturity", "1"),
        ("theme-1-comment", "1"),
        ("theme-2-progress", "2"),
        ("theme-2-maturity", "2"),
        ("theme-2-comment", "2"),
        ("overall-comment", None),
    ]


def test_words_travel_with_what_is_asked() -> None:
    assert EXPANDED.opening == GOVERNANCE.opening
    assert (EXPANDED.questionnaire_id, EXPANDED.version) == ("governance-2018", 1)
    assert EXPANDED.section("theme-2").prompts == GOVERNANCE.sections[0].prompts
    assert EXPANDED.field("theme-2-maturity").question == GOVERNANCE.sections[0].questions[1]
    assert EXPANDED.scale("maturity").points[2].label == "Established: sound, not yet routine"


def test_only_sections_with_scores_are_mandatory() -> None:
    assert [section.mandatory for section in EXPANDED.sections] == [True, True, False]


def test_a_score_takes_its_scale_and_both_no_views() -> None:
    progress = EXPANDED.field("theme-1-progress")
    assert EXPANDED.valid_values(progress) == {"1", "2", "3", "4", "5", "too-early", "not-close"}


def test_a_comment_has_no_options_but_its_permission_has() -> None:
    comment = EXPANDED.field("overall-comment")
    assert EXPANDED.valid_values(comment) == frozenset()
    assert comment.permission_name == "overall-comment-permission"
    assert EXPANDED.permission_ids == {"team", "internal", "unattributed", "block"}


def test_names_are_fields_and_permissions_of_comments() -> None:
    assert EXPANDED.permission_names == {
        "theme-1-comment-permission",
        "theme-2-comment-permission",
        "overall-comment-permission",
    }
    assert EXPANDED.names == EXPANDED.permission_names | {field.name for field in EXPANDED.fields}


@pytest.mark.parametrize("look_up", [EXPANDED.field, EXPANDED.section, EXPANDED.scale])
def test_an_unknown_name_is_a_key_error(look_up: object) -> None:
    assert callable(look_up)
    with pytest.raises(KeyError, match="theme-9"):
        look_up("theme-9")


def test_themes_may_come_from_an_iterator() -> None:
    twice = dataclasses.replace(
        GOVERNANCE,
        sections=(
            GOVERNANCE.sections[0],
            dataclasses.replace(GOVERNANCE.sections[0], id="again"),
        ),
    )
    assert expand(twice, iter(PLAN)) == expand(twice, PLAN)


def with_detail() -> Questionnaire:
    """The shipped questionnaire, whose comment is asked of each aim instead."""
    theme, overall = GOVERNANCE.sections
    comment = dataclasses.replace(theme.questions[2], repeat="aims")
    asked = dataclasses.replace(theme, questions=(*theme.questions[:2], comment))
    return dataclasses.replace(GOVERNANCE, sections=(asked, overall))


def twice(audience: tuple[str, ...], again: tuple[str, ...]) -> list[str]:
    """The headings of a theme that two sections ask about, each its own audience."""
    theme, overall = GOVERNANCE.sections
    first = dataclasses.replace(theme, audience=audience)
    evidence = dataclasses.replace(theme, id="proof", title="Evidence", audience=again)
    definition = dataclasses.replace(GOVERNANCE, sections=(first, evidence, overall))
    return [section.title for section in expand(definition, PLAN[1:]).sections]


def test_whoever_meets_a_theme_again_is_told_what_it_is_this_time() -> None:
    assert twice((), ("audit",)) == ["Culture", "Culture: Evidence", "Overall"]
    assert twice(("audit", "cabinet"), ("audit",))[1] == "Culture: Evidence"
    assert twice(("cabinet",), ("audit",)) == ["Culture", "Culture", "Overall"]


def test_detail_comes_after_a_themes_own_questions_aim_by_aim() -> None:
    plan = [Theme("1", "Culture", aims=(Aim("1.1", "A protocol"), Aim("1.2", "A survey")))]
    section = expand(with_detail(), plan).sections[0]
    assert [(field.name, field.item, field.aim) for field in section.fields] == [
        ("theme-1-progress", "1", ""),
        ("theme-1-maturity", "1", ""),
        ("theme-1-1.1-comment", "1.1", "A protocol"),
        ("theme-1-1.2-comment", "1.2", "A survey"),
    ]


def test_detail_is_known_of_a_theme_that_has_no_aim() -> None:
    (theme, _) = expand(with_detail(), [Theme("1", "Culture")]).sections
    assert [question.id for question in theme.detail] == ["comment"]
    assert theme.detail == expand(with_detail(), PLAN).sections[1].detail
    assert EXPANDED.sections[0].detail == ()


@pytest.mark.parametrize("ref", ["2", "1.1"])
def test_an_aim_that_is_asked_about_has_a_ref_of_its_own(ref: str) -> None:
    first = Theme("1", "Leadership", aims=(Aim("1.1", "A protocol"),))
    plan = [first, Theme("2", "Culture", aims=(Aim(ref, "A survey"),))]
    with pytest.raises(ExpansionError, match=f"The aim 'A survey' has the ref '{ref}', which an"):
        expand(with_detail(), plan)
    assert len(expand(GOVERNANCE, plan).sections) == 3


def test_an_aims_ref_that_cannot_name_a_field_is_refused() -> None:
    with pytest.raises(ExpansionError, match=r"aim 'A survey' has the ref 'a/b', which cannot"):
        expand(with_detail(), [Theme("1", "Culture", aims=(Aim("a/b", "A survey"),))])


def test_two_themes_with_one_ref_are_refused() -> None:
    with pytest.raises(ExpansionError, match=r"stored as 'theme-1'; give each theme a ref"):
        expand(GOVERNANCE, [Theme("1", "One"), Theme("1", "Another")])


def test_a_field_and_a_permission_never_share_a_name() -> None:
    theme, overall = GOVERNANCE.sections
    permission = dataclasses.replace(overall.questions[0], id="comment-permission")
    clash = dataclasses.replace(overall, questions=(*overall.questions, permission))
    with pytest.raises(ExpansionError, match="stored as 'overall-comment-permission'"):
        expand(dataclasses.replace(GOVERNANCE, sections=(theme, clash)), PLAN)


def test_whoever_scores_nothing_is_asked_for_comments_alone() -> None:
    talk = EXPANDED.asked_of("", scores=False)
    assert [field.name for field in talk.fields] == [
        "theme-1-comment",
        "theme-2-comment",
        "overall-comment",
    ]
    assert not any(section.mandatory for section in talk.sections)
    assert "theme-1-progress" not in talk.names
    assert talk.permissions == EXPANDED.permissions
    assert EXPANDED.asked_of("", scores=False) is talk
    assert talk.asked_of("", scores=False) == talk


def test_a_section_of_scores_alone_is_nothing_to_talk_about() -> None:
    theme, overall = GOVERNANCE.sections
    scores = dataclasses.replace(theme, questions=theme.questions[:2])
    asked = expand(dataclasses.replace(GOVERNANCE, sections=(scores, overall)), PLAN)
    assert [section.id for section in asked.asked_of("", scores=False).sections] == ["overall"]


@pytest.mark.parametrize("ref", ["", "1 2", "1/2", "é", "1.", "-1", "1\n", '"'])
def test_a_ref_that_cannot_name_a_field_is_refused(ref: str) -> None:
    with pytest.raises(ExpansionError, match="theme 'Culture' has the ref"):
        expand(GOVERNANCE, [Theme(ref, "Culture")])


@steady
@given(questionnaires(), themes())
def test_every_question_is_asked_once_of_each_theme_or_once(
    questionnaire: Questionnaire, plan: list[Theme]
) -> None:
    slowly: list[tuple[str, str | None, Question]] = []
    for section in questionnaire.sections:
        once = [question for question in section.questions if question.repeat is None]
        detail = [question for question in section.questions if question.repeat == "aims"]
        if section.repeat is None:
            slowly += [(f"{section.id}-{question.id}", None, question) for question in once]
            continue
        for theme in plan:
            name = f"{section.id}-{theme.ref}"
            slowly += [(f"{name}-{question.id}", theme.ref, question) for question in once]
            for aim in theme.aims:
                slowly += [(f"{name}-{aim.ref}-{each.id}", aim.ref, each) for each in detail]
    fields = expand(questionnaire, plan).fields
    assert [(field.name, field.item, field.question) for field in fields] == slowly


@steady
@given(expansions)
def test_json_gives_the_same_value_back(expanded: ExpandedQuestionnaire) -> None:
    text = to_json(expanded)
    again = from_json(text)
    assert again == expanded
    assert hash(again) == hash(expanded)
    assert to_json(again) == text


@steady
@given(expansions)
def test_looking_fields_up_changes_neither_text_nor_equality(
    expanded: ExpandedQuestionnaire,
) -> None:
    text = to_json(expanded)
    assert all(expanded.field(field.name) is field for field in expanded.fields)
    assert to_json(expanded) == text
    assert pickle.loads(pickle.dumps(expanded)) == expanded  # noqa: S301


def test_the_text_is_canonical() -> None:
    text = to_json(expand(GOVERNANCE, [Theme("1", "Café “leadership” €")]))
    loaded = json.loads(text)
    assert text == json.dumps(loaded, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert "Café “leadership” €" in text


def test_the_hash_is_that_of_the_text_in_utf_8() -> None:
    assert sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert sha256("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"


def test_another_promise_gives_another_hash() -> None:
    changed = expand(GOVERNANCE, (PLAN[0], Theme("2", "Culture", ("A dashboard",))))
    assert sha256(to_json(changed)) != sha256(to_json(EXPANDED))


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", "null", to_json(EXPANDED).replace('"stem"', '"steam"')]
)
def test_a_text_that_was_not_stored_here_is_refused(text: str) -> None:
    with pytest.raises(FrozenError, match=r"cannot be read .* restore it from a backup\.$"):
        from_json(text)
