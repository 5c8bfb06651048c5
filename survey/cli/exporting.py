"""`temperature-take panel export FILE`, and those of the groups and the plan."""

from collections.abc import Callable
from pathlib import Path

import click
from sqlmodel import Session

from survey.cli.installation import installation
from survey.clock import LONDON, now
from survey.documents.sheets import KINDS, sheet
from survey.errors import SurveyError
from survey.queries.exports import Rows, group_rows, panel_rows, plan_rows

Export = Callable[[Session], Rows]


def plan_of_this_month(session: Session) -> Rows:
    """The plan with the ratings that are in force now."""
    return plan_rows(session, f"{now().astimezone(LONDON):%Y-%m}")


def kind_of(file: Path) -> str:
    """'xlsx' for 'panel.XLSX'; refuses an ending that is none of the three."""
    kind = file.suffix.removeprefix(".").lower()
    if kind not in KINDS:
        raise SurveyError(
            f"'{file.name}' does not say what kind of file to write; "
            "let its name end with .csv, .xlsx or .ods."
        )
    return kind


def run_export(export: Export, file: Path) -> None:
    """Write `file` and say how many rows it has."""
    kind = kind_of(file)
    with installation() as here:
        rows = export(here.session)
    file.write_bytes(sheet(rows, kind).content)
    click.echo(f"{file} has {len(rows) - 1} rows below its header.")


def exporting(group: click.Group, export: Export, what: str) -> None:
    """Give `group` the command `export`, which writes `what`."""

    @click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
    def write(file: Path) -> None:
        run_export(export, file)

    told = f"Write {what} to FILE, a CSV, XLSX or ODS by its ending, as `import` reads it."
    group.add_command(click.command("export", help=told)(write))


EXPORTS: dict[str, tuple[Export, str]] = {
    "groups": (group_rows, "the panel's groups, their blocks and sides"),
    "panel": (panel_rows, "the panel's seats and all who ever held them"),
    "plan": (plan_of_this_month, "the plan with this month's ratings, exempt aims included,"),
}
