"""Those present throughout, counted for many series at once."""

from collections.abc import Iterable

from analysis.tally import Item
from analysis.trends.series import Series
from analysis.trends.throughout import Cumulative, cumulative
from survey.extensions import db
from survey.queries.throughout import throughout


def constant(series: Iterable[Series]) -> dict[Item, Cumulative]:
    """The cumulative change over the last stretch of each series that has one."""
    every = list(series)
    stretches = {each.item: [point.period for point in each.stretch] for each in every}
    tally = throughout(db.session, stretches)
    found = {each.item: cumulative(each, tally) for each in every}
    return {item: each for item, each in found.items() if each is not None}
