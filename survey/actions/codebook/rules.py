"""Which codes stand, and what a code may be called."""

from collections.abc import Iterable

from sqlmodel import Session

from survey.errors import Conflict, SurveyError
from survey.models import Code, CodeFamily
from survey.queries.codebook import code_by_id, standing_codes

MOST_OF_A_NAME, MOST_OF_A_MEANING = 80, 1000


def standing(session: Session, code_ids: Iterable[int]) -> list[Code]:
    """The codes of `code_ids`, each once; NotFound for none, Conflict for one that has left."""
    codes = [code_by_id(session, code_id) for code_id in dict.fromkeys(code_ids)]
    for code in codes:
        if code.until is not None:
            raise Conflict(f"'{code.name}' has left the codebook already; choose another code.")
    return codes


def refuse_families(codes: Iterable[Code], verb: str) -> None:
    for code in codes:
        if code.parent_id is None:
            raise SurveyError(
                f"'{code.name}' stands for its whole family and cannot be {verb}; "
                "choose a code under it."
            )


def fit_name(
    session: Session, family: CodeFamily, name: str, *, beside: Iterable[Code] = ()
) -> str:
    """`name` with its spaces evened out, which no code of the family but those `beside` has."""
    tidy = " ".join(name.split())
    if not tidy:
        raise SurveyError("A code needs a name; write a word or two.")
    if len(tidy) > MOST_OF_A_NAME:
        raise SurveyError(
            f"A code's name takes {MOST_OF_A_NAME} characters at most; shorten it, and write the "
            "rest as its meaning."
        )
    known = {
        code.name.casefold()
        for code in standing_codes(session)
        if code.family is family and code.id not in {each.id for each in beside}
    }
    if tidy.casefold() in known:
        raise SurveyError(f"The family has a code '{tidy}' already; choose another name.")
    return tidy


def fit_meaning(meaning: str) -> str:
    tidy = meaning.strip()
    if len(tidy) > MOST_OF_A_MEANING:
        raise SurveyError(
            f"A code's meaning takes {MOST_OF_A_MEANING:,} characters at most; shorten it."
        )
    return tidy


def known_family(family: str) -> CodeFamily:
    if family not in set(CodeFamily):
        raise SurveyError("Choose the family that the code belongs to.")
    return CodeFamily(family)
