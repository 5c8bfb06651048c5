from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from analysis.periods import PeriodError, month_label, parse_month
from survey.access.opening import opened
from survey.documents.pack import read
from survey.errors import NotFound
from survey.extensions import db
from survey.models import InsightPack
from survey.queries.insight import frozen_pack, released_pack, released_packs

insight = Blueprint("insight", __name__, template_folder="templates", url_prefix="/insight")
NUMBER = "<int(max=2147483647):number>"


@insight.get("/")
def months() -> ResponseReturnValue:
    found: dict[str, list[InsightPack]] = {}
    for pack in released_packs(db.session):
        found.setdefault(pack.month, []).append(pack)
    return render_template("insight/months.html", months=found, month_label=month_label)


@insight.get("/<month>/")
@insight.get(f"/<month>/{NUMBER}/", endpoint="numbered")
def pack(month: str, number: int | None = None) -> ResponseReturnValue:
    """A released pack of `month`: the latest, or the one with this number."""
    known = a_month(month)
    wanted = released_pack(db.session, known, number)
    page = render_template(
        "insight/pack.html",
        pack=wanted,
        latest=released_pack(db.session, known),
        read=read(frozen_pack(wanted)),
    )
    return opened(wanted, page)


def a_month(text: str) -> str:
    try:
        return parse_month(text)
    except PeriodError as error:
        raise NotFound(str(error)) from error
