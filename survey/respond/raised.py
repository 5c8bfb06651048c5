"""What somebody raised, what was done about it, and whether it worked: asked of them alone.

Only in a browser that is known: a forwarded link shows nothing of it, and no mail tells of it.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import redirect, render_template, request, url_for

from survey.actions.say_whether_it_worked import Judgement, say_whether_it_worked
from survey.clock import now
from survey.errors import Conflict, NotFound
from survey.extensions import db
from survey.language import gettext, marked
from survey.models import Worked
from survey.queries.invitations import Answering
from survey.queries.own_past import has_answered
from survey.queries.raised import Raised, asked_whether_it_worked
from survey.queries.recipients import recipient
from survey.respond.guard import current, respond
from survey.respond.known import is_known

ANSWERS = {
    Worked.YES: marked("Yes"),
    Worked.PARTLY: marked("Partly"),
    Worked.NO: marked("No"),
    Worked.CANNOT_SAY: marked("I cannot say"),
}
CHOOSE = marked("Choose whether it worked, or that you cannot say")
LONGEST_MONTH = len("2018-09")


@respond.get("/respond/raised")
def raised() -> Any:
    holder = current()
    if not is_known(holder):
        known = has_answered(db.session, recipient(holder.invitation))
        return render_template("respond/raised_unproved.html", has_answered=known)
    return raised_page(holder, {})


@respond.post("/respond/raised/<int(max=2147483647):commitment_id>")
def judge(commitment_id: int) -> Any:
    holder = current()
    if not is_known(holder):
        return redirect(url_for("respond.raised"), HTTPStatus.SEE_OTHER)
    sent = request.form.get("worked", "")
    if sent not in set(Worked):
        return unchosen(holder, commitment_id), HTTPStatus.BAD_REQUEST
    about = request.form.get("about", "")[:LONGEST_MONTH]
    try:
        say_whether_it_worked(
            db.session,
            judgement=Judgement(commitment_id, about, Worked(sent)),
            person_id=recipient(holder.invitation),
            round_=holder.round,
            now=now(),
        )
    except Conflict as error:
        return raised_page(holder, {"main": str(error)}), error.status
    db.session.commit()
    return redirect(url_for("respond.raised", saved="yes"), HTTPStatus.SEE_OTHER)


def unchosen(holder: Answering, commitment_id: int) -> str:
    """The page again, for a question that is theirs; NotFound for any other."""
    if commitment_id not in {each.commitment.id for each in asked_of_them(holder)}:
        raise NotFound(gettext("There is no such question for you."))
    return raised_page(holder, {f"worked-{commitment_id}": gettext(CHOOSE)})


def asked_of_them(holder: Answering) -> list[Raised]:
    """What this person is asked about; nothing in a browser that is not known for them."""
    if not is_known(holder):
        return []
    return asked_whether_it_worked(db.session, recipient(holder.invitation), holder.round)


def raised_page(holder: Answering, errors: Mapping[str, str]) -> str:
    return render_template(
        "respond/raised.html",
        holder=holder,
        raised=asked_of_them(holder),
        saved=request.args.get("saved") if not errors else None,
        errors=errors,
    )


@respond.app_template_global()
def whether_it_worked() -> list[tuple[str, str]]:
    """What can be answered, in the language that is spoken."""
    return [(answer.value, gettext(words)) for answer, words in ANSWERS.items()]
