from sqlmodel import Session

from survey.errors import Conflict, NotFound
from survey.language import gettext
from survey.models import Interview, Invitation, Mode, Response
from survey.queries.invitations import invitation_by_id
from survey.queries.records import interview_of
from survey.queries.responses import standing_response


def standing_interview(
    session: Session, invitation: Invitation, seen: str
) -> tuple[Response, Interview]:
    """The interview that counts for `invitation`, which is locked from now on.

    Raises NotFound where none counts, Conflict where it has another reference than `seen`.
    """
    invitation_by_id(session, invitation.id or 0)  # whoever records meanwhile waits for us
    standing = standing_response(session, invitation.id or 0)
    interview = interview_of(session, standing.id or 0) if standing else None
    if standing is None or interview is None or standing.mode is not Mode.INTERVIEW:
        raise NotFound(gettext("No conversation counts here, so there is no record of one."))
    if standing.reference != seen:
        raise Conflict(
            gettext(
                "The record was changed after this page was opened, so nothing was stored. Read "
                "it as it stands now, and correct it again where it is wrong."
            )
        )
    return standing, interview
