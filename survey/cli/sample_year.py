"""The demonstration's year: the sample's plan and panel, answered by a simulated panel.

Twelve months are asked, answered and closed and four quarters published, each at the moment at
which it would have happened; then one month is opened that can be answered by hand.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from functools import partial

from sqlmodel import Session

from analysis.periods import parse_period
from questionnaires.load import definition
from survey.actions.add_demo_accounts import add_demo_accounts, address_of
from survey.actions.assign_interview import assign_interview
from survey.actions.close_round import close_round
from survey.actions.import_assurance import import_assurance
from survey.actions.import_groups import import_groups
from survey.actions.import_indicators import import_indicators
from survey.actions.import_panel import import_panel
from survey.actions.import_plan import import_plan
from survey.actions.import_recommendations import import_recommendations
from survey.actions.importing.source import Source
from survey.actions.make_pack import make_pack
from survey.actions.open_round import open_round
from survey.actions.release_pack import release_pack
from survey.actions.simulate_round import USUAL_SEED, simulate_round
from survey.actions.simulate_tracers import simulate_tracers
from survey.cli.installation import Installation
from survey.cli.publishing import run as publish
from survey.cli.sample_promises import make_promises
from survey.cli.sample_words import ANALYST, PUBLISHER, begin_codebook, code_words, quote_words
from survey.clock import london_day
from survey.models import Contact, RoleName, Round
from survey.queries.people import people_of_round
from survey.queries.staff import user_by_email
from survey.samples import Sample
from survey.working_days import add_working_days, london, nth_working_day

DEFINITION = "governance-2018"
LIVE_MONTH = "2019-07"
# What was said in this month waits for whoever tries the coding.
LEFT_TO_CODE = "2019-06"
# Working days, the first being that of the opening.
REMINDER_DAYS = (5, 8)
CLOSING_DAY = 10
ACTOR = "demonstration"
# The quarters, and the morning on which each was published.
QUARTERS = {
    "2018-19-q2": date(2018, 10, 19),
    "2018-19-q3": date(2019, 1, 18),
    "2018-19-q4": date(2019, 4, 18),
    "2019-20-q1": date(2019, 7, 19),
}


def sample_year(here: Installation, sample: Sample, *, now: datetime) -> Iterator[str]:
    """Live through the year, one committed step at a time; gives each step's name when it is done.

    `now` is when the live month opens.
    """
    begin(here.session, sample)
    here.session.commit()
    yield "plan and panel"
    for quarter, published_on in QUARTERS.items():
        for month in parse_period(quarter).months:
            hold_month(here, month)
            here.session.commit()
            yield month
        publish_quarter(here, quarter, published_on)
        here.session.commit()
        yield quarter
    open_live_month(here, now)
    here.session.commit()
    yield LIVE_MONTH


def begin(session: Session, sample: Sample) -> None:
    """The files, as they stood when the plan began, and one account for each role."""
    started = morning(date.fromisoformat(f"{sample.rag_month}-29"))
    plan = partial(import_plan, rag_month=sample.rag_month)
    for bring_in, file in (
        (plan, sample.plan),
        (import_groups, sample.groups),
        (import_panel, sample.panel),
        (import_indicators, sample.indicators),
        (import_recommendations, sample.recommendations),
        (import_assurance, sample.assurance),
    ):
        bring_in(session, source=Source.read(file), actor=ACTOR, now=started)
    add_demo_accounts(session, now=started)
    begin_codebook(session, started)


def hold_month(here: Installation, month: str) -> None:
    """Ask the panel about `month`, let it answer, and close."""
    opens_at = morning(nth_working_day(month, 1))
    closes_at = evening(nth_working_day(month, CLOSING_DAY))
    open_month(here, month, opens_at=opens_at, closes_at=closes_at, invite=False)
    simulate_round(here.session, month=month, seed=USUAL_SEED, now=closes_at)
    close_round(here.session, month=month, actor=ACTOR, now=closes_at)
    if month != LEFT_TO_CODE:
        code_words(here.session, closes_at)
    make_promises(here.session, month, closes_at)
    release_month(here.session, month, closes_at)


def release_month(session: Session, month: str, at: datetime) -> None:
    """The insight pack of a month that has just closed: one makes it, another releases it."""
    made = make_pack(session, month=month, actor=ANALYST, now=at)
    release_pack(session, pack=made, sha256=made.sha256, actor=PUBLISHER, now=at)


def open_live_month(here: Installation, now: datetime) -> Round:
    """The month that can be answered, with reminders to come as in a year that was planned."""
    opening = london_day(now)
    closing = add_working_days(opening, CLOSING_DAY - 1)
    round_ = open_month(
        here,
        LIVE_MONTH,
        opens_at=now,
        closes_at=evening(closing),
        reminders=[morning(add_working_days(opening, day - 1)) for day in REMINDER_DAYS],
        last_day=morning(closing),
    )
    assign_interviews(here.session, round_, now)
    return round_


def assign_interviews(session: Session, round_: Round, now: datetime) -> None:
    """Give the facilitator whoever would rather talk than fill in the form."""
    facilitator = user_by_email(session, address_of(RoleName.FACILITATOR))
    for person in people_of_round(session, round_):
        if facilitator is not None and person.contact is not Contact.FORM:
            assign_interview(
                session,
                invitation=person.invitation,
                facilitator=facilitator,
                actor=ACTOR,
                now=now,
            )


def open_month(  # noqa: PLR0913 - the dates of a month, each given by name
    here: Installation,
    month: str,
    *,
    opens_at: datetime,
    closes_at: datetime,
    invite: bool = True,
    reminders: Sequence[datetime] = (),
    last_day: datetime | None = None,
) -> Round:
    return open_round(
        here.session,
        month=month,
        definition=definition(DEFINITION),
        opens_at=opens_at,
        closes_at=closes_at,
        secret_key=here.settings.secret_key,
        actor=ACTOR,
        now=opens_at,
        invite=invite,
        reminders=reminders,
        last_day=last_day,
    )


def publish_quarter(here: Installation, quarter: str, published_on: date) -> None:
    at = morning(published_on)
    simulate_tracers(here.session, periods=[quarter], seed=USUAL_SEED, now=at)
    quote_words(here.session, parse_period(quarter).months, at)
    publish(
        here.session,
        here.settings,
        period=quarter,
        drafted_by=ANALYST,
        approved_by=PUBLISHER,
        now=at,
    )


def morning(day: date) -> datetime:
    """09:00 in London on `day`."""
    return london(day, time(9))


def evening(day: date) -> datetime:
    """17:00 in London on `day`."""
    return london(day, time(17))
