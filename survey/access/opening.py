"""Who has opened what only some may read."""

from flask import request

from survey.access.accounts import actor
from survey.actions.read_pack import read_pack
from survey.clock import now
from survey.extensions import db
from survey.models import InsightPack


def opened(pack: InsightPack, page: str) -> str:
    """Give `page`, which shows the pack, and record that it was opened, in a transaction apart.

    Whoever asks for the headers alone has not read it.
    """
    if request.method == "HEAD":
        return page
    reader = actor()
    db.session.expunge(pack)
    db.session.rollback()  # SQLite refuses to write in a transaction that began by reading
    read_pack(db.session, pack=pack, actor=reader, now=now())
    db.session.commit()
    return page
