"""The second person: a publisher reads quotes as readers will, without what was taken out."""

from dataclasses import dataclass
from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from analysis.disclosure.thresholds import LOWEST_SAID
from survey.access.accounts import actor
from survey.actions.place_quotes import block_in
from survey.actions.redact_quote import fingerprint
from survey.actions.redacting.finding import pieces
from survey.actions.redacting.found import Piece
from survey.actions.redacting.known import Known
from survey.actions.redacting.panel_and_plan import known
from survey.actions.sign_quote import OWN, sign_quote
from survey.actions.withdraw_quote import WORDS, Why, withdraw_quote
from survey.clock import now
from survey.extensions import db
from survey.models import GroupBlock, Permission, Quote, Theme
from survey.publish.blueprint import publish
from survey.queries.groups import blocks_of_groups
from survey.queries.plan import themes
from survey.queries.quotable import Spoken, redacted, spoken_of

QUOTE = "/quotes/<int(max=2147483647):quote_id>"
AS_A_WHOLE = "The plan as a whole"


@dataclass(frozen=True, slots=True)
class Read:
    """A quote as a publisher reads it: no original, no month, no speaker.

    `attributed` says in a sentence how; `own` why this account cannot sign it, or is empty.
    """

    quote: Quote
    pieces: list[Piece]
    theme: str
    attributed: str
    seen: str
    own: str


@publish.get("/quotes/")
def quotes() -> ResponseReturnValue:
    return quotes_page({})


@publish.post(f"{QUOTE}/sign")
def sign_quote_now(quote_id: int) -> ResponseReturnValue:
    said = spoken_of(db.session, quote_id, locked=True)
    seen = request.form.get("seen", "")
    sign_quote(db.session, said=said, seen=seen, actor=actor(), now=now())
    db.session.commit()
    return redirect(url_for("publish.quotes"), HTTPStatus.SEE_OTHER)


@publish.post(f"{QUOTE}/withdraw")
def withdraw_quote_now(quote_id: int) -> ResponseReturnValue:
    why = request.form.get("why", "")
    said = spoken_of(db.session, quote_id, locked=True)
    if why not in set(Why):
        wrong = {f"why-{quote_id}": "Choose why the signature is taken back"}
        return quotes_page(wrong), HTTPStatus.BAD_REQUEST
    withdraw_quote(db.session, said=said, why=Why(why), actor=actor(), now=now())
    db.session.commit()
    return redirect(url_for("publish.quotes"), HTTPStatus.SEE_OTHER)


def quotes_page(errors: dict[str, str]) -> str:
    blocks, told = blocks_of_groups(db.session), known(db.session)
    named = {theme.ref: theme for theme in themes(db.session)}
    found = [
        read(each, each.quote, told, named, blocks)
        for each in redacted(db.session)
        if each.quote and not each.obstacle
    ]
    return render_template(
        "publish/quotes.html",
        waiting=sorted((r for r in found if not r.quote.signed_by), key=lambda r: bool(r.own)),
        signed=[r for r in found if r.quote.signed_by],
        errors=errors,
        reasons=[("", "Choose a reason"), *((why.value, words) for why, words in WORDS.items())],
    )


def read(
    said: Spoken,
    quote: Quote,
    told: Known,
    named: dict[str, Theme],
    blocks: dict[int, list[GroupBlock]],
) -> Read:
    theme = named.get(said.comment.item)
    return Read(
        quote,
        pieces(quote.words, told),
        theme.name if theme else said.comment.item or AS_A_WHOLE,
        attributed(said, blocks.get(said.group_id, [])),
        fingerprint(quote),
        OWN if quote.redacted_by == actor() else "",
    )


def attributed(said: Spoken, blocks: list[GroupBlock]) -> str:
    names = {each.block: each.block_name for each in blocks}
    block = block_in(blocks, said.month)
    if said.comment.permission is not Permission.BLOCK or block is None:
        return "A member of the panel"
    enough = f"if at least {LOWEST_SAID} of its people count"
    return f"{names[block]}, {enough}; else a member of the panel"
