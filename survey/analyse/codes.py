"""One code: what it means and became, how many people spoke of it, and what they said."""

from collections.abc import Callable, Iterable

from flask import render_template
from flask.typing import ResponseReturnValue

from survey.analyse.blueprint import analyse
from survey.analyse.changing import CODE
from survey.analyse.looking import record_looking
from survey.analyse.places import place
from survey.analyse.search import SIZE, lines_of
from survey.extensions import db
from survey.forms.paging import page_asked, pages
from survey.queries.codebook import code_by_id, family_root, steps_of
from survey.queries.coded_people import Spoke, spoken_of
from survey.queries.search import MOST, Wanted, found, hits

LOOKING = "words of codes"


@analyse.get(CODE)
def code(code_id: int) -> ResponseReturnValue:
    shown = code_by_id(db.session, code_id)
    spoken = spoken_of(db.session, code_id)
    wanted = Wanted(code_id=code_id)
    coded = found(db.session, wanted)
    sheet = pages(page_asked(), len(coded.ids), SIZE)
    page = render_template(
        "analyse/code.html",
        code=shown,
        family=family_root(db.session, shown.family),
        steps=steps_of(db.session, code_id),
        people=len({each.person_id for each in spoken}),
        by_month=people_by(spoken, lambda each: each.month),
        by_theme=people_by(spoken, title),
        found=coded,
        most=MOST,
        pages=sheet,
        lines=lines_of(hits(db.session, wanted, coded.ids[sheet.first - 1 : sheet.last])),
    )
    record_looking(LOOKING)
    return page


def people_by(spoken: Iterable[Spoke], key: Callable[[Spoke], str]) -> list[tuple[str, int]]:
    """How many people spoke of it under each key; a person counts once under each."""
    people: dict[str, set[int]] = {}
    for each in sorted(spoken, key=lambda each: (each.month, each.item)):
        people.setdefault(key(each), set()).add(each.person_id)
    return [(name, len(who)) for name, who in people.items()]


def title(spoke: Spoke) -> str:
    return place(spoke.asked, spoke.item, spoke.field).title
