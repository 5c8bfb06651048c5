"""What a step of the plan's lineage may not do."""

from sqlmodel import Session, col, select

from analysis.periods import PeriodError, month_label, parse_month, quarter_of
from survey.actions.importing.cells import CellError, ref, words
from survey.errors import Conflict, NotFound, SurveyError
from survey.models import Aim, LineageLevel, Round, Theme
from survey.queries.lineage import descent
from survey.queries.standing import aims_by_key, themes_by_key


def standing(session: Session, level: LineageLevel, refs: list[str]) -> list[Theme | Aim]:
    """The themes or aims of `refs`; NotFound for one that is not there or has ended."""
    known = entries(session, level)
    lineage = descent(session, level)
    for each in refs:
        if (each,) not in known:
            raise NotFound(f"The plan has no {level} '{each}'.")
        if any(step.old_ref == each for step in lineage.divisions):
            raise Conflict(f"The {level} '{each}' is split or merged already.")
    return [known[each,] for each in refs]


def entries(session: Session, level: LineageLevel) -> dict[tuple[str, ...], Theme | Aim]:
    if level is LineageLevel.THEME:
        return {**themes_by_key(session)}
    return {**aims_by_key(session)}


def refuse_asked_month(session: Session, from_month: str) -> None:
    """What a month was asked stays as it was, so a step begins after the last one opened."""
    try:
        parse_month(from_month)
    except PeriodError as error:
        raise SurveyError(str(error)) from error
    last = session.exec(select(Round.month).order_by(col(Round.month).desc())).first()
    if last is not None and from_month <= last:
        raise SurveyError(
            f"{month_label(last)} has been opened with the plan as it was: choose a month after it."
        )


def refuse_mid_quarter(from_month: str) -> None:
    """A quarter's summary speaks of the same themes and aims throughout."""
    quarter = quarter_of(from_month)
    if quarter.months[0] != from_month:
        raise SurveyError(
            f"{month_label(from_month)} lies within the quarter {quarter.label}, whose summary "
            "speaks of the same themes throughout: choose the first month of a quarter "
            "(April, July, October or January)."
        )


def refuse_unfit_name(name: str) -> None:
    try:
        words(name)
    except CellError as error:
        raise SurveyError(f"The name cannot be used: {error}") from error


def refuse_unfit_ref(session: Session, level: LineageLevel, new: str) -> None:
    """A part has a reference of its own: its scores are not those of what it came from."""
    try:
        ref(new)
    except CellError as error:
        raise SurveyError(str(error)) from error
    if (new,) in entries(session, level):
        raise Conflict(
            f"The plan has a {level} '{new}' already; give the new one a reference of its own, "
            "so that its scores are not taken for those of the old one."
        )
