"""The commentary of a quarter: sentences made by rule from its figures, for the analyst to edit."""

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from analysis import sentences
from analysis.commentary import Sentence, commentary
from analysis.cube import Cube
from analysis.disclosure.rules import protect
from analysis.internal import Internal, internal
from analysis.periods import Period, PeriodError, parse_period, quarter_of
from analysis.reading import Reading
from analysis.summary import summarise
from survey.access.accounts import actor
from survey.actions.draft_edition import asked, last_questionnaire
from survey.actions.write_commentary import MOST, write_commentary
from survey.analyse.blueprint import analyse
from survey.analyse.looking import record_looking
from survey.clock import now
from survey.errors import Conflict, NotFound, SurveyError
from survey.extensions import db
from survey.forms.text import lines, readable
from survey.models import Commentary, ThemeKind
from survey.queries.commentary import WHOLE, commentaries
from survey.queries.editions import closed_months
from survey.queries.plan import themes
from survey.queries.summaries import cube_of

# In an address: the plan as a whole. No theme can be called so.
AS_A_WHOLE = "-"
LOOKING = "figures"


@dataclass(frozen=True, slots=True)
class Quarter:
    """A closed quarter, as it will be published and as the panel team sees it."""

    reading: Reading
    cube: Cube
    exact: Internal

    def sentences(self, theme: str) -> tuple[Sentence, ...]:
        """What can be said of `theme`, or of the plan as a whole."""
        if theme == WHOLE:
            found = sentences.headline(self.reading)
            return tuple(Sentence("headline", text, publishable=True) for text in found)
        return commentary(self.reading, theme, self.cube, self.exact)

    def name(self, theme: str) -> str:
        """NotFound for a theme that this quarter does not have."""
        if theme == WHOLE:
            return "The plan as a whole"
        if theme not in self.reading.themes:
            raise NotFound("This quarter has no such theme.")
        return self.reading.themes[theme]


@analyse.get("/commentary/")
def commentary_now() -> ResponseReturnValue:
    """The latest quarter with a closed month."""
    closed = closed_months(db.session)
    if not closed:
        return render_template("analyse/commentary_none.html")
    return redirect(url_for("analyse.commentary_of", period=quarter_of(closed[-1]).ref))


@analyse.get("/commentary/<period>/")
def commentary_of(period: str) -> ResponseReturnValue:
    quarter = quarter_asked(period)
    written = commentaries(db.session, period)
    named = {AS_A_WHOLE: quarter.name(WHOLE), **quarter.reading.themes}
    page = render_template(
        "analyse/commentary.html",
        period=quarter.reading.summary.period,
        quarters=list(dict.fromkeys(map(quarter_of, closed_months(db.session)))),
        themes=[
            (at, name, written.get(theme_at(at)), quarter.sentences(theme_at(at)))
            for at, name in named.items()
        ],
        simulated=quarter.reading.simulated,
    )
    record_looking(LOOKING)
    return page


@analyse.get("/commentary/<period>/<theme>")
def commentary_on(period: str, theme: str) -> ResponseReturnValue:
    standing = commentaries(db.session, period).get(theme_at(theme))
    return one_theme(period, theme, standing)


@analyse.post("/commentary/<period>/<theme>")
def write_now(period: str, theme: str) -> ResponseReturnValue:
    words = readable(lines(request.form.get("words", ""))).strip()
    seen = request.form.get("seen", "")
    quarter_asked(period).name(theme_at(theme))
    try:
        write_commentary(
            db.session,
            period=period,
            theme=theme_at(theme),
            words=words,
            seen=int(seen) if seen.isdecimal() and len(seen) < len("1000000") else -1,
            actor=actor(),
            now=now(),
        )
    except SurveyError as error:
        db.session.rollback()
        standing = commentaries(db.session, period).get(theme_at(theme))
        clash = isinstance(error, Conflict)
        return one_theme(period, theme, standing, words, str(error), clash=clash), error.status
    db.session.commit()
    return redirect(url_for("analyse.commentary_of", period=period, saved=theme), 303)


def one_theme(
    period: str,
    theme: str,
    standing: Commentary | None,
    typed: str | None = None,
    error: str = "",
    *,
    clash: bool = False,
) -> str:
    """The sentences beside the words that stand, or that were typed; at first the sentences."""
    quarter = quarter_asked(period)
    said = quarter.sentences(theme_at(theme))
    suggested = "\n".join(each.text for each in said if each.publishable)
    words = standing.words if standing is not None and standing.version else suggested
    return render_template(
        "analyse/commentary_theme.html",
        period=quarter.reading.summary.period,
        theme=theme,
        name=quarter.name(theme_at(theme)),
        said=said,
        suggested=suggested,
        words=words if typed is None else typed,
        stands=standing if clash else None,
        standing=standing,
        seen=standing.version if standing else 0,
        most=MOST,
        errors={"words": error} if error else {},
        simulated=quarter.reading.simulated,
    )


def theme_at(address: str) -> str:
    return WHOLE if address == AS_A_WHOLE else address


def quarter_asked(ref: str) -> Quarter:
    """NotFound for what is no quarter, or one without a closed month."""
    try:
        period: Period = parse_period(ref)
    except PeriodError as error:
        raise NotFound(str(error)) from error
    if period.kind != "quarter":
        raise NotFound("A commentary is on a quarter, such as '2018-19-q2'.")
    cube = cube_of(db.session, period, inside=False)
    summary = summarise(protect(cube))
    questions = asked(last_questionnaire(db.session, period), summary)
    names = {theme.ref: theme.name for theme in themes(db.session, ThemeKind.GOVERNANCE)}
    reading = Reading(
        summary,
        names,
        {each["measure"]: each["name"] for each in questions["measures"]},
        simulated=False,
    )
    return Quarter(reading, cube, internal(cube))
