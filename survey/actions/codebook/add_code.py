from sqlmodel import Session

from survey.actions.codebook.rules import fit_meaning, fit_name
from survey.actions.codebook.step import Step, make_version, refuse_stale
from survey.models import Code, CodeFamily
from survey.queries.codebook import family_root


def add_code(
    session: Session, step: Step, *, family: CodeFamily, name: str, meaning: str = ""
) -> Code:
    """Put a code under `family`.

    Raises Conflict where the codebook was changed meanwhile, and SurveyError for a name that is
    none, too long or taken in the family.
    """
    number = refuse_stale(session, step)
    name, meaning = fit_name(session, family, name), fit_meaning(meaning)
    root = family_root(session, family)
    make_version(session, step, number, f"'{name}' was added under {root.name}.")
    made = Code(family=family, parent_id=root.id, name=name, meaning=meaning, since=number)
    session.add(made)
    session.flush()
    return made
