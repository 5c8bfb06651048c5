"""Who is answering, found out once for every request, before any view."""

from typing import Any

from flask import Blueprint, g, request, session, url_for

from questionnaires.expanded import ExpandedQuestionnaire
from survey.clock import now
from survey.extensions import SAFE_METHODS, db
from survey.language import gettext, speak
from survey.models import Round
from survey.queries.invitations import Answering, by_link
from survey.queries.rounds import asked_of, current_round, questionnaire
from survey.respond.stops import closed_round, lost_session, paused_round, replaced_link

LINK = "link"
# These need no session: they have the token of a personal link in their address.
BY_TOKEN = frozenset(
    f"respond.{name}"
    for name in ("landing", "begin", "decline_page", "decline", "talk_page", "talk")
)

respond = Blueprint("respond", __name__, template_folder="templates")


def begin_session(holder: Answering) -> None:
    """Forget whoever used this browser before, and remember the link and so its round."""
    session.clear()
    session[LINK] = holder.link.id


@respond.before_request
def guard() -> Any:
    """Let a holder with a good link and an open round pass, known as `current()`; stop others."""
    if request.endpoint in BY_TOKEN:
        return None
    link_id = session.get(LINK)
    writing = request.method not in SAFE_METHODS
    holder = by_link(db.session, link_id, to_write=writing) if link_id else None
    if holder is None:
        return nobody()
    g.holder = holder
    return stopped(holder, late=writing)


def stopped(holder: Answering, *, late: bool = False) -> Any:
    """The page that says why `holder` may not answer, or None where they may.

    `late` where the request brings something that a closed or paused round cannot take.
    """
    stop = ended(holder, late=late)
    if stop is None and holder.round.paused_at is not None:
        return paused_round(holder.round.month, late=late)
    return stop


def ended(holder: Answering, *, late: bool = False) -> Any:
    """The page that says why the link of `holder` leads nowhere any more, or None.

    All that follows in this request is said in the language in which the holder is asked.
    """
    speak_of(holder.round)
    if holder.link.revoked_at:
        return replaced_link()
    if not holder.is_open(now()):
        return closed_round(holder.round.month, late=late, onward=way_to_record(holder))
    return None


def way_to_record(holder: Answering) -> tuple[str, str] | None:
    """Where somebody reads again what they submitted, and what the button there says."""
    if holder.standing is None:
        return None
    # Whoever has come by the link alone has no session yet that the record would know.
    token = (request.view_args or {}).get("token")
    way = url_for("record.landing", token=token) if token else url_for("record.receipt")
    return way, gettext("Read what I submitted")


def nobody() -> Any:
    """The page for whoever comes without a session."""
    speak_of(current_round(db.session))
    return lost_session()


def speak_of(round_: Round | None) -> None:
    """Speak the language in which `round_` asks; with whoever nobody knows, that of the latest."""
    if round_ is not None:
        speak(questionnaire(db.session, round_.questionnaire_sha256).language)


def current() -> Answering:
    """The holder for whom this request answers."""
    holder: Answering = g.holder
    return holder


def asked(holder: Answering) -> ExpandedQuestionnaire:
    """What the holder is asked."""
    return asked_of(db.session, holder.round, holder.invitation)
