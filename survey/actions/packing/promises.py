"""What is due: what the organisation promised to do, and what third parties are to review."""

from typing import Any

from sqlmodel import Session

from survey.actions.packing.concerns import band
from survey.models import Assurance, Commitment
from survey.queries.due import commitments_due, reviews_due
from survey.queries.exempt import exempt_aims
from survey.queries.kept_private import names_private, private_names


def promises(session: Session, month: str, following: str) -> list[dict[str, Any]]:
    """Commitments due in `month`, in the `following`, and before; none about an exempt aim."""
    exempt, names = exempt_aims(session), private_names(session)
    return [
        promise(each, month)
        for each in commitments_due(session, month, following)
        if each.item not in exempt
        and not names_private(names, each.said, each.promise, each.lead, each.outcome)
    ]


def promise(commitment: Commitment, month: str) -> dict[str, Any]:
    """Below the threshold how many had said it is None."""
    return {
        "said": commitment.said,
        "people": band(commitment.people),
        "promise": commitment.promise,
        "lead": commitment.lead,
        "item": commitment.item,
        "due": commitment.due_month,
        "overdue": commitment.due_month < month,
        "status": commitment.status.value,
        "outcome": commitment.outcome,
    }


def reviews(session: Session, month: str, following: str) -> list[dict[str, Any]]:
    names = private_names(session)
    return [
        review(each)
        for each in reviews_due(session, [month, following])
        if not names_private(names, each.review, each.reviewer, each.reports_to)
    ]


def review(assurance: Assurance) -> dict[str, Any]:
    shown = {"ref", "review", "reviewer", "reports_to", "due", "source"}
    return assurance.model_dump(include=shown)
