from sqlmodel import Session

from survey.actions.codebook.rules import refuse_families, standing
from survey.actions.codebook.step import Step, close, make_version, refuse_stale
from survey.models import Code


def retire_code(session: Session, step: Step, *, code_id: int) -> Code:
    """Close the code for new words; what was coded with it stays so, and so do commitments.

    Raises NotFound for no such code, Conflict for one that has left or where the codebook was
    changed meanwhile, and SurveyError for a family's own code.
    """
    number = refuse_stale(session, step)
    (code,) = standing(session, [code_id])
    refuse_families([code], "retired")
    make_version(session, step, number, f"'{code.name}' was closed for new words.")
    close(session, [code], number)
    return code
