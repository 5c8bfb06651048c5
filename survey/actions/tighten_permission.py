from datetime import datetime

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.actions.save_draft import document_of_draft, write_draft
from survey.actions.take_out_quotes import take_out_quotes
from survey.errors import NotFound, SurveyError
from survey.language import gettext
from survey.models import Comment, CommentKind, Draft, Invitation, Permission
from survey.queries.invitations import invitation_by_id
from survey.queries.responses import comment_in, standing_response

# The most private first.
ORDER = tuple(Permission)


def tighten_permission(
    session: Session,
    *,
    invitation: Invitation,
    field: str,
    permission: Permission,
    now: datetime,
) -> Comment:
    """Let fewer people see the comment `field` of what stands; `permission` again changes nothing.

    A draft in which somebody is changing their answers is tightened with it, or submitting it
    would take this back. Raises `NotFound` where the standing response has no such comment, and
    `SurveyError` where `permission` would let more people see it.
    """
    invitation_by_id(session, invitation.id or 0)  # whoever submits meanwhile waits for us
    standing = standing_response(session, invitation.id or 0)
    comment = comment_in(session, standing.id or 0, field) if standing else None
    if comment is None or comment.kind is CommentKind.NOTES:
        raise NotFound(gettext("There is no such comment in what was submitted."))
    refuse_looser(comment.permission, permission)
    tighten_draft(session, invitation, f"{field}-permission", permission, now)
    if permission is not comment.permission:
        record_event(
            session,
            actor=f"invitation {invitation.id}",
            action="permission tightened",
            subject=f"invitation {invitation.id}",
            now=now,
            comment=comment.id,  # its theme stays untold: whoever reads events sees no answers
            before=comment.permission.value,
            after=permission.value,
        )
        comment.permission = permission
        session.add(comment)
        session.flush()
        take_out_quotes(session, now=now)
    session.flush()
    return comment


def refuse_looser(before: Permission, after: Permission) -> None:
    if ORDER.index(after) > ORDER.index(before):
        raise SurveyError(
            gettext(
                "Here a comment can only be made more private, so nothing was changed. "
                "Choose one of the answers that are offered."
            )
        )


def tighten_draft(
    session: Session, invitation: Invitation, key: str, permission: Permission, now: datetime
) -> None:
    draft = session.get(Draft, invitation.id)
    document = document_of_draft(draft)
    chosen = document.get(key, "")
    if chosen in set(Permission) and ORDER.index(Permission(chosen)) > ORDER.index(permission):
        tightened = document | {key: permission.value}
        write_draft(session, invitation=invitation, draft=draft, document=tightened, now=now)
