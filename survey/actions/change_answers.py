from datetime import datetime

from sqlmodel import Session

from questionnaires.expanded import ExpandedQuestionnaire
from survey.actions.record_event import record_event
from survey.actions.save_draft import write_draft
from survey.errors import NotFound
from survey.language import gettext
from survey.models import Draft, Invitation
from survey.queries.responses import document_of, standing_response


def change_answers(
    session: Session, *, invitation: Invitation, expanded: ExpandedQuestionnaire, now: datetime
) -> Draft:
    """Put what was submitted back into a draft; it stands until the draft is submitted.

    A draft that is there already is left as it is. Raises `NotFound` where nothing was submitted.
    """
    draft = session.get(Draft, invitation.id)
    if draft is not None:
        return draft
    standing = standing_response(session, invitation.id) if invitation.id else None
    if standing is None or standing.id is None:
        raise NotFound(gettext("There are no submitted answers to change."))
    record_event(
        session,
        actor=f"invitation {invitation.id}",
        action="answers reopened",
        subject=f"invitation {invitation.id}",
        now=now,
        revision=standing.revision,
    )
    document = document_of(session, standing.id, expanded)
    return write_draft(session, invitation=invitation, draft=None, document=document, now=now)
