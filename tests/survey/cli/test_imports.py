import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from survey.cli import main
from survey.config import Settings
from survey.samples import sample_city

SAMPLE = sample_city()
FILES = [
    ("plan", SAMPLE.plan),
    ("groups", SAMPLE.groups),
    ("panel", SAMPLE.panel),
    ("indicators", SAMPLE.indicators),
    ("recommendations", SAMPLE.recommendations),
    ("assurance", SAMPLE.assurance),
]


@pytest.fixture
def environment(settings: Settings) -> dict[str, str]:
    return {"DATA_DIR": str(settings.data_dir), "SECRET_KEY": settings.secret_key}


def run(environment: dict[str, str], *arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], env=environment)


def test_every_file_is_imported_once_and_then_changes_nothing(
    environment: dict[str, str],
) -> None:
    for noun, file in FILES:
        first = run(environment, noun, "import", file)
        assert first.exit_code == 0, first.output
        assert f"{file.name} is imported: " in first.output
        again = run(environment, noun, "import", file)
        assert again.output.startswith(f"{file.name} changes nothing: all of its ")


def test_a_dry_run_tells_and_stores_nothing(environment: dict[str, str], tmp_path: Path) -> None:
    before = run(environment, "plan", "import", SAMPLE.plan, "--dry-run")
    assert "added: aim 1.4" in before.output
    assert before.output.endswith("This was a dry run: nothing was stored.\n")
    run(environment, "plan", "import", SAMPLE.plan, "--rag-month", "2018-06")
    changed = tmp_path / "plan.csv"
    text = SAMPLE.plan.read_text("utf-8").replace("Paper-free council", "Digital council")
    changed.write_text(text, "utf-8")
    for _ in range(2):
        told = run(environment, "plan", "import", changed, "--dry-run")
        line = "changed: aim 1.5, aim Paper-free council meetings → Digital council meetings"
        assert line in told.output.splitlines()
    assert "1 changed" in run(environment, "plan", "import", changed).output


def test_changes_can_be_told_as_json(environment: dict[str, str]) -> None:
    told = json.loads(
        run(environment, "groups", "import", SAMPLE.groups, "--format", "json").output
    )
    assert told["file"] == "groups-2018.csv"
    assert not told["dry_run"]
    assert len(told["added"]) == 19


def test_rows_in_another_order_are_told_in_one_line(
    environment: dict[str, str], tmp_path: Path
) -> None:
    run(environment, "plan", "import", SAMPLE.plan)
    header, *lines = SAMPLE.plan.read_text("utf-8").splitlines()
    changed = tmp_path / "plan.csv"
    changed.write_text("\n".join([header, *reversed(lines)]), "utf-8")
    told = run(environment, "plan", "import", changed).output.splitlines()
    assert told[0] == "reordered: theme: 10, aim: 24"
    assert len(told) == 2


def test_a_bad_row_is_one_sentence_and_exit_2(environment: dict[str, str], tmp_path: Path) -> None:
    bad = tmp_path / "plan.csv"
    bad.write_text(SAMPLE.plan.read_text("utf-8").replace(",red,no,", ",purple,no,", 1), "utf-8")
    refused = run(environment, "plan", "import", bad)
    assert refused.exit_code == 2
    assert refused.stdout == ""
    assert refused.stderr == (
        "plan.csv, row 8, column 'rag': 'purple' is not known; use green or amber or red. "
        "Nothing was imported.\n"
    )


def test_a_bad_month_and_a_missing_file_are_refused(environment: dict[str, str]) -> None:
    bad_month = run(environment, "plan", "import", SAMPLE.plan, "--rag-month", "June")
    assert bad_month.exit_code == 2
    assert bad_month.stderr.startswith("'June' is not a month")
    assert run(environment, "plan", "import", "nowhere.csv").exit_code == 2


def test_an_installation_that_is_not_set_up_says_so(tmp_path: Path) -> None:
    refused = run({"DATA_DIR": str(tmp_path), "SECRET_KEY": ""}, "plan", "import", SAMPLE.plan)
    assert refused.exit_code == 2
    assert refused.stderr == "There is no SECRET_KEY yet: run 'temperature-take init' first.\n"


def test_the_official_ratings_of_each_month_are_imported(
    environment: dict[str, str], tmp_path: Path
) -> None:
    run(environment, "plan", "import", SAMPLE.plan, "--rag-month", "2018-06")
    file = tmp_path / "rag.csv"
    file.write_text("month,aim,rag\n2018-07,1.4,green\n2018-08,1.4,red\n", "utf-8")
    told = run(environment, "plan", "rag", "import", file)
    assert told.exit_code == 0, told.output
    assert "added: rating of aim 1.4 from 2018-07" in told.output
    assert "changes nothing" in run(environment, "plan", "rag", "import", file).output


@pytest.mark.holds("the sample")
@pytest.mark.parametrize("kind", ["csv", "xlsx", "ODS"])
@pytest.mark.parametrize(("noun", "rows"), [("groups", 12), ("panel", 46), ("plan", 25)])
def test_an_exported_file_changes_nothing_when_it_is_imported(
    environment: dict[str, str], tmp_path: Path, noun: str, rows: int, kind: str
) -> None:
    file = tmp_path / f"mine.{kind}"
    exported = run(environment, noun, "export", file)
    assert exported.output == f"{file} has {rows} rows below its header.\n"
    again = run(environment, noun, "import", file)
    assert again.output.startswith(f"mine.{kind} changes nothing: all of its ")


def test_a_file_of_another_kind_is_not_exported(
    environment: dict[str, str], tmp_path: Path
) -> None:
    refused = run(environment, "panel", "export", tmp_path / "panel.pdf")
    assert refused.exit_code == 2
    assert refused.stderr == (
        "'panel.pdf' does not say what kind of file to write; "
        "let its name end with .csv, .xlsx or .ods.\n"
    )
    assert not (tmp_path / "panel.pdf").exists()


def test_a_workbook_is_known_by_its_content(environment: dict[str, str], tmp_path: Path) -> None:
    run(environment, "groups", "import", SAMPLE.groups)
    exported, renamed = tmp_path / "groups.xlsx", tmp_path / "groups.csv"
    run(environment, "groups", "export", exported)
    exported.rename(renamed)
    assert "changes nothing" in run(environment, "groups", "import", renamed).output
