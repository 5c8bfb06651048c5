import shutil
from pathlib import Path

from click.testing import CliRunner

from questionnaires.check import DEFINITIONS
from survey.cli import main


def test_the_shipped_definitions_are_well_without_an_installation(tmp_path: Path) -> None:
    done = CliRunner().invoke(
        main, ["questionnaire", "check"], env={"DATA_DIR": str(tmp_path / "none")}
    )
    count = len(list(DEFINITIONS.glob("*.toml")))
    assert done.exit_code == 0
    assert done.output.startswith(f"{count} definition")
    assert done.output.endswith(" checked, no problems.\n")
    assert not (tmp_path / "none").exists()


def test_findings_are_told_with_exit_2(tmp_path: Path) -> None:
    for file in DEFINITIONS.glob("*.toml"):
        shutil.copy(file, tmp_path)
    (tmp_path / "broken.toml").write_text('id = "broken"\n')
    refused = CliRunner().invoke(main, ["questionnaire", "check", str(tmp_path)])
    assert refused.exit_code == 2
    assert refused.stderr.startswith("broken.toml, the questionnaire: ")


def test_a_folder_without_definitions_is_a_finding(tmp_path: Path) -> None:
    refused = CliRunner().invoke(main, ["questionnaire", "check", str(tmp_path)])
    assert refused.exit_code == 2
    assert "holds no definition" in refused.stderr


def test_one_file_is_checked_against_those_that_are_shipped(tmp_path: Path) -> None:
    shipped = (DEFINITIONS / "governance-2018.toml").read_text("utf-8")
    second = tmp_path / "second.toml"
    second.write_text(shipped.replace("version = 1", "version = 2"), "utf-8")
    done = CliRunner().invoke(main, ["questionnaire", "check", str(second)])
    assert (done.exit_code, done.output) == (0, "1 definition checked, no problems.\n")
    reworded = second.read_text("utf-8").replace('"On track"', '"Nearly on track"')
    second.write_text(reworded, "utf-8")
    refused = CliRunner().invoke(main, ["questionnaire", "check", str(second)])
    assert refused.exit_code == 2
    assert refused.stderr.startswith("second.toml, point 3 of scale 'progress': its label was")
