from pathlib import Path

import pytest

from questionnaires.check import DEFINITIONS, check
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


CHANGED = {
    "stem": (
        newer("How far?", "How fast?"),
        "question 'progress' of section 'theme': its stem was 'How far?'",
        "is 'How fast?'",
    ),
    "point": (
        newer('"High"', '"Very high"'),
        "point 2 of scale 'steps': its label was 'High'",
        "is 'Very high'",
    ),
    "point added": (
        newer('"High" }', '"High" }, { value = 3, label = "Top" }'),
        "scale 'steps': its number of points was '2'",
        "is '3'",
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
    assert check(tmp_path) == [
        f"b.toml, {was} in a.toml and {now} here; put the old one back or use a new id."
    ]


def test_an_option_removed_from_a_scale_is_a_finding(tmp_path: Path) -> None:
    three = spoiled('"High" }', '"High" }, { value = 3, label = "Top" }')
    written(tmp_path, three, "a.toml")
    written(tmp_path, SMALL.replace("version = 1", SECOND), "b.toml")
    assert check(tmp_path) == [
        (
            "b.toml, scale 'steps': its number of points was '3' in a.toml and is '2' here; "
            "put the old one back or use a new id."
        )
    ]


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
