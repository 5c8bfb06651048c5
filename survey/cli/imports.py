"""`temperature-take plan import FILE`, the five others, and the exports of three of them."""

import json
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import click

from survey.actions.import_assurance import import_assurance
from survey.actions.import_groups import import_groups
from survey.actions.import_indicators import import_indicators
from survey.actions.import_panel import import_panel
from survey.actions.import_plan import import_plan
from survey.actions.import_rag import import_rag
from survey.actions.import_recommendations import import_recommendations
from survey.actions.importing.changes import Changes
from survey.actions.importing.source import Source
from survey.cli.exporting import EXPORTS, exporting
from survey.cli.import_report import as_text
from survey.cli.installation import installation
from survey.clock import now

Import = Callable[..., Changes]


def run_import(action: Import, file: Path, *, dry_run: bool, output: str) -> None:
    """Import `file` with `action`, commit unless `dry_run`, and say what changed."""
    with installation() as here:
        source = Source.read(file)
        changes = action(here.session, source=source, actor="command", now=now())
        if not dry_run:
            here.session.commit()
    if output == "json":
        report = {"file": file.name, "dry_run": dry_run, **asdict(changes)}
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        click.echo(as_text(changes, file.name, dry_run=dry_run))


def import_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The argument and the options that every import takes."""
    for decorate in (
        click.option(
            "--format", "output", type=click.Choice(["text", "json"]), default="text",
            help="How to tell what changes.",
        ),
        click.option("--dry-run", is_flag=True, help="Tell what would change and store nothing."),
        click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path)),
    ):  # fmt: skip
        command = decorate(command)
    return command


def importing(noun: str, action: Import, what: str) -> click.Group:
    """The commands about `noun`, of which `import` brings in `what` with `action`."""

    @import_options
    def bring(file: Path, *, dry_run: bool, output: str) -> None:
        run_import(action, file, dry_run=dry_run, output=output)

    group = click.Group(noun, help=f"Bring in {what}.")
    group.add_command(
        click.command("import", help=f"Bring in {what} from FILE, a CSV, XLSX or ODS.")(bring)
    )
    return group


groups = importing("groups", import_groups, "the panel's groups, their blocks and sides")
panel = importing("panel", import_panel, "the panel's seats and their holders")
indicators = importing("indicators", import_indicators, "the performance report's figures")
recommendations = importing("recommendations", import_recommendations, "external recommendations")
assurance = importing("assurance", import_assurance, "third-party reviews")


@click.group
def plan() -> None:
    """Bring in the improvement plan."""


@plan.command("import")
@import_options
@click.option(
    "--rag-month",
    metavar="MONTH",
    help="From which month the ratings in FILE hold, as in 2018-06. Without it, those that differ "
    "from the ratings in force hold from this month on; the first ones of all hold from the first "
    "due month, if that is earlier.",
)
def plan_import(file: Path, rag_month: str | None, *, dry_run: bool, output: str) -> None:
    """Bring in the plan's themes and aims, with their ratings, from FILE, a CSV, XLSX or ODS."""
    run_import(partial(import_plan, rag_month=rag_month), file, dry_run=dry_run, output=output)


@plan.group("rag")
def plan_rag() -> None:
    """Bring in the official ratings of the plan's aims."""


@plan_rag.command("import")
@import_options
def rag_import(file: Path, *, dry_run: bool, output: str) -> None:
    """Bring in the ratings of one month or of several from FILE: month, aim and rag."""
    run_import(import_rag, file, dry_run=dry_run, output=output)


for exported in (groups, panel, plan):
    exporting(exported, *EXPORTS[exported.name or ""])
