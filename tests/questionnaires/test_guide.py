"""The guide to questionnaires: every example in it works in the file that it is about."""

import re
import tomllib
from pathlib import Path
from textwrap import dedent

import pytest

from questionnaires.check import DEFINITIONS, check_file
from questionnaires.load import definition, load
from tests.questionnaires.small import written

GUIDE = (Path(__file__).parents[2] / "docs" / "questionnaires.md").read_text("utf-8")
EXAMPLES = [
    dedent(indent + text)
    for indent, text in re.findall(r"^( *)```toml\n(.*?)```", GUIDE, flags=re.DOTALL | re.MULTILINE)
]
GOVERNANCE = definition("governance-2018")
SHIPPED = (DEFINITIONS / "governance-2018.toml").read_text("utf-8")
OVERALL = '[[sections]]\nid = "overall"'
VERSION = "version = 1\n"


def example(mark: str) -> str:
    """The only example that has `mark`."""
    (found,) = [text for text in EXAMPLES if mark in text]
    return found


@pytest.mark.parametrize("question", ["progress", "comment"])
def test_the_two_kinds_of_question_are_shown_as_they_are_shipped(question: str) -> None:
    (shown,) = tomllib.loads(example(f'id = "{question}"'))["sections"]["questions"]
    shipped = {each.id: each for each in GOVERNANCE.sections[0].questions}[question]
    for key, value in shown.items():
        assert getattr(shipped, key) == value


def changed(place: str, mark: str) -> str:
    """The next version of the shipped file, with an example put in before `place`."""
    assert place in SHIPPED
    text = SHIPPED.replace(place, f"{example(mark)}\n{place}", 1)
    return text.replace(VERSION, "version = 2\n", 1)


@pytest.mark.parametrize(
    "mark", ['id = "obstacle"', 'id = "assurance"', 'repeat = "aims"'], ids=str.split
)
def test_what_the_guide_adds_makes_a_version_without_a_fault(tmp_path: Path, mark: str) -> None:
    path = written(tmp_path, changed(OVERALL, mark), "governance-2018-v2.toml")
    assert check_file(path) == []
    assert load(path) != GOVERNANCE


def test_one_page_in_another_language_are_two_lines(tmp_path: Path) -> None:
    loaded = load(written(tmp_path, changed("title = ", 'layout = "single"')))
    assert (loaded.layout, loaded.language) == ("single", "cy")


def test_every_shipped_file_is_in_the_guide_and_every_example_is_tried() -> None:
    assert all(f"`{path.name}`" in GUIDE for path in DEFINITIONS.glob("*.toml"))
    assert len(EXAMPLES) == 6


def test_links_lead_somewhere() -> None:
    folder = Path(__file__).parents[2] / "docs"
    assert all((folder / link).exists() for link in re.findall(r"\]\(([\w-]+\.md)\)", GUIDE))
