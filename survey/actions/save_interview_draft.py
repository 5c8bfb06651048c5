from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from survey.actions.save_draft import Keyed, document_of_draft, with_page, write_next
from survey.models import InterviewDraft, Invitation


def save_interview_draft(  # noqa: PLR0913 - each is a fact of its own, given by name
    session: Session,
    *,
    invitation: Invitation,
    draft: InterviewDraft | None,
    part: Keyed,
    values: Mapping[str, str],
    seen: str,
    saved_by: str,
    now: datetime,
) -> InterviewDraft:
    """Put `values` in the place of all that `draft` holds of `part`, as `save_draft` does.

    The caller holds the invitation locked, so that two facilitators who save two themes at once
    come one after the other. Raises `Conflict`, with nothing saved, where this part was saved
    with something else than what was `seen`.
    """
    document = with_page(document_of_draft(draft), part, values, seen)
    return write_next(
        session,
        InterviewDraft,
        draft,
        invitation=invitation,
        document=document,
        saved_at=now,
        saved_by=saved_by,
    )
