"""`temperature-take codebook export`: what words are coded with, and what became of it."""

import json
from pathlib import Path

import click

from survey.cli.installation import installation
from survey.documents.sheets import KINDS, sheet
from survey.errors import SurveyError
from survey.queries.codebook import exported_rows

JSON = "json"


@click.group
def codebook() -> None:
    """Write what words are coded with."""


@codebook.command
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
def export(file: Path) -> None:
    """Write every code, with its meaning and what became of it, to FILE.

    Its ending says what it is to be: .csv, .json, .xlsx or .ods.
    """
    kind = kind_of(file)
    with installation() as here:
        header, *rows = exported_rows(here.session)
    if kind == JSON:
        codes = [dict(zip(header, row, strict=True)) for row in rows]
        file.write_text(json.dumps(codes, ensure_ascii=False, indent=2) + "\n", "utf-8")
    else:
        file.write_bytes(sheet([header, *rows], kind).content)
    click.echo(f"{file} has {len(rows)} codes.")


def kind_of(file: Path) -> str:
    kind = file.suffix.removeprefix(".").lower()
    if kind not in {*KINDS, JSON}:
        raise SurveyError(
            f"'{file.name}' does not say what kind of file to write; "
            "let its name end with .csv, .json, .xlsx or .ods."
        )
    return kind
