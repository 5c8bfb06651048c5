from pathlib import Path

import pytest

from questionnaires.check import DEFINITIONS, check, check_file
from questionnaires.load import load
from tests.questionnaires.small import SMALL, spoiled, without, written

SECOND = "version = 2"


def newer(old: str, new: str) -> str:
    """Version 2 of SMALL with one change."""
    return spoiled(old, new).replace("version = 1", SECOND, 1)


def test_what_is_shipped_has_no_finding() -> None:
    assert any(DEFINITIONS.glob("*.toml"))
    assert check() == []


def test_a_folder_without_definitions_is_a_finding(tmp_path: Path) -> None:
    mend = "holds no definition; name a folder with a .toml file in it."
    assert check(tmp_path) == [f"{tmp_path} {mend}"]
    assert check(tmp_path / "gone") == [f"{tmp_path / 'gone'} {mend}"]


def test_a_broken_file_is_named_and_the_others_still_compared(tmp_path: Path) -> None:
    written(tmp_path, "id = ", "a.toml")
    written(tmp_path, SMALL, "b.toml")
    written(tmp_path, newer("How far?", "How fast?"), "c.toml")
    broken, changed = check(tmp_path)
    assert broken.startswith("a.toml: the file is not valid TOML")
    assert changed.startswith("c.toml, question 'progress'")


def test_one_id_and_version_in_two_files_is_a_finding(tmp_path: Path) -> None:
    written(tmp_path, SMALL, "a.toml")
    written(tmp_path, spoiled("How far?", "How fast?"), "b.toml")
    assert check(tmp_path) == [
        (
            "b.toml, the questionnaire: version 1 of 'small' is already in a.toml; "
            "give one of the two another id or the next version."
        )
    ]


def test_another_questionnaire_may_use_the_same_ids(tmp_path: Path) -> None:
    written(tmp_path, SMALL, "a.toml")
    written(tmp_path, spoiled("How far?", "How fast?").replace('"small"', '"other"'), "b.toml")
    assert check(tmp_path) == []


def nth(version: int, old: str = "version = 1", new: str = "version = 1") -> str:
    """SMALL with one change and its version."""
    return spoiled(old, new).replace("version = 1", f"version = {version}", 1)


STEPS = SMALL[SMALL.index("[[scales]]") : SMALL.index("[[no_views]]")]
ANOTHER_SCALE = STEPS.replace('"steps"', '"strides"') + "[[no_views]]"
CHANGED = {
    "stem": (
        newer("How far?", "How fast?"),
        "question 'progress' of section 'theme': its stem was 'How far?'",
        "is 'How fast?'",
    ),
    "point": (
        newer('"High"', '"Very high"'),
        "point 5 of scale 'steps': its label was 'High'",
        "is 'Very high'",
    ),
    "points in another order": (
        newer('"Poor"', '"Fair"').replace('value = 3, label = "Fair"', 'value = 3, label = "Poor"'),
        "point 2 of scale 'steps': its label was 'Poor'",
        "is 'Fair'",
    ),
    "no view": (
        newer('"Not close"', '"No idea"'),
        "no view 'not-close': its label was 'Not close'",
        "is 'No idea'",
    ),
    "permission": (
        newer('"Not quoted."', '"Quoted."'),
        "permission 'internal': its meaning was 'Not quoted.'",
        "is 'Quoted.'",
    ),
    "measure": (
        newer('measure = "progress"', 'measure = "maturity"'),
        "question 'progress' of section 'theme': its measure was 'progress'",
        "is 'maturity'",
    ),
    "scale": (
        newer("[[no_views]]", ANOTHER_SCALE).replace('scale = "steps"', 'scale = "strides"'),
        "question 'progress' of section 'theme': its scale was 'steps'",
        "is 'strides'",
    ),
    "a question's repeat": (
        newer('stem = "A comment"', 'stem = "A comment"\nrepeat = "aims"'),
        "question 'comment' of section 'theme': its repeat was 'none'",
        "is 'aims'",
    ),
    "repeat": (
        newer('repeat = "governance-themes"\n', ""),
        "section 'theme': its repeat was 'governance-themes'",
        "is 'none'",
    ),
}


@pytest.mark.parametrize(("text", "was", "now"), CHANGED.values(), ids=CHANGED.keys())
def test_another_meaning_under_an_old_id_is_a_finding(
    tmp_path: Path, text: str, was: str, now: str
) -> None:
    written(tmp_path, SMALL, "a.toml")
    written(tmp_path, text, "b.toml")
    found = check(tmp_path)
    assert found[0] == (
        f"b.toml, {was} in a.toml and {now} here; put the old one back or use a new id."
    )
    assert all(finding.startswith("b.toml, ") for finding in found)


def test_a_new_id_may_say_something_new(tmp_path: Path) -> None:
    written(tmp_path, SMALL, "a.toml")
    new_question = newer('id = "progress"', 'id = "pace"').replace("How far?", "How fast?")
    written(tmp_path, new_question, "b.toml")
    assert check(tmp_path) == []


def test_names_titles_limits_and_prompts_may_change(tmp_path: Path) -> None:
    written(tmp_path, SMALL, "a.toml")
    renamed = newer('name = "Progress"', 'name = "Pace"')
    for old, new in [("Each theme", "Themes"), ("= 10", "= 20"), ("What changed?", "What now?")]:
        renamed = renamed.replace(old, new)
    written(tmp_path, renamed, "b.toml")
    assert check(tmp_path) == []


def test_an_id_that_rested_for_a_version_still_means_what_it_did(tmp_path: Path) -> None:
    written(tmp_path, SMALL, "c.toml")
    written(tmp_path, newer('id = "progress"', 'id = "pace"'), "b.toml")
    third = spoiled("How far?", "How fast?").replace("version = 1", "version = 3")
    written(tmp_path, third, "a.toml")
    assert check(tmp_path) == [
        (
            "a.toml, question 'progress' of section 'theme': its stem was 'How far?' in c.toml and "
            "is 'How fast?' here; put the old one back or use a new id."
        )
    ]


def test_every_earlier_version_is_compared_not_the_last_alone(tmp_path: Path) -> None:
    written(tmp_path, nth(1), "a.toml")
    written(tmp_path, nth(2, "How far?", "How fast?"), "b.toml")
    written(tmp_path, nth(3, "How far?", "How fast?"), "c.toml")
    written(tmp_path, nth(4), "d.toml")
    place = "question 'progress' of section 'theme': its stem was"
    mend = "here; put the old one back or use a new id."
    assert check(tmp_path) == [
        f"b.toml, {place} 'How far?' in a.toml and is 'How fast?' {mend}",
        f"c.toml, {place} 'How far?' in a.toml and is 'How fast?' {mend}",
        f"d.toml, {place} 'How fast?' in b.toml and is 'How far?' {mend}",
    ]


def test_a_question_that_moved_to_another_section_is_a_finding(tmp_path: Path) -> None:
    written(tmp_path, SMALL, "a.toml")
    why = SMALL[SMALL.rindex("[[sections.questions]]") :]
    overall = SMALL.index('[[sections]]\nid = "overall"')
    moved = f"{SMALL[:overall]}{why}{SMALL[overall:]}".replace('"why"', '"because"')
    moved = moved.replace('"because"', '"why"', 1).replace("version = 1", SECOND, 1)
    written(tmp_path, moved, "b.toml")
    assert check(tmp_path) == [
        (
            "b.toml, question 'why' of section 'theme': it stood in section 'overall' in a.toml, "
            "and its answers are joined by both ids; put it back there or use a new id."
        )
    ]


def test_a_question_may_be_asked_in_one_more_section(tmp_path: Path) -> None:
    written(tmp_path, SMALL, "a.toml")
    comment = SMALL[SMALL.index('[[sections.questions]]\nid = "comment"') :]
    comment = comment[: comment.index("[[sections]]")]
    written(tmp_path, nth(2) + "\n" + comment, "b.toml")
    assert check(tmp_path) == []


def test_audience_layout_language_and_what_is_mandatory_may_change(tmp_path: Path) -> None:
    written(tmp_path, SMALL, "a.toml")
    head = 'version = 2\nlayout = "single"\nlanguage = "cy"'
    text = spoiled("version = 1", head).replace("mandatory = true", "mandatory = false")
    text = text.replace('title = "Overall"', 'title = "Overall"\naudience = ["audit"]')
    written(tmp_path, text, "b.toml")
    assert check(tmp_path) == []


def test_a_file_is_compared_with_those_beside_it_and_answers_for_itself_alone(
    tmp_path: Path,
) -> None:
    written(tmp_path, nth(1), "a.toml")
    written(tmp_path, nth(2, "How far?", "How fast?"), "b.toml")
    written(tmp_path, "id = ", "broken.toml")
    assert check_file(tmp_path / "a.toml") == []
    (finding,) = check_file(tmp_path / "b.toml")
    assert finding.startswith("b.toml, question 'progress' of section 'theme': its stem was")
    (broken,) = check_file(tmp_path / "broken.toml")
    assert broken.startswith("broken.toml: the file is not valid TOML")


GOVERNANCE = (DEFINITIONS / "governance-2018.toml").read_text("utf-8")
ASKED = "Against what was promised by now, where are the actions?"


def test_a_copy_of_what_is_shipped_is_well(tmp_path: Path) -> None:
    assert check_file(written(tmp_path, GOVERNANCE, "mine.toml")) == []


def test_a_copy_that_was_changed_under_its_old_version_is_a_finding(tmp_path: Path) -> None:
    changed = GOVERNANCE.replace(ASKED, "Where are the actions?")
    assert changed != GOVERNANCE
    assert check_file(written(tmp_path, changed, "governance-2018.toml")) == [
        (
            "governance-2018.toml, the questionnaire: version 1 of 'governance-2018' is already in "
            "the shipped governance-2018.toml; give one of the two another id or the next version."
        )
    ]


def test_a_file_elsewhere_is_compared_with_what_is_shipped(tmp_path: Path) -> None:
    changed = GOVERNANCE.replace(ASKED, "Where are the actions?").replace("version = 1", SECOND)
    (finding,) = check_file(written(tmp_path, changed, "next.toml"))
    assert finding == (
        f"next.toml, question 'progress' of section 'theme': its stem was '{ASKED}' in the shipped "
        "governance-2018.toml and is 'Where are the actions?' here; "
        "put the old one back or use a new id."
    )


def test_what_is_shipped_is_checked_as_a_file_too() -> None:
    assert [check_file(path) for path in sorted(DEFINITIONS.glob("*.toml"))] == [[], []]


def test_a_missing_option_is_a_finding(tmp_path: Path) -> None:
    text = without('[[no_views]]\nid = "not-close"', "[[permissions]]")
    text = text.replace(text[text.index('[[permissions]]\nid = "block"') :], "")
    text += SMALL[SMALL.index("[[sections]]") :]
    written(tmp_path, text)
    assert check(tmp_path) == [
        "small.toml, no_views: the option 'not-close' is missing; add it.",
        "small.toml, permissions: the option 'block' is missing; add it.",
    ]


def test_options_are_needed_only_for_what_is_asked(tmp_path: Path) -> None:
    head = SMALL[: SMALL.index("[[scales]]")]
    comments = SMALL[SMALL.index("[[permissions]]") : SMALL.index("[[sections]]")]
    overall = SMALL[SMALL.rindex("[[sections]]") :]
    path = written(tmp_path, head + comments + overall, "comments.toml")
    assert load(path).no_views == ()
    scales = SMALL[SMALL.index("[[scales]]") : SMALL.index("[[permissions]]")]
    theme = SMALL[
        SMALL.index("[[sections]]") : SMALL.index('[[sections.questions]]\nid = "comment"')
    ]
    written(tmp_path, (head + scales + theme).replace('"small"', '"scores"'), "scores.toml")
    assert check(tmp_path) == []
