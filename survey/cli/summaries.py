"""`temperature-take summary`: what a period says, from the installation or from files alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from analysis.periods import FinancialYear, parse_period

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
Command = TypeVar("Command", bound=Callable[..., Any])
TABLES = ("answers", "roster", "groups", "rag", "lineage")


def of_files(name: str, told: str) -> Callable[[Command], Command]:
    """An option that takes one file."""
    return click.option(f"--{name}", type=FILE, help=told)


@click.command
@click.argument("period", required=False)
@of_files("answers", "Files instead of the database: round,person,group,item,measure,score.")
@of_files("roster", "Who could answer: round,person,group. Without it, everybody who ever did.")
@of_files("groups", "Each group's block and side: group,name,from,block,block_name,side.")
@of_files("rag", "Official ratings: round,item,aim,rag.")
@of_files("lineage", "Series that begin anew: from_round,kind,old,new.")
@click.option("--period", "wanted", metavar="PERIOD", help="With --answers: such as 2018-19-q2.")
@click.option("--against", metavar="PERIOD", help="With --answers: compare with this one.")
@click.option("--scale", metavar="FIRST-LAST", help="Of the scores in --answers: 1-5 by default.")
@click.option(
    "--year-starts",
    type=click.IntRange(1, 12),
    metavar="MONTH",
    help="With --answers: the month the financial year starts in, 4 for April by default.",
)
@click.option(
    "--internal",
    is_flag=True,
    help="With --answers: leave thresholds out; what comes stays with the panel team.",
)
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    help="Words for people, the whole summary for programs, or a page.",
)
def summary(period: str | None, output: str, **given: Any) -> None:
    """Show what PERIOD, such as 2018-19-q2, says: safe figures from its closed rounds.

    With --answers and --period it is read from files (CSV, Parquet, ODS or XLSX), and neither a
    database nor any setting is needed.
    """
    if given["answers"] is None:
        _refuse_strays(given)
        if period is None:
            raise click.UsageError("Name a PERIOD of the database, or give --answers with --period")
        from survey.cli.summarising.stored import show

        click.echo(show(parse_period(period), output))
        return
    if period is not None:
        raise click.UsageError(
            f"'{period}' is looked for in the database and --answers in a file; give one of them, "
            "--answers with --period"
        )
    if given["wanted"] is None:
        raise click.UsageError("--answers needs --period, such as --period 2018-19-q2")
    click.echo(from_files(output, given))


def from_files(output: str, given: dict[str, Any]) -> str:
    """What `given` says of its files, in the form of `output`."""
    from analysis.scale import parse_scale

    scale = parse_scale(given["scale"] or "1-5")
    year = FinancialYear(given["year_starts"] or 4)
    period = year.parse(given["wanted"])
    against = year.parse(given["against"]) if given["against"] else None
    from survey.cli.summarising.files import Files, cube_of

    files = Files(*(given[table] for table in TABLES))
    cube = cube_of(files, period, against, scale)
    if given["internal"]:
        from survey.cli.summarising.inside import shown
    else:
        from survey.cli.summarising.outside import shown
    return shown(cube, output)


def _refuse_strays(given: dict[str, Any]) -> None:
    """Refuse what is said of files where none is given."""
    for name, value in given.items():
        if value:
            option = {"wanted": "period"}.get(name, name).replace("_", "-")
            raise click.UsageError(f"--{option} is about files; give --answers with it")
