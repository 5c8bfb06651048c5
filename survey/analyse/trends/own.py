"""The leads of a theme beside everybody else: marking one's own work."""

from analysis import wording
from analysis.cube import Cube
from analysis.trends import telling
from analysis.trends.leads import OwnWork, named, own_work
from survey.analyse.trends import shown
from survey.analyse.trends.history import History
from survey.analyse.trends.paper import Chart, Section, table
from survey.extensions import db
from survey.queries.leads import leads_of_themes, seat_roles, speakers_for
from survey.queries.summaries import cube_of

HEADERS = (
    "Measure", "Leads scored", "Their median", "Their mean", "All others scored", "Their median",
    "Their mean", "Cliff's delta", "p",
)  # fmt: skip
NOTE = (
    "For the analyst alone: it speaks of very few people. p: how often the means would lie as far "
    "apart, were the scores dealt to leads and others by chance; not sampling error."
)


def own(found: History, ref: str) -> Section:
    """The theme's leads in the last period that asked about it."""
    roles = seat_roles(db.session)
    whom = named(leads_of_themes(db.session).get(ref, ()), roles)
    sentences = [telling.leading(whom, roles)]
    cube = next(c for c in reversed(found.cubes) if any(item.ref == ref for item in c.items))
    rows = [each for each in beside(cube, set(whom.seats)) if each.item.ref == ref]
    sentences += [telling.own_work(each, cube.period.label) for each in rows]
    if whom.seats and not rows:
        sentences.append(f"None of them said anything about this theme in {cube.period.label}.")
    caption = f"Leads beside everybody else, {cube.period.label}"
    chart = Chart("leads", caption, None, "", table(caption, HEADERS, map(told, rows)), NOTE)
    return Section("Marking one's own work", tuple(sentences), (chart,) if rows else ())


def beside(cube: Cube, seats: set[str]) -> tuple[OwnWork, ...]:
    people = speakers_for(db.session, seats, cube.period) if seats else set()
    if not people:
        return ()
    return own_work(cube, cube_of(db.session, cube.period, inside=True, people=people))


def told(each: OwnWork) -> tuple[str, ...]:
    gap = each.gap
    p = None if gap is None else gap.p
    return (
        wording.capitalised(each.item.measure),
        *(cell for one in (each.leads, each.others) for cell in (
            shown.base(one), shown.median(one.median), shown.decimal(one.mean),
        )),
        shown.signed(gap.delta if gap else None),
        shown.chance(p),
    )  # fmt: skip
