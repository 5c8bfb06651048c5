"""One comment at a time: its words, and the codes to choose. All of it works without scripts."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey.access.accounts import actor
from survey.actions.code_comment import Found, code_comment
from survey.actions.codebook.add_code import add_code
from survey.actions.codebook.rules import known_family
from survey.actions.codebook.step import Step
from survey.analyse.blueprint import analyse
from survey.analyse.desk import Sent, desk, numbers
from survey.analyse.looking import record_looking
from survey.analyse.places import items_of
from survey.clock import now
from survey.errors import Gone, NotFound, SurveyError
from survey.extensions import db
from survey.queries.to_code import (
    Part,
    ToCode,
    before_in_queue,
    comment_to_code,
    next_to_code,
)

PART = ("month", "theme")
SITTING = "coding"


@analyse.get("/coding/")
def coding() -> ResponseReturnValue:
    after = max(numbers([request.args.get("after", "")]), default=0)
    comment = next_to_code(db.session, part_asked(), after=after)
    if comment is None:
        return render_template("analyse/coded.html", part=part_sent(), after=after)
    return coding_page(comment)


@analyse.get("/coding/<int:comment_id>")
def code_one(comment_id: int) -> ResponseReturnValue:
    return coding_page(counted(comment_id))


@analyse.get("/coding/<int:comment_id>/before")
def code_before(comment_id: int) -> ResponseReturnValue:
    """Leaf back to what stands before the comment, coded or not."""
    before = before_in_queue(db.session, part_asked(), comment_id)
    if before is None:
        return redirect(within("analyse.code_one", comment_id=comment_id))
    return redirect(within("analyse.code_one", comment_id=before))


@analyse.post("/coding/<int:comment_id>")
def save_coding(comment_id: int) -> ResponseReturnValue:
    sent = Sent.of(request.form)
    try:
        leads_to = added(comment_id, sent) if sent.then == "add" else coded(comment_id, sent)
    except (NotFound, Gone):
        raise
    except SurveyError as error:
        db.session.rollback()
        field = "new-name" if sent.then == "add" else "codes"
        return coding_page(counted(comment_id), sent, {field: str(error)}), error.status
    db.session.commit()
    return redirect(leads_to, 303)


def coded(comment_id: int, sent: Sent) -> str:
    refuse_unclear(sent)
    code_comment(
        db.session,
        comment_id=comment_id,
        found=Found(sent.chosen, sent.seen),
        actor=actor(),
        now=now(),
    )
    return within("analyse.coding", after=comment_id)


def added(comment_id: int, sent: Sent) -> str:
    """A code that is added is chosen beside the others, and the comment stays where it is."""
    made = add_code(
        db.session,
        Step(sent.version, actor(), now()),
        family=known_family(sent.new.family),
        name=sent.new.name,
        meaning=sent.new.meaning,
    )
    chosen = ",".join(map(str, sorted({*sent.chosen, made.id or 0})))
    return within("analyse.code_one", comment_id=comment_id, chosen=chosen)


def refuse_unclear(sent: Sent) -> None:
    if sent.strange:
        raise SurveyError("The codebook has no such code; choose among those that are offered.")
    if sent.new.name:
        raise SurveyError(
            f"The new code '{sent.new.name}' is not added yet: add it, or empty its box."
        )
    if sent.then == "nothing" and sent.chosen:
        raise SurveyError("You have chosen codes: save them, or take their ticks away first.")
    if sent.then != "nothing" and not sent.chosen:
        raise SurveyError("Choose at least one code, or say that there is nothing to code.")


def counted(comment_id: int) -> ToCode:
    """The comment; NotFound where there is none, Gone where a later answer has replaced it."""
    comment = comment_to_code(db.session, comment_id)
    if comment is None:
        raise NotFound("There is no such comment.")
    if not comment.counts:
        raise Gone(
            "These words were taken back or changed by their speaker. What they say now waits "
            "in the queue."
        )
    return comment


def coding_page(
    comment: ToCode, sent: Sent | None = None, errors: dict[str, str] | None = None
) -> str:
    chosen = numbers(request.args.get("chosen", "").split(","))
    page = render_template(
        "analyse/coding.html",
        desk=desk(comment, sent, chosen),
        part=part_sent(),
        errors=errors or {},
    )
    if not errors:
        record_looking(SITTING)
    return page


def within(endpoint: str, **values: str | int) -> str:
    """The address of `endpoint`, within the part of the queue that is gone through."""
    parts: dict[str, Any] = {**values, **part_sent()}
    return url_for(endpoint, **parts)


def part_sent() -> dict[str, str]:
    """Month and theme of the part of the queue that is gone through, as the address has them."""
    return {name: request.args[name] for name in PART if request.args.get(name)}


def part_asked() -> Part:
    asked = part_sent()
    return Part(asked.get("month", ""), items_of(asked.get("theme", "")))
