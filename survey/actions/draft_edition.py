"""Freeze what a period says. For the worker and the commands: it needs pandas."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from analysis.disclosure.thresholds import LOWEST_SAID
from analysis.periods import Period, parse_period
from analysis.summary import Summary
from questionnaires.expanded import ExpandedQuestionnaire
from survey.actions.freezing import freeze
from survey.actions.place_quotes import place_quotes, quotes_now
from survey.actions.record_event import record_event
from survey.actions.request_draft import queue, subject
from survey.errors import Conflict, NotFound
from survey.models import Edition, EditionState, OutboxKind
from survey.queries.editions import (
    closed_months,
    edition_by_id,
    frozen_payload,
    latest_published,
)
from survey.queries.organisation import organisation, read_back_days
from survey.queries.records import conversations_in
from survey.queries.reported_commitments import reported_commitments
from survey.queries.reported_plan import reported_plan
from survey.queries.rounds import questionnaire, round_by_month
from survey.queries.summaries import summary_of

SCHEMA = 1


def freeze_edition(
    session: Session, *, edition_id: int, document: dict[str, Any], now: datetime
) -> Edition:
    """Store `document`, the edition's `payload`, and its hash: no figure is computed again.

    Its quotes are those that may stand in it at this moment. Where these are no longer the ones
    that it was drawn with, the worker draws it again.
    """
    edition = edition_by_id(session, edition_id)
    if edition.state is not EditionState.DRAFTING:
        raise Conflict("This edition is drafted already.")
    freeze(edition, place_quotes(session, edition=edition, document=document))
    edition.state = EditionState.DRAFT
    if frozen_payload(edition) != document:
        queue(session, edition, OutboxKind.REDRAW_EDITION, now)
    record_event(
        session,
        actor="worker",
        action="edition drafted",
        subject=subject(edition),
        now=now,
        sha256=edition.sha256,
    )
    session.flush()
    return edition


def payload(session: Session, edition: Edition) -> dict[str, Any]:
    """All that the edition will say, from what is known now."""
    period = parse_period(edition.period)
    summary = summary_of(session, period)
    plan = reported_plan(session, period.months[-1])
    named = {theme["ref"] for theme in plan["themes"]}
    document = {
        "schema": SCHEMA,
        "period": period.ref,
        "label": period.label,
        "edition": edition.number,
        "against": summary.against.ref if summary.against else None,
        "months": [month for month in closed_months(session) if month in period.months],
        "certificate": None,
        "conversations": conversations(session, period, edition.drafted_at),
        "summary": summary.to_dict(),
        "earlier": earlier(session, period),
        "questionnaire": asked(last_questionnaire(session, period), summary),
        **publisher(session),
        **plan,
        "commitments": reported_commitments(session, period, named),
    }
    return document | {"quotes": quotes_now(session, edition=edition, document=document)}


def publisher(session: Session) -> dict[str, Any]:
    standing = organisation(session)
    if standing is None:
        raise NotFound("The database has no organisation: run 'temperature-take init' first.")
    return {
        "organisation": {
            "name": standing.name,
            "contact_email": standing.contact_email,
            "accent": standing.accent,
        },
        "demonstration": standing.demonstration,
    }


def conversations(session: Session, period: Period, at: datetime) -> dict[str, Any]:
    """How records are read back, and what those of the period were worth at `at`.

    Of fewer conversations than anything may be said of, no number is told.
    """
    days = read_back_days(session)
    found = conversations_in(session, period.months, days=days, now=at)
    if found.held < LOWEST_SAID:
        return {"days": days, "held": None, "records": None}
    records = {record.value: number for record, number in found.by_record.items()}
    return {"days": days, "held": found.held, "records": records}


def earlier(session: Session, period: Period) -> list[dict[str, Any]]:
    """The summaries published for earlier quarters, the earliest first."""
    return [
        frozen_payload(edition)["summary"]
        for edition in latest_published(session)
        if edition.period < period.ref
    ]


def last_questionnaire(session: Session, period: Period) -> ExpandedQuestionnaire:
    month = max(set(closed_months(session)) & set(period.months))
    return questionnaire(session, round_by_month(session, month).questionnaire_sha256)


def asked(expanded: ExpandedQuestionnaire, summary: Summary) -> dict[str, Any]:
    """The questions behind the summary's measures, with the words in which they were asked.

    Of several on one measure that of the themes is told, of which figures are published.
    """
    questions = {
        field.question.measure: field.question
        for field in (*expanded.fields, *expanded.published)
        if field.question.measure in {item.measure for item in summary.items}
    }
    return {
        "id": expanded.questionnaire_id,
        "version": expanded.version,
        "measures": [
            {
                "measure": measure,
                "name": question.name,
                "stem": question.stem,
                "points": [
                    {"value": point.value, "label": point.label}
                    for point in expanded.scale(question.scale or "").points
                ],
            }
            for measure, question in questions.items()
        ],
        "no_views": [{"id": each.id, "label": each.label} for each in expanded.no_views],
    }
