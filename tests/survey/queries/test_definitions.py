import shutil
from datetime import datetime
from pathlib import Path

import pytest
from sqlmodel import Session

from questionnaires.load import DEFINITIONS, definition
from survey.errors import SurveyError
from survey.queries.definitions import USUAL, shipped, shipped_definition, usual
from tests.survey.council import opened

pytestmark = pytest.mark.holds("a council")


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of definitions of one's own."""
    folder = tmp_path / "definitions"
    shutil.copytree(DEFINITIONS, folder)
    for module in ("questionnaires.load", "survey.queries.definitions"):
        monkeypatch.setattr(f"{module}.DEFINITIONS", folder)
    return folder


def test_what_is_there_can_be_chosen_by_the_names_of_its_files(files: Path) -> None:
    (files / "mine.toml").write_text("id = ", "utf-8")
    assert shipped() == ["governance-2018", "governance-brief-2018", "mine"]


def test_a_file_at_fault_is_a_sentence_for_a_page_or_the_worker(files: Path) -> None:
    (files / "mine.toml").write_text("id = ", "utf-8")
    with pytest.raises(SurveyError, match=r"^mine\.toml: the file is not valid TOML"):
        shipped_definition("mine")


def test_before_the_first_round_the_usual_one_is_proposed(session: Session) -> None:
    assert usual(session) == USUAL == "governance-2018"


def test_what_was_asked_last_is_proposed_by_its_files_name(
    session: Session, now: datetime, files: Path
) -> None:
    opened(session, now, asked=definition("governance-brief-2018"))
    assert usual(session) == "governance-brief-2018"
    text = (files / "governance-2018.toml").read_text("utf-8")
    second = files / "next-year.toml"
    second.write_text(text.replace("version = 1", "version = 2"), "utf-8")
    (files / "broken.toml").write_text("id = ", "utf-8")
    opened(session, now, "2018-08", asked=definition("next-year"))
    assert usual(session) == "next-year"
    second.unlink()
    assert usual(session) == USUAL
