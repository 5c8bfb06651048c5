from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from questionnaires.model import Questionnaire
from survey.actions.add_group import add_group
from survey.actions.add_seat import add_seat
from survey.actions.appoint_holder import appoint_holder
from survey.actions.change_block import change_block
from survey.actions.import_groups import import_groups
from survey.actions.import_plan import import_plan
from survey.actions.importing.source import Source
from survey.actions.open_round import open_round
from survey.clock import london_day
from survey.errors import NotFound
from survey.models import Contact, Group, Invitation, LinkToken, Side
from survey.queries.asked_questionnaire import asked_questionnaire
from survey.queries.groups import all_groups
from survey.samples import Sample
from survey.tokens import new_token, token_hash

ACTOR = "preview"
OPEN_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Preview:
    """The `token` of a link by which a definition is answered as somebody of `group`."""

    token: str
    group: str
    groups: tuple[str, ...]


def open_preview(
    session: Session,
    *,
    definition: Questionnaire,
    group: str,
    sample: Sample,
    secret_key: str,
    now: datetime,
) -> Preview:
    """Open a round of `definition` over the sample's plan for one invented person of `group`.

    The panel has the sample's groups and those that the definition names; without `group` the
    person is of the one that is asked most. For a new and empty installation that is thrown away
    afterwards. Raises NotFound for a group that is neither.
    """
    month = london_day(now).strftime("%Y-%m")
    bring_in(session, sample, definition, month, now)
    chosen = choose(session, definition, group, month)
    seat_somebody(session, chosen, sample, now)
    open_round(
        session,
        month=month,
        definition=definition,
        opens_at=now,
        closes_at=now + OPEN_FOR,
        secret_key=secret_key,
        actor=ACTOR,
        now=now,
        invite=False,
    )
    groups = tuple(each.ref for each in all_groups(session))
    return Preview(linked(session, now), chosen.ref, groups)


def bring_in(
    session: Session, sample: Sample, definition: Questionnaire, month: str, now: datetime
) -> None:
    """The sample's plan, and every group that is asked something."""
    source = Source.read(sample.plan)
    import_plan(session, source=source, rag_month=sample.rag_month, actor=ACTOR, now=now)
    if not all(section.audience for section in definition.sections):
        import_groups(session, source=Source.read(sample.groups), actor=ACTOR, now=now)
    add_named_groups(session, definition, month, now)


def seat_somebody(session: Session, group: Group, sample: Sample, now: datetime) -> None:
    seat = add_seat(
        session,
        role=f"{group.name} (preview)",
        group=group,
        organisation=sample.organisation,
        actor=ACTOR,
        now=now,
        ref="preview",
    )
    appoint_holder(
        session,
        seat=seat,
        email="somebody@council.example",
        contact=Contact.FORM,
        first_day=london_day(now),
        counts=True,
        actor=ACTOR,
        now=now,
    )


def add_named_groups(
    session: Session, definition: Questionnaire, month: str, now: datetime
) -> None:
    """A council's own groups, which the sample does not have, each in a block of its own."""
    known = {group.ref for group in all_groups(session)}
    named = dict.fromkeys(ref for section in definition.sections for ref in section.audience)
    for ref in named:
        if ref not in known:
            made = add_group(session, ref=ref, name=ref, actor=ACTOR, now=now)
            change_block(
                session,
                group=made,
                from_month=month,
                block=ref,
                block_name=ref,
                side=Side.EXTERNAL,
                actor=ACTOR,
                now=now,
            )


def choose(session: Session, definition: Questionnaire, ref: str, month: str) -> Group:
    groups = all_groups(session)
    if ref:
        found = next((group for group in groups if group.ref == ref), None)
        if found is None:
            known = ", ".join(group.ref for group in groups)
            raise NotFound(f"There is no group '{ref}' to preview as; choose {known}.")
        return found
    asked = asked_questionnaire(session, definition, month)
    return max(groups, key=lambda group: len(asked.asked_of(group.ref).fields))


def linked(session: Session, now: datetime) -> str:
    """The token of a new personal link of the only person who is invited."""
    invitation = session.exec(select(Invitation).order_by(col(Invitation.id))).one()
    token = new_token()
    session.add(
        LinkToken(invitation_id=invitation.id or 0, token_sha256=token_hash(token), created_at=now)
    )
    session.flush()
    return token
