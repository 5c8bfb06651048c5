"""That somebody looked at words or figures is an audit event; one a day tells it as well as
hundreds would.
"""

from flask import session

from survey.access.accounts import account
from survey.actions.record_event import record_event
from survey.clock import london_day, now
from survey.extensions import db

READ = "comments read"
FIGURES_READ = "figures read"
LOOKED = "looked"


def record_looking(where: str, action: str = READ) -> None:
    """Record that `where` was looked at, by default for words: once a day, account and browser.

    To be called once everything that the page needs is read. The browser remembers it, so that the
    next comment costs no query; a browser that forgets is recorded again.
    """
    reader = account()
    today = f"{london_day(now()).isoformat()} {reader.id}"
    looked: dict[str, str] = session.get(LOOKED, {})
    if looked.get(where) == today:
        return
    actor = reader.email
    db.session.rollback()  # SQLite refuses to write in a transaction that began by reading
    record_event(db.session, actor=actor, action=action, subject=where, now=now())
    db.session.commit()
    session[LOOKED] = {**looked, where: today}
