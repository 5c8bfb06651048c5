"""`temperature-take pack`: a month's insight pack, without the pages."""

import json
from typing import Any

import click
from sqlmodel import Session

from analysis.periods import month_label, parse_month
from survey.actions.make_pack import make_pack
from survey.actions.read_pack import read_pack
from survey.actions.release_pack import release_pack
from survey.cli.installation import installation
from survey.cli.pack_lines import lines
from survey.cli.publishing import APPROVERS, DRAFTERS, account
from survey.clock import london_moment, now
from survey.documents.pack import read
from survey.errors import SurveyError
from survey.models import InsightPack
from survey.queries.insight import frozen_pack, pack_numbered, packs

READER = "command"


@click.group
def pack() -> None:
    """Monthly insight packs for observers: make, release, show and list them."""


@pack.command("make")
@click.argument("month")
@click.option("--made-by", required=True, metavar="EMAIL", help="An analyst or publisher.")
def make(month: str, made_by: str) -> None:
    """Freeze what observers are to read of MONTH, such as 2018-07, whose round has closed."""
    with installation() as here:
        maker = account(here.session, made_by, DRAFTERS)
        made = make_pack(here.session, month=parse_month(month), actor=maker.email, now=now())
        here.session.commit()
        click.echo(
            f"Pack {made.number} of {month_label(month)} is made; "
            f"somebody else can release it with 'temperature-take pack release {month}'."
        )


@pack.command("release")
@click.argument("month")
@click.option("--released-by", required=True, metavar="EMAIL", help="Another account: a publisher.")
@click.option("--sha256", default="", help="Release it only if it still has this hash.")
def release(month: str, released_by: str, sha256: str) -> None:
    """Let observers read the latest pack of MONTH."""
    with installation() as here:
        signer = account(here.session, released_by, APPROVERS)
        found = pack_numbered(here.session, parse_month(month))
        release_pack(
            here.session,
            pack=found,
            sha256=sha256 or found.sha256,
            actor=signer.email,
            now=now(),
        )
        here.session.commit()
        click.echo(f"Pack {found.number} of {month_label(month)} is released to observers.")


@pack.command("show")
@click.argument("month")
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text")
def show(month: str, output: str) -> None:
    """Show the latest pack of MONTH, or one of its numbers, as in 2018-07/1; it is recorded."""
    with installation() as here:
        found = named(here.session, month)
        document = frozen_pack(found)
        read_pack(here.session, pack=found, actor=READER, now=now())
        here.session.commit()
    if output == "json":
        click.echo(json.dumps({**facts(found), "pack": document}, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join([standing(found), *lines(read(document))]))


@pack.command("list")
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text")
def list_packs(output: str) -> None:
    """Show every pack, released or not, the latest month first."""
    with installation() as here:
        found = packs(here.session)
    if output == "json":
        click.echo(json.dumps([facts(each) for each in found], ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(map(standing, found)) or "No insight pack has been made yet.")


def named(session: Session, text: str) -> InsightPack:
    """The pack that '2018-07' or '2018-07/1' names."""
    month, slash, number = text.partition("/")
    if slash and not (number.isascii() and number.isdigit() and len(number) < 10):
        raise SurveyError(f"'{text}' names no pack; write the month and a number, as in 2018-07/1.")
    return pack_numbered(session, parse_month(month), int(number) if slash else None)


def facts(found: InsightPack) -> dict[str, Any]:
    at = found.released_at
    return {
        "month": found.month,
        "number": found.number,
        "made_by": found.made_by,
        "made_at": found.made_at.isoformat(),
        "released_by": found.released_by or None,
        "released_at": at.isoformat() if at else None,
        "sha256": found.sha256,
    }


def standing(found: InsightPack) -> str:
    """'2018-07/1', whether it is released, and by whom it was made; tabs between."""
    at = found.released_at
    state = f"released {london_moment(at)} by {found.released_by}" if at else "not released"
    return f"{found.month}/{found.number}\t{state}\tmade by {found.made_by}"
