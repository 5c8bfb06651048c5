"""`temperature-take questionnaire check` and `preview`, which need no installation."""

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


@questionnaire.command
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--group", default="", metavar="REF", help="As whom: the short name of a group.")
@click.option("--port", type=click.IntRange(1, 65535), help="Where to serve it, if not at PORT.")
def preview(file: Path, group: str, port: int | None) -> None:
    """Answer the definition in FILE as people would meet it, over a sample plan.

    Nothing that is typed is kept: it goes into a folder that is deleted at the end.
    """
    # Imported here, so that checking a file costs neither the web application nor the plan.
    from survey.cli.previewing import serve_preview

    serve_preview(file, group, port)
