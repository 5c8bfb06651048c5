"""`temperature-take publish`: a quarter from draft to published, without the pages."""

import json
from collections.abc import Callable, Collection
from datetime import datetime

import click
from sqlmodel import Session

from analysis.periods import parse_period
from survey.actions.approve_edition import approve_edition, refuse_uncertified
from survey.actions.record_pre_election_decision import (
    OfficersDecision,
    record_pre_election_decision,
    refuse_unfit,
)
from survey.actions.refuse_before_election import refuse_undecided
from survey.actions.request_draft import request_draft
from survey.cli.installation import installation
from survey.clock import LONDON, london_moment
from survey.clock import now as this_moment
from survey.config import Settings
from survey.documents.publication import draft
from survey.documents.publication import publish as make_public
from survey.errors import ConfigError, NotFound, Refused, SurveyError
from survey.forms.dates import typed_day
from survey.models import Edition, OutboxItem, OutboxKind, OutboxState, RoleName, User
from survey.queries.editions import editions, work_on
from survey.queries.staff import user_by_email

DRAFTERS = {RoleName.ANALYST, RoleName.PUBLISHER}
APPROVERS = {RoleName.PUBLISHER}
Work = Callable[[Session, OutboxItem, Settings, datetime], None]


@click.group
def publish() -> None:
    """Publish quarters, and list what is published."""


def moment(_context: click.Context, _option: click.Parameter, value: str | None) -> datetime:
    """`value` as a moment, now where there is none; on London's clock where it names no zone."""
    if value is None:
        return this_moment()
    try:
        found = datetime.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(
            f"'{value}' is no moment; write it as in 2018-10-19T09:30."
        ) from error
    return found if found.tzinfo else found.replace(tzinfo=LONDON)


@publish.command("run")
@click.argument("period")
@click.option("--drafted-by", required=True, metavar="EMAIL", help="An analyst or publisher.")
@click.option("--approved-by", required=True, metavar="EMAIL", help="Another account: a publisher.")
@click.option("--at", "at", callback=moment, metavar="MOMENT", help="When, as in 2018-10-19T09:30.")
@click.option(
    "--decision",
    nargs=3,
    metavar="NAME DAY WORDS",
    help="Before an election: the monitoring officer, the day, as in 2019-04-03, and the decision.",
)
def run_command(
    period: str,
    drafted_by: str,
    approved_by: str,
    at: datetime,
    decision: tuple[str, str, str] | None,
) -> None:
    """Draft PERIOD, such as 2018-19-q2, sign it off and publish it."""
    officers = officers_decision(*decision) if decision else None
    with installation() as here:
        made = run(
            here.session,
            here.settings,
            period=period,
            drafted_by=drafted_by,
            approved_by=approved_by,
            now=at,
            decision=officers,
        )
        address = f"{here.settings.base_url}/publications/{made.period}/"
    click.echo(f"Edition {made.number} of {parse_period(period).label} is published: {address}")


def officers_decision(name: str, day: str, words: str) -> OfficersDecision:
    decided_on = typed_day(day)
    if decided_on is None or not name.strip() or not words.strip():
        raise SurveyError(
            "The decision of --decision is incomplete: give a name, a day and the words, as in "
            "--decision 'S. Jones' 2019-04-03 'It reports what is known already.'"
        )
    return OfficersDecision(name.strip(), decided_on, words.strip())


def run(  # noqa: PLR0913 - each is a fact of its own, given by name
    session: Session,
    settings: Settings,
    *,
    period: str,
    drafted_by: str,
    approved_by: str,
    now: datetime,
    decision: OfficersDecision | None = None,
) -> Edition:
    """Draft, sign off and publish `period` as the worker would, committing each step.

    Before an election it takes the monitoring officer's `decision`, recorded by the approver.
    Raises PeriodError, NotFound for an account that is not there, Refused where the accounts may
    not or the quarter is not ready, Conflict while an edition of it is under way.
    """
    drafter = account(session, drafted_by, DRAFTERS)
    approver = account(session, approved_by, APPROVERS)
    refuse_uncertified(session)
    if drafter.id == approver.id:
        raise Refused("Whoever drafts an edition cannot sign it off; name two different accounts.")
    if decision is None:
        refuse_undecided(session, now=now)
    else:
        refuse_unfit(session, period=parse_period(period), decision=decision, now=now)
    edition = request_draft(session, period=parse_period(period), actor=drafter.email, now=now)
    work(session, settings, edition, OutboxKind.DRAFT_EDITION, draft, now)
    if decision is not None:
        record_pre_election_decision(
            session, edition=edition, decision=decision, actor=approver.email, now=now
        )
    approve_edition(session, edition=edition, sha256=edition.sha256, actor=approver.email, now=now)
    work(session, settings, edition, OutboxKind.PUBLISH_EDITION, make_public, now)
    return edition


def account(session: Session, email: str, roles: Collection[RoleName]) -> User:
    """The active account of `email` with one of `roles`."""
    found = user_by_email(session, email)
    if found is None or not found.active:
        raise NotFound(f"There is no account '{email}'; 'temperature-take user list' shows them.")
    if not {RoleName(role.name) for role in found.roles} & set(roles):
        wanted = " or ".join(sorted(roles))
        raise Refused(f"The account {found.email} does not have the role {wanted}.")
    return found


def work(  # what the worker's own functions take
    session: Session,
    settings: Settings,
    edition: Edition,
    kind: OutboxKind,
    do: Work,
    now: datetime,
) -> None:
    """Do what was queued for `edition` here and now; a worker that runs beside does not see it."""
    item = work_on(session, edition.id or 0, kind)
    if item is None:
        raise ConfigError(f"No {kind.value} was queued for {edition.period}.")
    item.state = OutboxState.DONE
    item.done_at = now
    session.commit()
    do(session, item, settings, now)
    session.commit()


@publish.command("list")
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text")
def list_editions(output: str) -> None:
    """Show every edition, published or under way, the latest quarter first."""
    with installation() as here:
        found = editions(here.session)
    if output == "json":
        click.echo(json.dumps([facts(each) for each in found], ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(map(line, found)) or "No edition has been drafted yet.")


def facts(edition: Edition) -> dict[str, str | int | None]:
    at = edition.published_at
    return {
        "period": edition.period,
        "edition": edition.number,
        "state": edition.state.value,
        "published_at": at.isoformat() if at else None,
        "drafted_by": edition.drafted_by,
        "approved_by": edition.approved_by or None,
        "sha256": edition.sha256 or None,
    }


def line(edition: Edition) -> str:
    """'2018-19-q2/1', its state, and who drafted it and signed it off; tabs between."""
    at = edition.published_at
    state = f"published {london_moment(at)}" if at else edition.state.value
    by = f"drafted by {edition.drafted_by}"
    if edition.approved_by:
        by += f", signed off by {edition.approved_by}"
    return f"{edition.period}/{edition.number}\t{state}\t{by}"
