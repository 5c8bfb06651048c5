from flask.typing import ResponseReturnValue

from analysis.trends import telling
from survey.analyse.trends.blueprint import trends
from survey.analyse.trends.history import History, history, is_simulated
from survey.analyse.trends.look import look
from survey.analyse.trends.paper import Paper, Section, answered
from survey.analyse.trends.standings import standings_of, stood


@trends.get("/official")
def official() -> ResponseReturnValue:
    """Every theme's official rating beside the panel, and how long a gap has lasted."""
    asked = look("trends.official")
    found = history(asked.kind)
    return answered(
        Paper(
            "Beside the official rating",
            "Trends",
            found.lead,
            (("Periods", asked.kinds()),),
            tuple(sections(found)),
            is_simulated(),
        ),
        asked,
    )


def sections(found: History) -> list[Section]:
    rows = [(ref, each) for ref in found.themes if (each := found.of(ref, "progress")) is not None]
    if not rows:
        return []
    sentences = tuple(
        telling.stood(standings_of(found, *row), found.spoken(row[0])) for row in rows
    )
    return [Section("", (), (stood(found, rows),)), Section("Theme by theme", sentences)]
