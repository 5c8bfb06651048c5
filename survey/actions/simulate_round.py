from collections.abc import Mapping
from datetime import date, datetime

from sqlmodel import Session

from analysis.simulate import Member, SimulatedResponse, Simulation, simulate, trends_for
from questionnaires.expanded import ExpandedQuestionnaire
from survey.actions.record_event import record_event
from survey.actions.submit_response import submit_response
from survey.clock import LONDON
from survey.errors import Refused, SurveyError
from survey.models import Contact, Interview, Mode, NoView, Round
from survey.queries.organisation import organisation
from survey.queries.rounds import asked_by, months_with_rounds, questionnaire, round_by_month
from survey.queries.simulated_panel import Unheard, unheard

# With it the sample's panel answers at a usual rate, and one theme improves and one declines.
USUAL_SEED = 2025


def simulate_round(session: Session, *, month: str, seed: int, now: datetime) -> Simulation:
    """Let a simulated panel answer the round of `month`, for those who were not heard in it.

    Who was simulated to be away stays unheard, so the same seed once more adds nothing. Responses
    are dated within the round and not after `now`. Raises Refused outside a demonstration,
    NotFound where there is no such round, Gone where it is closed.
    """
    refuse_outside_demonstration(session)
    round_ = round_by_month(session, month)
    if now <= round_.opens_at:
        raise SurveyError(f"Round {month} is not open yet; simulate it once it is.")
    asked = {holder.email: holder for holder in unheard(session, round_)}
    expanded = questionnaire(session, round_.questionnaire_sha256)
    simulation = simulate(
        {month: [member(holder) for holder in asked.values()]},
        trends_for([section.item for section in expanded.sections if section.item], seed),
        seed=seed,
        origin=months_with_rounds(session)[0],
    )
    for said in simulation.responses:
        store(session, asked[said.person], said, expanded, sent_at(round_, said.moment, now))
    if simulation.responses:
        record_event(
            session,
            actor="simulation",
            action="answers simulated",
            subject=f"round {month}",
            now=now,
            seed=seed,
            responses=len(simulation.responses),
        )
    return simulation


def refuse_outside_demonstration(session: Session) -> None:
    found = organisation(session)
    if found is None or not found.demonstration:
        raise Refused(
            "Nothing can be simulated here: this installation holds a real panel's answers. "
            "Use the installation that 'temperature-take demo' makes."
        )


def member(holder: Unheard) -> Member:
    interviewed = holder.contact is Contact.INTERVIEW
    return Member(holder.email, holder.group, holder.side, interviewed=interviewed)


def sent_at(round_: Round, moment: float, now: datetime) -> datetime:
    """When in the round `moment` (0 to 1) falls, of what has passed of it by `now`."""
    passed = min(round_.closes_at, now) - round_.opens_at
    return (round_.opens_at + passed * moment).replace(microsecond=0)


def store(
    session: Session,
    holder: Unheard,
    said: SimulatedResponse,
    expanded: ExpandedQuestionnaire,
    at: datetime,
) -> None:
    response = submit_response(
        session,
        invitation=holder.invitation,
        expanded=expanded,
        document=document(said, asked_by(session, expanded, holder.invitation)),
        mode=Mode.INTERVIEW if said.interviewed else Mode.FORM,
        idempotency_key=f"simulation-{said.month}-{holder.invitation.id}",
        now=at,
        simulated=True,
    )
    if said.interviewed and response.id is not None:
        session.add(interview(response.id, at))


def interview(response_id: int, at: datetime) -> Interview:
    """Two of three people confirm what was written down; the third says nothing."""
    confirmed = at if response_id % 3 else None
    return Interview(
        response_id=response_id, held_on=london_day(at), read_back_at=at, confirmed_at=confirmed
    )


def london_day(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()


def document(said: SimulatedResponse, expanded: ExpandedQuestionnaire) -> Mapping[str, str]:
    """The draft document, {field name: string}, that says what `said` does.

    Simulated people speak of themes alone: of what else must be answered they are not close enough
    to judge.
    """
    scores = {(a.item, a.measure): a.no_view or str(a.score) for a in said.answers}
    remarks = {remark.item: remark for remark in said.comments}
    found = {}
    for field in expanded.fields:
        measure = field.question.measure
        if measure is not None:
            score = scores.get((field.item or "", measure))
            if score or field.question.mandatory:
                found[field.name] = score or NoView.NOT_CLOSE.value
        elif remark := remarks.pop(field.item, None):
            found[field.name] = remark.text
            found[field.permission_name] = remark.permission
    return found
