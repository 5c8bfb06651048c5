from sqlmodel import Session

from survey.actions.codebook.rules import fit_meaning, fit_name, standing
from survey.actions.codebook.step import Step, make_version, refuse_stale
from survey.errors import SurveyError
from survey.models import Code, CodeLineage, LineageKind


def rename_code(session: Session, step: Step, *, code_id: int, name: str, meaning: str) -> Code:
    """Call the code by `name` and let it mean `meaning` from now on; its codings stay.

    Raises NotFound for no such code, Conflict for one that has left or where the codebook was
    changed meanwhile, and SurveyError for an unfit name or where nothing would change.
    """
    number = refuse_stale(session, step)
    (code,) = standing(session, [code_id])
    old, name = code.name, fit_name(session, code.family, name, beside=[code])
    meaning = fit_meaning(meaning)
    if (name, meaning) == (old, code.meaning):
        raise SurveyError("Name and meaning are as they were; change one of them.")
    change = f"'{old}' is called '{name}' now." if name != old else f"'{old}' has a new meaning."
    make_version(session, step, number, change)
    code.name, code.meaning = name, meaning
    session.add(code)
    if name != old:
        session.add(
            CodeLineage(
                version=number,
                kind=LineageKind.RENAMED,
                old_id=code_id,
                new_id=code_id,
                old_name=old,
                new_name=name,
            )
        )
    session.flush()
    return code
