"""The command `temperature-take`.

Every command stands in a module of its own kind and is loaded when it is called, so that asking
for help or checking a questionnaire costs neither the web application nor the analysis.
"""

import errno
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

import click

from analysis.errors import AnswersError
from analysis.periods import PeriodError
from questionnaires.expand import ExpansionError
from questionnaires.frozen import FrozenError
from questionnaires.table import DefinitionError
from survey.errors import SurveyError

# Name of the command: where it is defined. Commands open their installation with
# `survey.cli.installation.installation`.
COMMANDS = {
    "assurance": "survey.cli.imports:assurance",
    "codebook": "survey.cli.codebook:codebook",
    "commitments": "survey.cli.commitments:commitments",
    "demo": "survey.cli.demonstration:demo",
    "groups": "survey.cli.imports:groups",
    "indicators": "survey.cli.imports:indicators",
    "init": "survey.cli.setting_up:init",
    "mail": "survey.cli.mail:mail",
    "pack": "survey.cli.packs:pack",
    "panel": "survey.cli.imports:panel",
    "plan": "survey.cli.imports:plan",
    "publish": "survey.cli.publishing:publish",
    "questionnaire": "survey.cli.questionnaires:questionnaire",
    "recommendations": "survey.cli.imports:recommendations",
    "round": "survey.cli.rounds:round_",
    "serve": "survey.cli.running:serve",
    "simulate": "survey.cli.simulating:simulate",
    "summary": "survey.cli.summaries:summary",
    "user": "survey.cli.users:user",
    "worker": "survey.cli.running:worker",
}
SENTENCES = (SurveyError, AnswersError, PeriodError, DefinitionError, ExpansionError, FrozenError)


class Sentence(click.ClickException):
    """Bad input: one sentence on standard error and exit code 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(self.message, file=file, err=file is None)


class Commands(click.Group):
    """Loads a command when it is called, and turns errors made by design into their sentence."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        module, _, attribute = place.partition(":")
        loaded: click.Command = getattr(import_module(module), attribute)
        return loaded

    def invoke(self, ctx: click.Context) -> Any:
        return in_sentences(super().invoke, ctx)


def in_sentences(invoke: Callable[[click.Context], Any], ctx: click.Context) -> Any:
    """`invoke(ctx)`, with every error that the user can mend said in one sentence."""
    try:
        return invoke(ctx)
    except SENTENCES as error:
        raise Sentence(str(error)) from error
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        raise Sentence(usage(error)) from error
    except database_errors() as error:
        raise Sentence(
            f"The database cannot be used just now ({error.orig}); "
            "check DATABASE_URL and DATA_DIR, or try again when it is not busy."
        ) from error
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise
        place = f"'{error.filename}': " if error.filename else ""
        raise Sentence(
            f"{place}{error.strerror or error}; check the path and who may use it."
        ) from error


def database_errors() -> tuple[Any, ...]:
    """What a database that cannot be used raises; nothing while no database has been loaded."""
    loaded: Any = sys.modules.get("sqlalchemy.exc")
    return () if loaded is None else (loaded.OperationalError,)


def usage(error: click.UsageError) -> str:
    """What is wrong with a command's words, and where its help is."""
    asked = error.ctx.command_path if error.ctx else "temperature-take"
    return f"{error.format_message().rstrip('.?')}; see '{asked} --help'."


@click.group(cls=Commands)
@click.version_option(package_name="temperature-take", message="%(prog)s %(version)s")
def main() -> None:
    """Ask a panel every month how its improvement plan is going, and publish what it said."""
