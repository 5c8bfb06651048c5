from collections.abc import Sequence

from sqlmodel import Session

from survey.actions.replanning.record import Step, record
from survey.actions.replanning.rules import (
    refuse_asked_month,
    refuse_mid_quarter,
    refuse_unfit_name,
    refuse_unfit_ref,
    standing,
)
from survey.actions.replanning.split import part_of
from survey.errors import SurveyError
from survey.models import Lineage, LineageKind, Theme

FEWEST = 2


def merge(
    session: Session,
    step: Step,
    *,
    refs: Sequence[str],
    ref: str,
    name: str,
) -> list[Lineage]:
    """Let the themes or aims `refs` become one, `ref` called `name`, from the month of `step` on.

    The aims of merged themes stay filed where they are and are found under the new one. Raises
    SurveyError for a month opened already or within a quarter, for fewer than two, for a scored
    theme with one that is not, and for a ref or name that cannot be used.
    """
    merged = standing(session, step.level, list(dict.fromkeys(refs)))
    if len(merged) < FEWEST:
        raise SurveyError(f"A merger takes at least {FEWEST}; choose another one.")
    refuse_asked_month(session, step.from_month)
    refuse_mid_quarter(step.from_month)
    refuse_unfit_ref(session, step.level, ref)
    refuse_unfit_name(name)
    if len({entry.kind for entry in merged if isinstance(entry, Theme)}) > 1:
        raise SurveyError("A theme that is scored cannot be merged with a service block.")
    session.add(part_of(merged[0], ref, name))
    rows = [step.row(LineageKind.MERGED, entry, ref, name) for entry in merged]
    return record(session, step, rows)
