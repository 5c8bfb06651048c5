"""Insight packs on the desk: made for a closed month, read, and released by somebody else."""

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from analysis.periods import month_label
from survey.access.accounts import actor, roles_of, signed_in
from survey.access.opening import opened
from survey.actions.make_pack import make_pack
from survey.actions.release_pack import refuse_release, release_pack
from survey.clock import now
from survey.documents.pack import read
from survey.errors import Refused
from survey.extensions import db
from survey.models import InsightPack, RoleName
from survey.publish.blueprint import publish
from survey.publish.quarters import NOT_PUBLISHER
from survey.queries.editions import closed_months
from survey.queries.insight import frozen_pack, pack_by_id, packs_of, readings, times_read
from survey.queries.staff import names_by_email

PACK = "/packs/<int(max=2147483647):pack_id>"
MOST_READINGS = 100


@dataclass(frozen=True, slots=True)
class Month:
    """A closed month on the desk, with its packs, the latest first."""

    month: str
    packs: list[InsightPack]

    @property
    def label(self) -> str:
        return month_label(self.month)


@publish.get("/packs/")
def packs() -> ResponseReturnValue:
    months = [Month(month, packs_of(db.session, month)) for month in closed_months(db.session)]
    return render_template("publish/packs.html", months=months[::-1])


@publish.get(PACK)
def pack(pack_id: int) -> ResponseReturnValue:
    """The pack as observers read it, and who did."""
    found = pack_by_id(db.session, pack_id)
    page = render_template(
        "publish/pack.html",
        pack=found,
        read=read(frozen_pack(found)),
        blocked=blocked(found),
        readings=readings(db.session, found, MOST_READINGS),
        times=times_read(db.session, found),
        names=names_by_email(db.session),
    )
    return opened(found, page)


@publish.post("/packs/<month>/make")
def make_pack_now(month: str) -> ResponseReturnValue:
    made = make_pack(db.session, month=month, actor=actor(), now=now())
    db.session.commit()
    return redirect(url_for("publish.pack", pack_id=made.id))


@publish.post(f"{PACK}/release")
def release_pack_now(pack_id: int) -> ResponseReturnValue:
    release_pack(
        db.session,
        pack=pack_by_id(db.session, pack_id),
        sha256=request.form.get("sha256", ""),
        actor=actor(),
        now=now(),
    )
    db.session.commit()
    return redirect(url_for("publish.pack", pack_id=pack_id))


def blocked(found: InsightPack) -> str:
    """Why this account cannot release the pack; empty where it can, or where that is done."""
    user = signed_in()
    if found.released_at is not None or user is None:
        return ""
    try:
        refuse_release(db.session, pack=found, actor=user.email)
    except Refused as error:
        return str(error)
    return "" if RoleName.PUBLISHER in roles_of(user) else NOT_PUBLISHER
