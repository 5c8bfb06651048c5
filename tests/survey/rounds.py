"""The sample's plan and panel in a test's database, and a round opened over them."""

from datetime import datetime, timedelta

from sqlmodel import Session, select

from questionnaires.expand import ExpandedQuestionnaire
from questionnaires.load import definition
from survey.actions.import_groups import import_groups
from survey.actions.import_panel import import_panel
from survey.actions.import_plan import import_plan
from survey.actions.importing.source import Source
from survey.actions.open_round import open_round
from survey.actions.submit_response import submit_response
from survey.models import Invitation, Mode, Response, Round
from survey.queries.rounds import questionnaire
from survey.samples import sample_city

SECRET = "k" * 48


def load_sample(session: Session, now: datetime) -> None:
    """Plan, groups and panel of the shipped sample, not committed."""
    sample = sample_city()
    read = Source.read
    import_plan(
        session, source=read(sample.plan), rag_month=sample.rag_month, actor="command", now=now
    )
    import_groups(session, source=read(sample.groups), actor="command", now=now)
    import_panel(session, source=read(sample.panel), actor="command", now=now)


def opened(
    session: Session, now: datetime, month: str = "2018-07", *, invite: bool = True
) -> Round:
    """A round of the shipped questionnaire that closes in 14 days, committed."""
    round_ = open_round(
        session,
        month=month,
        definition=definition("governance-2018"),
        opens_at=now,
        closes_at=now + timedelta(days=14),
        secret_key=SECRET,
        actor="command",
        now=now,
        invite=invite,
    )
    session.commit()
    return round_


def invitations(session: Session, round_: Round) -> list[Invitation]:
    query = select(Invitation).where(Invitation.round_id == round_.id).order_by("id")
    return list(session.exec(query))


def complete(expanded: ExpandedQuestionnaire) -> dict[str, str]:
    """A draft document that answers every mandatory score with 3."""
    return {field.name: "3" for field in expanded.fields if field.question.mandatory}


def answered(
    session: Session, round_: Round, invitation: Invitation, mode: Mode, now: datetime
) -> Response:
    """A response of `invitation` in which every score is 3, flushed."""
    expanded = questionnaire(session, round_.questionnaire_sha256)
    return submit_response(
        session,
        invitation=invitation,
        expanded=expanded,
        document=complete(expanded),
        mode=mode,
        idempotency_key=f"{invitation.id}-{mode}-{now.isoformat()}",
        now=now,
    )
