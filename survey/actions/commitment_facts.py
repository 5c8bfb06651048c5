"""What is said of a commitment, and what may not be."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from survey.errors import NotFound, SurveyError
from survey.models import Commitment, CommitmentCode, CommitmentStatus, CommitmentVoice
from survey.queries.code_successors import successors
from survey.queries.coded_people import speakers
from survey.queries.commitments import SETTLED, codes_answered
from survey.queries.named import who_is_named

MOST_WORDS, MOST_LEAD = 2_000, 200


@dataclass(frozen=True, slots=True)
class CommitmentFacts:
    """What an analyst says of a commitment; `item` is the ref of an aim or theme, or ''.

    `clear_of_exempt` says that it does not concern an exempt aim near it; `codes` are the ids of
    those that it answers.
    """

    said: str
    promise: str
    lead: str
    item: str
    due_month: str
    codes: tuple[int, ...]
    clear_of_exempt: bool = False

    @property
    def columns(self) -> dict[str, Any]:
        return {
            "said": self.said,
            "promise": self.promise,
            "lead": self.lead,
            "item": self.item,
            "due_month": self.due_month,
        }


def subject(commitment: Commitment) -> str:
    """A commitment, as audit events name it."""
    return f"commitment {commitment.id}"


def naming(session: Session, texts: Mapping[str, str]) -> dict[str, str]:
    """A sentence for each of `texts`, by its name, that says who somebody was."""
    found = who_is_named(session, texts.values())
    return {
        name: (
            f"'{who}' is an address of the panel: say what was said, never by whom"
            if "@" in who
            else f"'{who}' is a seat of the panel: say what was said, never by whom"
        )
        for name, who in zip(texts, found, strict=True)
        if who
    }


def refuse_naming(session: Session, *texts: str) -> None:
    """Raise SurveyError where a text holds an address or the role of a seat of the panel."""
    for sentence in naming(session, {str(at): text for at, text in enumerate(texts)}).values():
        raise SurveyError(f"{sentence}. Write it without that.")


def refuse_address(lead: str) -> None:
    """An office may lead, also one with a seat of the panel; an address is nobody's business."""
    if "@" in lead:
        raise SurveyError("The lead holds an address: name the office that leads it.")


def refuse_unknown_codes(session: Session, codes: tuple[int, ...]) -> None:
    if not codes:
        raise SurveyError("A commitment answers a code at least; choose one.")
    if set(codes) - set(successors(session, codes)):
        raise NotFound("There is no such code.")


def refuse_without_outcome(status: CommitmentStatus, outcome: str) -> None:
    if status in SETTLED and not outcome:
        raise SurveyError("Say what came of it before you call it done or dropped.")


def keep_codes(session: Session, commitment: Commitment, codes: tuple[int, ...]) -> None:
    """Let the commitment answer `codes` and no other."""
    standing = codes_answered(session, [commitment.id or 0])[commitment.id or 0]
    for code in set(standing) - set(codes):
        session.delete(session.get_one(CommitmentCode, (commitment.id, code)))
    session.add_all(
        CommitmentCode(commitment_id=commitment.id or 0, code_id=code)
        for code in sorted(set(codes) - set(standing))
    )
    session.flush()


def people_who_raised(session: Session, codes: tuple[int, ...]) -> set[int]:
    """The ids of all who spoke of `codes`, as the codebook has them now."""
    today = successors(session, codes)
    return speakers(session, {code.id or 0 for found in today.values() for code in found})


def add_voices(session: Session, commitment: Commitment, people: set[int]) -> None:
    session.add_all(
        CommitmentVoice(commitment_id=commitment.id or 0, person_id=person)
        for person in sorted(people)
    )
    session.flush()
