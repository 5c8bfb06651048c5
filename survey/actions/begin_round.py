from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from analysis.periods import month_label
from questionnaires.model import Questionnaire
from survey.actions.freeze_questionnaire import freeze_questionnaire
from survey.actions.invite import invite
from survey.actions.record_event import record_event
from survey.errors import SurveyError
from survey.models import Invitation, PlannedRound, Round, RoundState
from survey.queries.asked_questionnaire import asked_questionnaire
from survey.queries.calendar import LATE, in_words
from survey.queries.panel import EligibleHolder, people_to_ask
from survey.queries.planned_dates import MonthDates
from survey.queries.recipients import invitations_of


def begin_round(  # noqa: PLR0913 - what a month begins with, each given by name
    session: Session,
    *,
    plan: PlannedRound,
    dates: MonthDates,
    definition: Questionnaire,
    secret_key: str | None,
    actor: str,
    now: datetime,
    cause: int | None = None,
) -> Round:
    """Freeze what is asked and invite everybody eligible, whoever asks for it.

    Each message waits until the round opens, its personal link sealed under `secret_key`; without
    one there are invitations, but neither links nor messages. `cause` is the id of the calendar's
    row that asks for it: where that was kept waiting, the event tells how long.
    """
    late = now - dates.opens_at
    kept_waiting = cause is not None and late > LATE
    opening = replace(dates, opens_at=now) if kept_waiting else dates
    round_ = add_round(session, plan, definition, opening)
    invitations = add_invitations(session, round_)
    if secret_key is not None:
        invite(
            session,
            round_=round_,
            invitations=invitations,
            secret_key=secret_key,
            now=now,
            cause=cause,
        )
    record_event(
        session,
        actor=actor,
        action="round opened",
        subject=f"round {plan.month}",
        now=now,
        asked=len(invitations),
        questionnaire=f"{definition.id} version {definition.version}",
        closes_at=dates.closes_at.isoformat(),
        **({"late_by": in_words(late)} if kept_waiting else {}),
    )
    return round_


def add_round(
    session: Session, plan: PlannedRound, definition: Questionnaire, dates: MonthDates
) -> Round:
    frozen = freeze_questionnaire(session, asked_questionnaire(session, definition, plan.month))
    round_ = Round(
        month=plan.month,
        state=RoundState.OPEN,
        questionnaire_sha256=frozen.sha256,
        opens_at=dates.opens_at,
        closes_at=dates.closes_at,
        thanks=plan.thanks,
        grace_minutes=dates.grace_minutes,
    )
    session.add(round_)
    session.flush()
    return round_


def add_invitations(session: Session, round_: Round) -> list[Invitation]:
    """Ask everybody, in the order of the seats, in one statement however many they are."""
    holders = people_to_ask(
        session, month=round_.month, opens_at=round_.opens_at, closes_at=round_.closes_at
    )
    if not holders:
        raise SurveyError(
            f"Nobody on the panel holds a seat in {month_label(round_.month)}: import the groups "
            "with 'temperature-take groups import FILE', then the panel with "
            "'temperature-take panel import FILE'."
        )
    session.execute(insert(Invitation), [invitation(holder, round_.id or 0) for holder in holders])
    return invitations_of(session, round_)


def invitation(holder: EligibleHolder, round_id: int) -> dict[str, Any]:
    return {
        "round_id": round_id,
        "person_id": holder.person_id,
        "seat_id": holder.seat_id,
        "group_id": holder.group_id,
        "deputy_id": holder.deputy_id,
        "scores": holder.scores,
    }
