"""States of a commitment in words, and as the colours of their tags."""

from dataclasses import dataclass

from survey.models import Commitment, CommitmentStatus, Worked
from survey.queries.commitments import is_overdue

STATUSES = {
    CommitmentStatus.PLANNED: "Planned",
    CommitmentStatus.UNDER_WAY: "Under way",
    CommitmentStatus.DONE: "Done",
    CommitmentStatus.DROPPED: "Dropped",
}
COLOURS = {
    CommitmentStatus.PLANNED: "blue",
    CommitmentStatus.UNDER_WAY: "blue",
    CommitmentStatus.DONE: "green",
    CommitmentStatus.DROPPED: "grey",
}
WORKED = {
    Worked.YES: "yes",
    Worked.PARTLY: "partly",
    Worked.NO: "no",
    Worked.CANNOT_SAY: "I cannot say",
}
REOPENED = "Reopened: it did not work for somebody who had raised it"
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Tag:
    text: str
    colour: str


def tags(commitment: Commitment, month: str) -> list[Tag]:
    """Its status, whether it is overdue in `month`, and whether a 'no' has reopened it."""
    found = [Tag(STATUSES[commitment.status], COLOURS[commitment.status])]
    if is_overdue(commitment, month):
        found.append(Tag("Overdue", "red"))
    if commitment.reopened_at is not None:
        found.append(Tag("Reopened", "orange"))
    return found


def shortened(text: str, longest: int = LONGEST) -> str:
    """`text` in one line, with its end left out where it is longer than a heading."""
    line = " ".join(text.split())
    return (
        line if len(line) <= longest else f"{line[: longest - 1].rstrip()}\N{HORIZONTAL ELLIPSIS}"
    )
