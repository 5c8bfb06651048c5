"""Whether a commitment is told outside the panel team: published, or to those who raised it."""

from survey.models import Commitment
from survey.queries.plan_items import Exempt, PlanItems


def why_untold(items: PlanItems, commitment: Commitment) -> str:
    """Why no word of the commitment leaves the panel team, in a sentence; '' where it may.

    Nothing is told about an exempt aim. What is near one, or about no part of the plan while there
    is one, is told once an analyst has found that it does not concern that aim.
    """
    near = items.nearness(commitment.item)
    if near is Exempt.IS:
        return "It is about an exempt aim."
    texts = (commitment.said, commitment.promise, commitment.outcome, commitment.lead)
    if items.names_exempt(*texts):
        return "Its words name an exempt aim."
    if near is Exempt.NEAR and not commitment.clear_of_exempt_by:
        return "Nobody has found yet that it does not concern an exempt aim."
    return ""
