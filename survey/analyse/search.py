"""Looking for words in all that was said."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from flask import render_template, request
from flask.typing import ResponseReturnValue

from survey.analyse.blueprint import analyse
from survey.analyse.desk import numbers
from survey.analyse.excerpt import Piece, excerpt
from survey.analyse.looking import record_looking
from survey.analyse.places import (
    AS_A_WHOLE,
    KINDS,
    NO_THEME,
    Place,
    items_of,
    permission_label,
    place,
)
from survey.clock import month_words
from survey.extensions import db
from survey.forms.paging import page_asked, pages
from survey.forms.text import readable
from survey.models import Code, CommentKind, Permission, ThemeKind
from survey.queries.codebook import all_codes
from survey.queries.plan import themes
from survey.queries.rounds import months_with_rounds
from survey.queries.search import MOST, Found, Hit, Wanted, found, hits
from survey.queries.to_code import codings_of
from survey.queries.words_index import asked_of_index, too_common

LOOKING = "search"
SIZE, MOST_TYPED = 50, 200
FILTERS = ("q", "month", "theme", "code", "kind", "permission")
PERMISSIONS = {
    Permission.TEAM: "The panel team only",
    Permission.INTERNAL: "Internal, not quoted",
    Permission.UNATTRIBUTED: "Publish unattributed",
    Permission.BLOCK: "Publish with my block",
}
Options = list[tuple[str, str]]
Chosen = TypeVar("Chosen", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Line:
    """A comment that was found, as it is shown."""

    hit: Hit
    pieces: tuple[Piece, ...]
    place: Place
    kind: str
    permission: str
    codes: tuple[Code, ...]


@analyse.get("/search")
def search() -> ResponseReturnValue:
    typed = typed_filters()
    problem = why_not(typed)
    wanted = wanted_by(typed)
    result = found(db.session, wanted) if typed and not problem else Found()
    sheet = pages(page_asked(), len(result.ids), SIZE)
    page = render_template(
        "analyse/search.html",
        typed=typed,
        options=options(),
        problem=problem,
        found=result,
        most=MOST,
        pages=sheet,
        query=f"{urlencode(typed)}&" if typed else "",
        lines=lines_of(hits(db.session, wanted, result.ids[sheet.first - 1 : sheet.last])),
    )
    if result.ids:
        record_looking(LOOKING)
    return page


def typed_filters() -> dict[str, str]:
    """What the address asks for, without what is empty."""
    given = {name: readable(request.args.get(name, "")).strip() for name in FILTERS}
    return {name: text for name, text in given.items() if text}


def why_not(typed: dict[str, str]) -> str:
    """Why nothing can be looked for, in a sentence; empty where it can."""
    words = typed.get("q", "")
    if len(words) > MOST_TYPED:
        return f"Look for {MOST_TYPED} characters at most: a few words find more than many."
    asked = asked_of_index(words)
    if words and not asked:
        return "Signs alone cannot be looked for: write a word."
    if asked and too_common(db.session, asked):
        return "These words are in nearly everything that is said: add one that is not."
    return ""


def wanted_by(typed: dict[str, str]) -> Wanted:
    """A filter that names nothing there is finds nothing."""
    code = typed.get("code", "")
    return Wanted(
        words=typed.get("q", ""),
        month=typed.get("month", ""),
        items=items_of(typed.get("theme", "")),
        code_id=max(numbers([code]), default=0) if code else None,
        kind=chosen(CommentKind, typed.get("kind", "")),
        permission=chosen(Permission, typed.get("permission", "")),
    )


def chosen(values: type[Chosen], name: str) -> Chosen | None:
    return values(name) if name in set(values) else None


def options() -> dict[str, Options]:
    """What each filter offers, the first being everything."""
    plan = themes(db.session, ThemeKind.GOVERNANCE)
    months = months_with_rounds(db.session)
    return {
        "month": [("", "All months"), *((each, month_words(each)) for each in reversed(months))],
        "theme": [
            ("", "All themes"),
            *((theme.ref, theme.name) for theme in plan),
            (NO_THEME, AS_A_WHOLE),
        ],
        "code": [
            ("", "All codes"),
            *((str(code.id), code_name(code)) for code in all_codes(db.session)),
        ],
        "kind": [("", "All kinds"), *((kind.value, name) for kind, name in KINDS.items())],
        "permission": [
            ("", "All permissions"),
            *((each.value, name) for each, name in PERMISSIONS.items()),
        ],
    }


def code_name(code: Code) -> str:
    return code.name if code.until is None else f"{code.name} (left the codebook)"


def lines_of(found: Iterable[Hit]) -> list[Line]:
    shown = list(found)
    codes = codings_of(db.session, [hit.id for hit in shown]) if shown else {}
    return [
        Line(
            hit,
            excerpt(hit.pieces),
            place(hit.asked, hit.item, hit.field),
            KINDS[hit.kind],
            permission_label(hit.asked, hit.permission.value),
            tuple(codes.get(hit.id, ())),
        )
        for hit in shown
    ]
