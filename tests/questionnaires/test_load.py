from pathlib import Path

import pytest

from questionnaires.load import DefinitionError, definition, load
from questionnaires.model import Opening, Question, Scale, ScalePoint
from tests.questionnaires.faults import NARROWED, SPOILED, TECHNICAL
from tests.questionnaires.small import SMALL, spoiled, written


@pytest.mark.parametrize(("text", "sentence"), SPOILED.values(), ids=SPOILED.keys())
def test_a_spoiled_definition_is_refused_with_its_place_and_mend(
    tmp_path: Path, text: str, sentence: str
) -> None:
    with pytest.raises(DefinitionError) as refused:
        load(written(tmp_path, text))
    assert str(refused.value) == sentence


def test_every_part_is_loaded(tmp_path: Path) -> None:
    loaded = load(written(tmp_path, SMALL))
    assert (loaded.id, loaded.version, loaded.title) == ("small", 1, "A small questionnaire")
    assert loaded.opening == Opening("Before you start", ("Please read this.",))
    labels = ("Low", "Poor", "Fair", "Good", "High")
    points = tuple(ScalePoint(value, label) for value, label in enumerate(labels, 1))
    assert loaded.scales == (Scale("steps", points),)
    assert [no_view.label for no_view in loaded.no_views] == ["Too early", "Not close"]
    assert loaded.permissions[3].meaning == "With the block."
    theme, overall = loaded.sections
    assert (theme.repeat, theme.prompts) == ("governance-themes", ("What changed?",))
    assert theme.questions[0] == Question(
        id="progress",
        kind="score",
        measure="progress",
        name="Progress",
        stem="How far?",
        scale="steps",
        mandatory=True,
        max_length=None,
    )
    assert (overall.title, overall.repeat, overall.prompts) == ("Overall", None, ())
    why = overall.questions[0]
    assert (why.kind, why.measure, why.scale, why.mandatory) == ("comment", None, None, True)
    assert why.max_length == 10


def test_two_groups_may_be_asked_one_measure_in_different_words(tmp_path: Path) -> None:
    loaded = load(written(tmp_path, NARROWED + TECHNICAL))
    assert [section.audience for section in loaded.sections] == [("cabinet",), (), ("audit",)]


def test_a_measure_of_themes_and_the_same_of_their_aims_are_two_things(tmp_path: Path) -> None:
    detail = TECHNICAL + 'repeat = "aims"\n'
    loaded = load(written(tmp_path, SMALL + detail))
    assert loaded.sections[-1].questions[0].repeat == "aims"


def test_layout_and_language_are_loaded_and_have_a_default(tmp_path: Path) -> None:
    plain = load(written(tmp_path, SMALL))
    assert (plain.layout, plain.language) == ("pages", "en-GB")
    said = 'version = 1\nlayout = "single"\nlanguage = "cy"'
    loaded = load(written(tmp_path, spoiled("version = 1", said)))
    assert (loaded.layout, loaded.language) == ("single", "cy")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match=r"^gone\.toml: there is no such file; check"):
        load(tmp_path / "gone.toml")


def test_a_folder_in_place_of_a_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match=r"cannot be opened \(Is a directory\); check"):
        load(tmp_path)


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "latin.toml"
    path.write_bytes('title = "Café"'.encode("latin-1"))
    with pytest.raises(DefinitionError, match=r"^latin\.toml: the file is not UTF-8; save it"):
        load(path)


@pytest.mark.parametrize("value", ["[" * 5000, "9" * 5000], ids=["deep", "long"])
def test_a_monstrous_file_is_a_sentence(tmp_path: Path, value: str) -> None:
    with pytest.raises(DefinitionError, match=r"^small\.toml: the file is not valid TOML \("):
        load(written(tmp_path, f"version = {value}"))


def test_an_unknown_shipped_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(
        DefinitionError, match=r"called '\.\./x' is shipped; choose governance-2018"
    ):
        definition("../x")
