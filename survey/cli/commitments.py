"""`temperature-take commitments list`: what was promised, what is overdue, what came of it."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import click

from analysis.periods import month_label
from survey.cli.installation import installation
from survey.clock import london_day, now
from survey.models import Commitment
from survey.queries.commitments import all_commitments, is_overdue
from survey.queries.plan_items import PlanItems, plan_items


@click.group("commitments")
def commitments() -> None:
    """See what was promised in answer to what people said."""


@commitments.command("list")
@click.option("--overdue", is_flag=True, help="Only what was due before this month and is open.")
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text")
def list_(output: str, *, overdue: bool) -> None:
    """List the commitments, what is due first before the others."""
    month = f"{london_day(now()):%Y-%m}"
    with installation() as here:
        items = plan_items(here.session, month)
        found = [
            told(each, items)
            for each in all_commitments(here.session)
            if not overdue or is_overdue(each, month)
        ]
    if output == "json":
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(lines(found, overdue=overdue)))


def told(each: Commitment, items: PlanItems) -> dict[str, Any]:
    return {
        "id": each.id,
        "said": each.said,
        "people": each.people,
        "promise": each.promise,
        "lead": each.lead,
        "item": each.item,
        "item_name": items.item(each.item).name if each.item else "",
        "due_month": each.due_month,
        "status": each.status.value,
        "overdue": is_overdue(each, items.month),
        "reopened": each.reopened_at is not None,
        "outcome": each.outcome,
        "done_month": each.done_month,
    }


def lines(found: Iterable[dict[str, Any]], *, overdue: bool) -> Iterator[str]:
    """Two lines for each: its state, and what was promised in one line."""
    rows = list(found)
    if not rows:
        yield "No commitment is overdue." if overdue else "Nothing has been promised yet."
    for each in rows:
        notes = [name for name in ("overdue", "reopened") if each[name]]
        state = ", ".join([each["status"].replace("-", " "), *notes])
        yield f"{each['id']}: due {month_label(each['due_month'])}, {state}; lead: {each['lead']}"
        yield f"   {' '.join(each['promise'].split())}"
