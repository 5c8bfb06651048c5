"""What one said before, quietly beside each score: only for whoever wishes it, in a browser that
is known, and always as words. A personal mailbox is read by assistants too.
"""

from http import HTTPStatus
from typing import Any

from flask import redirect, request, url_for

from questionnaires.expanded import ExpandedQuestionnaire, Field, Page
from survey.actions.show_last import show_last
from survey.clock import month_words, now
from survey.extensions import db
from survey.language import gettext, marked
from survey.queries.invitations import Answering
from survey.queries.recipients import recipient
from survey.queries.rounds import questionnaire
from survey.queries.said_before import Said, said_before
from survey.respond.guard import asked, current, respond
from survey.respond.known import is_known

# By whether it was the month right before, and whether a score was given.
WORDS = {
    (True, True): marked("Last month you said %(answer)s"),
    (True, False): marked("Last month you said: %(answer)s"),
    (False, True): marked("In %(month)s you said %(answer)s"),
    (False, False): marked("In %(month)s you said: %(answer)s"),
}


@respond.post("/respond/last-month")
def last_month() -> Any:
    holder = current()
    wanted = request.form.get("show") == "yes"
    show_last(db.session, invitation=holder.invitation, wanted=wanted, now=now())
    db.session.commit()
    return redirect(url_for("respond.tasks"), HTTPStatus.SEE_OTHER)


def said_last(holder: Answering, page: Page) -> dict[str, str]:
    """{field name: 'Last month you said 2'}; empty for who does not wish it or is not known."""
    if not holder.shows_last or not is_known(holder):
        return {}
    scores: dict[tuple[str, str], Field] = {
        (field.item or "", field.question.measure or ""): field
        for field in page.fields
        if field.question.kind == "score"
    }
    items = {item for item, _ in scores}
    month = holder.round.month
    answers = said_before(db.session, recipient(holder.invitation), month, items) if items else []
    found = {}
    for said in answers:
        field = scores.get((said.item, said.measure))
        if field is not None and same_scale(field, said):
            found[field.name] = sentence(asked(holder), month, said)
    return found


def same_scale(field: Field, said: Said) -> bool:
    """Whether the earlier answer was given on the scale that is asked now."""
    earlier = questionnaire(db.session, said.questionnaire_sha256)
    return any(
        other.question.scale == field.question.scale
        for other in earlier.fields
        if (other.item or "", other.question.measure) == (said.item, said.measure)
    )


def sentence(expanded: ExpandedQuestionnaire, month: str, said: Said) -> str:
    """'Last month you said 2', or 'In May 2018 you said: Too early to judge'."""
    labels = {view.id: view.label for view in expanded.no_views}
    last = number(month) - number(said.month) == 1
    words = WORDS[last, said.no_view is None]
    return gettext(words) % {
        "month": month_words(said.month),
        "answer": said.score if said.no_view is None else labels.get(said.no_view, said.no_view),
    }


def number(month: str) -> int:
    """'2018-07' as a count of months."""
    return 12 * int(month[:4]) + int(month[5:])
