from datetime import datetime

from sqlmodel import Session

from analysis.periods import PeriodError, month_label, parse_month
from questionnaires.expand import ExpandedQuestionnaire, ExpansionError, expand
from questionnaires.model import Questionnaire
from survey.actions.freeze_questionnaire import freeze_questionnaire
from survey.actions.queue_invitation import queue_invitation
from survey.actions.record_event import record_event
from survey.errors import Conflict, SurveyError
from survey.models import Invitation, Round, RoundState
from survey.queries.asked_themes import asked_themes
from survey.queries.panel import EligibleHolder, asked_on, eligible_holders
from survey.queries.rounds import months_with_rounds


def open_round(  # noqa: PLR0913 - a month is opened whole, in one transaction, or not at all
    session: Session,
    *,
    month: str,
    definition: Questionnaire,
    opens_at: datetime,
    closes_at: datetime,
    secret_key: str,
    actor: str,
    now: datetime,
    invite: bool = True,
) -> Round:
    """Open the round of `month` ('2018-07'): freeze what is asked, invite everybody eligible.

    Each message waits in the outbox until `opens_at`, with its personal link sealed under
    `secret_key`; without `invite` there are invitations, but neither links nor messages.
    Raises a SurveyError that says what to mend, Conflict where the month has a round already.
    """
    check_month(session, month)
    check_times(opens_at, closes_at)
    frozen = freeze_questionnaire(session, expanded_over_plan(session, definition, month))
    round_ = Round(
        month=month,
        state=RoundState.OPEN,
        questionnaire_sha256=frozen.sha256,
        opens_at=opens_at,
        closes_at=closes_at,
    )
    session.add(round_)
    invitations = add_invitations(session, round_)
    for invited in invitations if invite else ():
        queue_invitation(session, invited, due_at=opens_at, secret_key=secret_key, now=now)
    record_event(
        session,
        actor=actor,
        action="round opened",
        subject=f"round {month}",
        now=now,
        asked=len(invitations),
        questionnaire=f"{definition.id} version {definition.version}",
        closes_at=closes_at.isoformat(),
    )
    return round_


def check_month(session: Session, month: str) -> None:
    try:
        parse_month(month)
    except PeriodError as error:
        raise SurveyError(str(error)) from error
    if month in months_with_rounds(session):
        raise Conflict(f"Round {month} exists already: each month has one round.")


def check_times(opens_at: datetime, closes_at: datetime) -> None:
    if closes_at <= opens_at:
        raise SurveyError("The round would close before it opens: choose a later closing time.")


def expanded_over_plan(
    session: Session, definition: Questionnaire, month: str
) -> ExpandedQuestionnaire:
    asked = asked_themes(session, month)
    if not asked:
        raise SurveyError(
            "There is no governance theme to ask about: "
            "import the plan with 'temperature-take plan import FILE'."
        )
    try:
        return expand(definition, asked)
    except ExpansionError as error:
        raise SurveyError(str(error)) from error


def add_invitations(session: Session, round_: Round) -> list[Invitation]:
    holders = eligible_holders(session, asked_on(round_.month, round_.opens_at))
    if not holders:
        raise SurveyError(
            f"Nobody on the panel holds a seat in {month_label(round_.month)}: import the groups "
            "with 'temperature-take groups import FILE', then the panel with "
            "'temperature-take panel import FILE'."
        )
    session.flush()
    invitations = [invitation(holder, round_.id or 0) for holder in holders]
    session.add_all(invitations)
    session.flush()
    return invitations


def invitation(holder: EligibleHolder, round_id: int) -> Invitation:
    return Invitation(
        round_id=round_id,
        person_id=holder.person_id,
        seat_id=holder.seat_id,
        group_id=holder.group_id,
    )
