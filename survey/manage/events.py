"""What was done: who, what and when, a page at a time."""

from dataclasses import dataclass
from datetime import time, timedelta
from urllib.parse import urlencode

from flask import render_template, request
from flask.typing import ResponseReturnValue

from survey.extensions import db
from survey.forms.dates import EXAMPLE, typed_day
from survey.forms.paging import page_asked
from survey.manage.blueprint import manage
from survey.manage.deeds import deeds
from survey.queries.events import PANEL, Wanted, latest_events, recent_actions, subjects
from survey.queries.staff import users
from survey.working_days import london

ON_A_PAGE = 50
LONGEST = 100
OTHERS = [(PANEL, "Members of the panel"), ("worker", "The worker"), ("command", "A command")]


@dataclass(frozen=True, slots=True)
class Filter:
    """What a manager has typed; `errors` is {field id: sentence}."""

    who: str
    what: str
    since: str
    until: str

    @property
    def errors(self) -> dict[str, str]:
        typed = {"since": self.since, "until": self.until}
        return {
            name: f"Enter a day such as {EXAMPLE}, or nothing"
            for name, text in typed.items()
            if text and typed_day(text) is None
        }

    @property
    def wanted(self) -> Wanted:
        """Both days are included; a day that cannot be read is no condition."""
        since, until = typed_day(self.since), typed_day(self.until)
        return Wanted(
            who=self.who,
            what=self.what,
            since=london(since, time()) if since else None,
            until=london(until + timedelta(days=1), time()) if until else None,
        )

    @property
    def query(self) -> str:
        """The part of an address that asks for the same."""
        named = {"who": self.who, "what": self.what, "since": self.since, "until": self.until}
        return urlencode({name: text for name, text in named.items() if text})


@manage.get("/events")
def events() -> ResponseReturnValue:
    names = ("who", "what", "since", "until")
    asked = Filter(*(request.args.get(name, "").strip()[:LONGEST] for name in names))
    number = page_asked()
    found = latest_events(
        db.session, ON_A_PAGE + 1, wanted=asked.wanted, first=(number - 1) * ON_A_PAGE
    )
    shown = found[:ON_A_PAGE]
    return render_template(
        "manage/events.html",
        deeds=deeds(shown, subjects(db.session, shown)),
        asked=asked,
        errors=asked.errors,
        actors=[*((user.email, user.name) for user in users(db.session)), *OTHERS],
        actions=recent_actions(db.session),
        number=number,
        more=len(found) > ON_A_PAGE,
    )
