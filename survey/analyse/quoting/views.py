from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from analysis.periods import month_label
from survey.access.accounts import actor
from survey.actions.clear_of_exempt import clear_of_exempt
from survey.actions.doubt_clear_of_exempt import doubt_clear_of_exempt
from survey.actions.record_event import record_event
from survey.actions.redact_quote import Unseen, fingerprint, redact_quote
from survey.actions.redacting.panel_and_plan import known
from survey.actions.sign_quote import OWN, sign_quote
from survey.actions.withdraw_quote import WORDS, Why, withdraw_quote
from survey.analyse.quoting.listing import by_section, section_of, standing
from survey.analyse.quoting.redaction import STAND_INS, Marked, Redaction
from survey.clock import now
from survey.errors import Conflict, NotFound, SurveyError
from survey.extensions import db
from survey.queries.leave_to_quote import MAY_CONCERN_EXEMPT
from survey.queries.quotable import Spoken, months_offering, offered, spoken
from survey.queries.quoting_editions import editions_holding
from survey.queries.rounds import questionnaire, round_by_month

COMMENT = "/<int(max=2147483647):comment_id>"

quoting = Blueprint("quoting", __name__, template_folder="templates", url_prefix="/analyse/quotes")


@quoting.get("/")
def quotes() -> ResponseReturnValue:
    """What may be quoted of one month, the latest unless another is asked for."""
    reader, months = actor(), months_offering(db.session)
    month = request.args.get("month", "") or next(iter(months), "")
    if month and month not in months:
        raise NotFound(
            "Nobody allows anything to be quoted in that month, or there is no such one."
        )
    themes = []
    if month:
        expanded = questionnaire(db.session, round_by_month(db.session, month).questionnaire_sha256)
        themes = by_section(expanded, offered(db.session, month))
    page = render_template(
        "quoting/quotes.html",
        months=months,
        month=month,
        month_label=month_label,
        themes=themes,
        standing=standing,
    )
    note_reading(reader, "comments to quote read", f"round {month}" if month else "quotes")
    return page


@quoting.get(COMMENT)
def quote(comment_id: int) -> ResponseReturnValue:
    reader, said = actor(), spoken(db.session, comment_id)
    page = quote_page(said, Redaction.begun(said))
    note_reading(reader, "comment read to quote", f"comment {comment_id}")
    return page


@quoting.post(COMMENT)
def redact(comment_id: int) -> ResponseReturnValue:
    form = Redaction.sent(request.form)
    said = spoken(db.session, comment_id, locked=True)
    try:
        redact_quote(
            db.session,
            said=said,
            words=form.words,
            stays=form.stays,
            seen=form.seen,
            known=known(db.session),
            actor=actor(),
            now=now(),
        )
    except SurveyError as error:
        db.session.rollback()
        return refused(spoken(db.session, comment_id), form, error), error.status
    db.session.commit()
    return back_to(comment_id)


@quoting.post(f"{COMMENT}/sign")
def sign(comment_id: int) -> ResponseReturnValue:
    said = spoken(db.session, comment_id, locked=True)
    seen = request.form.get("seen", "")
    sign_quote(db.session, said=said, seen=seen, actor=actor(), now=now())
    db.session.commit()
    return back_to(comment_id)


@quoting.post(f"{COMMENT}/withdraw")
def withdraw(comment_id: int) -> ResponseReturnValue:
    why = request.form.get("why", "")
    said = spoken(db.session, comment_id, locked=True)
    if why not in set(Why):
        form = Redaction.begun(said)
        form.errors["why"] = "Choose why the signature is taken back"
        return quote_page(said, form), HTTPStatus.BAD_REQUEST
    withdraw_quote(db.session, said=said, why=Why(why), actor=actor(), now=now())
    db.session.commit()
    return back_to(comment_id)


@quoting.post(f"{COMMENT}/clear")
def clear(comment_id: int) -> ResponseReturnValue:
    said = spoken(db.session, comment_id, locked=True)
    clear_of_exempt(db.session, comment=said.comment, actor=actor(), now=now())
    db.session.commit()
    return back_to(comment_id)


@quoting.post(f"{COMMENT}/doubt")
def doubt(comment_id: int) -> ResponseReturnValue:
    said = spoken(db.session, comment_id, locked=True)
    doubt_clear_of_exempt(db.session, comment=said.comment, actor=actor(), now=now())
    db.session.commit()
    return back_to(comment_id)


def refused(said: Spoken, form: Redaction, error: SurveyError) -> str:
    """The page as it was sent, with what is wrong; what somebody else wrote stands beside it."""
    form.errors["stays" if isinstance(error, Unseen) else "words"] = str(error)
    if isinstance(error, Conflict):
        form.seen = fingerprint(said.quote)
        return quote_page(said, form, theirs=said.quote.words if said.quote else "")
    return quote_page(said, form)


def quote_page(said: Spoken, form: Redaction, *, theirs: str = "") -> str:
    round_ = round_by_month(db.session, said.month)
    expanded = questionnaire(db.session, round_.questionnaire_sha256)
    quote = said.quote
    return render_template(
        "quoting/quote.html",
        said=said,
        form=form,
        errors=form.errors,
        theirs=theirs,
        marked=Marked.of(said, form.words, known(db.session)),
        label=month_label(said.month),
        theme=expanded.section(section_of(expanded, said)).title,
        permission={each.id: each for each in expanded.permissions}[said.comment.permission.value],
        standing=standing(said),
        may_concern_exempt=said.obstacle == MAY_CONCERN_EXEMPT,
        own=OWN if quote and quote.redacted_by == actor() else "",
        seen=fingerprint(quote),
        editions=editions_holding(db.session, quote.id or 0) if quote else [],
        stand_ins=STAND_INS,
        reasons=[("", "Choose a reason"), *((why.value, words) for why, words in WORDS.items())],
    )


def note_reading(reader: str, action: str, subject: str) -> None:
    """Looking is recorded, in a transaction of its own once everything is read."""
    db.session.rollback()  # SQLite refuses to write in a transaction that began by reading
    record_event(db.session, actor=reader, action=action, subject=subject, now=now())
    db.session.commit()


def back_to(comment_id: int) -> ResponseReturnValue:
    return redirect(url_for("quoting.quote", comment_id=comment_id), HTTPStatus.SEE_OTHER)
