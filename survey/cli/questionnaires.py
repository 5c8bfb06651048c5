"""`temperature-take questionnaire`, which needs no installation."""

from pathlib import Path

import click

from questionnaires.check import DEFINITIONS, check, check_file
from survey.errors import SurveyError


@click.group
def questionnaire() -> None:
    """Look after questionnaire definitions."""


@questionnaire.command("check")
@click.argument("path", default=DEFINITIONS, type=click.Path(exists=True, path_type=Path))
def check_definitions(path: Path) -> None:
    """Check the definition in the file PATH, or every one in the folder PATH.

    Each is compared with every other version of it beside it. Without PATH the definitions that
    are shipped are checked.
    """
    findings = check(path) if path.is_dir() else check_file(path)
    if findings:
        raise SurveyError("\n".join(findings))
    count = len(list(path.glob("*.toml"))) if path.is_dir() else 1
    click.echo(f"{count} {'definition' if count == 1 else 'definitions'} checked, no problems.")
