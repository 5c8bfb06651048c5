import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from survey.actions.codebook.merge_codes import merge_codes
from survey.actions.codebook.rename_code import rename_code
from survey.cli import main
from tests.survey.coding import a_code, step
from tests.survey.house import House

pytestmark = [pytest.mark.holds("a council's july"), pytest.mark.usefixtures("environment")]


@pytest.fixture(autouse=True)
def kept(house: House) -> None:
    """Two codes, one of them renamed and then merged into the other."""
    with house.session() as session:
        training = a_code(session, "=Training", meaning="Too late")
        pace = a_code(session, "Pace")
        named = step(session)
        rename_code(session, named, code_id=training.id or 0, name="Skills", meaning="Too late")
        merge_codes(session, step(session), code_ids=[training.id or 0], into=pace.id or 0)


def export(file: Path) -> Result:
    return CliRunner().invoke(main, ["codebook", "export", str(file)])


MERGED = "version 5: Skills was merged into Pace"
SKILLS = {
    "code": "Skills",
    "family": "concern",
    "meaning": "Too late",
    "since": "2",
    "until": "5",
    "lineage": f"version 4: =Training is called Skills; {MERGED}",
}


def test_the_codebook_is_written_with_what_became_of_each_code(tmp_path: Path) -> None:
    file = tmp_path / "codebook.json"
    done = export(file)
    assert (done.exit_code, done.output) == (0, f"{file} has 6 codes.\n")
    codes = json.loads(file.read_text("utf-8"))
    assert [each["code"] for each in codes] == [
        "Theme",
        "Concern",
        "Pace",
        "Skills",
        "Praise",
        "Suggestion",
    ]
    assert codes[3] == SKILLS
    assert (codes[2]["until"], codes[2]["lineage"]) == ("", MERGED)


def test_a_table_holds_the_same(tmp_path: Path) -> None:
    assert export(tmp_path / "codebook.csv").exit_code == 0
    with (tmp_path / "codebook.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.DictReader(file))[3] == SKILLS
    assert export(tmp_path / "codebook.XLSX").exit_code == 0


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    done = export(tmp_path / "codebook.txt")
    assert done.exit_code == 2
    assert "let its name end with .csv, .json, .xlsx or .ods." in done.output
