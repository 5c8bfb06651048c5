"""Not this month, or a conversation instead: straight from the mail, without the form.

The last of the two counts, and answering takes either back. A pause does not stand in the way.
"""

from datetime import datetime
from http import HTTPStatus
from typing import Any, Protocol

from flask import redirect, render_template, url_for
from sqlmodel import Session

from survey.actions.ask_to_talk import ask_to_talk
from survey.actions.decline_month import decline_month
from survey.clock import now
from survey.extensions import db
from survey.language import gettext
from survey.models import Invitation
from survey.queries.invitations import Answering
from survey.respond.guard import ended, respond
from survey.respond.stops import answered_already
from survey.respond.taking import holder_of


class Wish(Protocol):
    """An action by which somebody says that they will not fill in the form."""

    def __call__(
        self, session: Session, *, invitation: Invitation, actor: str, now: datetime
    ) -> None: ...


@respond.get("/take/<token>/decline")
def decline_page(token: str) -> Any:
    return wish_page(token, "respond/decline.html")


@respond.post("/take/<token>/decline")
def decline(token: str) -> Any:
    return wished(token, decline_month, "respond.decline_page")


@respond.get("/take/<token>/talk")
def talk_page(token: str) -> Any:
    return wish_page(token, "respond/talk.html")


@respond.post("/take/<token>/talk")
def talk(token: str) -> Any:
    return wished(token, ask_to_talk, "respond.talk_page")


def wish_page(token: str, template: str, error: str = "") -> Any:
    """What the button means, or that it was pressed; `error`, in English, is why it did nothing."""
    holder = wishing(token)
    if not isinstance(holder, Answering):
        return holder
    return render_template(
        template, holder=holder, token=token, errors={"wish": gettext(error)} if error else {}
    )


def wished(token: str, wish: Wish, page: str) -> Any:
    holder = wishing(token)
    if not isinstance(holder, Answering):
        return holder
    invitation = holder.invitation
    wish(db.session, invitation=invitation, actor=f"invitation {invitation.id}", now=now())
    db.session.commit()
    return redirect(url_for(page, token=token), HTTPStatus.SEE_OTHER)


def wishing(token: str) -> Any:
    """The holder whose link has this token and who has not answered, or the page that says why."""
    holder = holder_of(token)
    if not isinstance(holder, Answering):
        return holder
    if holder.standing is not None and not ended(holder):
        return answered_already(holder.round.month, url_for("respond.landing", token=token))
    return ended(holder) or holder
