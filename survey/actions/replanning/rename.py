from sqlmodel import Session

from survey.actions.replanning.record import Step, name_of, record
from survey.actions.replanning.rules import refuse_asked_month, refuse_unfit_name, standing
from survey.errors import SurveyError
from survey.models import Lineage, LineageKind, Theme


def rename(
    session: Session,
    step: Step,
    *,
    ref: str,
    name: str,
) -> Lineage:
    """Call the theme or aim `ref` by `name` from the month of `step` on.

    Earlier months keep the old name. Raises SurveyError for a month that was opened already or a
    name that is none.
    """
    (entry,) = standing(session, step.level, [ref])
    refuse_asked_month(session, step.from_month)
    refuse_unfit_name(name)
    if name_of(entry) == name:
        raise SurveyError(f"It is called '{name}' already; write another name.")
    row = step.row(LineageKind.RENAMED, entry, ref, name)
    if isinstance(entry, Theme):
        entry.name = name
    else:
        entry.aim = name
    return record(session, step, [row])[0]
