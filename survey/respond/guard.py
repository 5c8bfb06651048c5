"""Who is answering, found out once for every request, before any view."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, current_app, g, redirect, request, session, url_for

from questionnaires.expanded import ExpandedQuestionnaire
from survey.clock import now
from survey.extensions import SAFE_METHODS, db
from survey.forms.replies import is_script, sent_on
from survey.language import ENGLISH, gettext, language, speak
from survey.models import Round
from survey.queries.invitations import Answering, by_link
from survey.queries.rounds import asked_of, current_round, questionnaire
from survey.respond.known import remember
from survey.respond.stops import closed_round, lost_session, paused_round, replaced_link

LINK = "link"
STRANGERS = "language spoken to strangers"
# These need no session: they have the token of a personal link in their address.
BY_TOKEN = frozenset(
    f"respond.{name}"
    for name in ("landing", "begin", "decline_page", "decline", "talk_page", "talk")
)

respond = Blueprint("respond", __name__, template_folder="templates")


def begin_session(holder: Answering) -> None:
    """Forget whoever used this browser before, and remember the link and so its round."""
    session.clear()
    session[LINK] = holder.link_id


@respond.before_request
def guard() -> Any:
    """Let a holder with a good link and an open round pass, known as `current()`; stop others."""
    if request.endpoint in BY_TOKEN:
        return None
    writing = request.method not in SAFE_METHODS
    holder = holder_of_session(to_write=writing)
    if holder is None:
        return nobody()
    g.holder = holder
    stop = stopped(holder, late=writing)
    return received(holder) if stop is not None and writing and is_repeat(holder) else stop


def is_repeat(holder: Answering) -> bool:
    """Whether this sends once more what stands, because the first answer never arrived."""
    return (
        holder.standing is not None and request.form.get("key") == holder.standing.idempotency_key
    )


def received(holder: Answering) -> Any:
    """On to the reference of what was received in time, though nothing is taken any more."""
    response = remember(redirect(url_for("record.receipt"), HTTPStatus.SEE_OTHER), holder)
    return sent_on(response) if is_script() else response


def holder_of_session(*, to_write: bool) -> Answering | None:
    """Whoever began this session; `to_write` makes other writers for them wait."""
    link_id = session.get(LINK)
    return by_link(db.session, link_id, to_write=to_write) if link_id else None


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
    if holder.revoked_at:
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
    speak_to_strangers()
    return lost_session()


def speak_of(round_: Round) -> None:
    """Speak the language in which `round_` asks."""
    speak(questionnaire(db.session, round_.questionnaire_sha256).language)


def speak_to_whoever_is_there() -> None:
    """Speak the language of the session, for an error that comes before `guard`."""
    holder = holder_of_session(to_write=False)
    if holder is None:
        speak_to_strangers()
    else:
        speak_of(holder.round)


def speak_to_strangers() -> None:
    """Speak the language in which the latest round asks, and keep it in mind."""
    latest = current_round(db.session)
    if latest is not None:
        speak_of(latest)
    current_app.extensions[STRANGERS] = language()


def speak_as_to_the_last() -> None:
    """Speak as to the last stranger, where the database is to be spared."""
    speak(current_app.extensions.get(STRANGERS, ENGLISH))


def current() -> Answering:
    """The holder for whom this request answers."""
    holder: Answering = g.holder
    return holder


def asked(holder: Answering) -> ExpandedQuestionnaire:
    """What the holder is asked."""
    return asked_of(db.session, holder.round, holder.invitation)
