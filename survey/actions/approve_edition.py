from datetime import datetime

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.actions.refuse_before_election import refuse_before_election
from survey.actions.request_draft import queue, subject
from survey.errors import Conflict, Refused
from survey.models import Edition, EditionState, OutboxKind
from survey.queries.organisation import organisation

NO_CERTIFICATE = (
    "This edition has no disclosure certificate: the check that no figure lets anybody work out "
    "one person's answer has not been made, so it cannot be published."
)


def approve_edition(
    session: Session, *, edition: Edition, sha256: str, actor: str, now: datetime
) -> None:
    """Sign off the draft with the hash `sha256` for publication, which the worker carries out.

    Refused to whoever drafted it, without a certificate outside a demonstration, and before an
    election without the monitoring officer's decision; Conflict where the draft is no longer the
    one that was read.
    """
    if edition.state is not EditionState.DRAFT:
        raise Conflict("This edition is not a draft that waits to be signed off.")
    if edition.sha256 != sha256:
        raise Conflict("This edition was drafted again in the meantime; read it before you sign.")
    refuse_signature(session, edition=edition, actor=actor)
    refuse_before_election(session, edition=edition, now=now)
    edition.state = EditionState.APPROVED
    edition.approved_by = actor
    edition.approved_at = now
    queue(session, edition, OutboxKind.PUBLISH_EDITION, now)
    record_event(
        session,
        actor=actor,
        action="edition signed off",
        subject=subject(edition),
        now=now,
        sha256=edition.sha256,
    )


def refuse_signature(session: Session, *, edition: Edition, actor: str) -> None:
    """Refused, with the reason, when `actor` may not sign the draft off."""
    refuse_uncertified(session)
    if edition.drafted_by == actor:
        raise Refused(
            "You drafted this edition yourself; somebody else has to read it and sign it off."
        )


def refuse_uncertified(session: Session, sentence: str = NO_CERTIFICATE) -> None:
    """Refused with `sentence` outside a demonstration: nothing has a certificate yet."""
    standing = organisation(session)
    if standing is None or not standing.demonstration:
        raise Refused(sentence)
