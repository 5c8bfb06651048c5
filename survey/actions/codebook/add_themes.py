from sqlmodel import Session

from survey.actions.codebook.rules import MOST_OF_A_NAME
from survey.actions.codebook.step import Step, make_version, refuse_stale
from survey.clock import LONDON
from survey.errors import SurveyError
from survey.models import Code, CodeFamily, ThemeKind
from survey.queries.codebook import family_root, standing_codes
from survey.queries.kept_private import names_private, private_names
from survey.queries.plan_in_force import themes_in_force


def add_themes(session: Session, step: Step) -> list[Code]:
    """Put the scored themes of this month's plan under the family of themes; gives the new ones.

    A theme whose name is a code of the family already is left out, and so is one that is called
    as an exempt aim is. Raises Conflict where the codebook was changed meanwhile, and SurveyError
    where nothing is left to add.
    """
    number = refuse_stale(session, step)
    known = {
        code.name.casefold() for code in standing_codes(session) if code.family is CodeFamily.THEME
    }
    private = private_names(session)
    month = f"{step.now.astimezone(LONDON):%Y-%m}"
    new = [
        (theme.ref, theme.name[:MOST_OF_A_NAME])
        for theme in themes_in_force(session, month, ThemeKind.GOVERNANCE)
        if theme.name[:MOST_OF_A_NAME].casefold() not in known
        and not names_private(private, theme.name)
    ]
    if not new:
        raise SurveyError("Every scored theme of the plan is in the codebook already.")
    root = family_root(session, CodeFamily.THEME)
    many = "theme was" if len(new) == 1 else "themes were"
    make_version(session, step, number, f"{len(new)} {many} taken over from the plan.")
    codes = [
        Code(
            family=CodeFamily.THEME,
            parent_id=root.id,
            name=name,
            meaning=f"Theme {ref} of the plan",
            since=number,
        )
        for ref, name in new
    ]
    session.add_all(codes)
    session.flush()
    return codes
