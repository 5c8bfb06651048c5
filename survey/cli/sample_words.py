"""What the demonstration's team makes of the simulated panel's words: codes and signed quotes.

The words are made up and about nothing private, so that they can be cleared without being read.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from analysis.simulated_plan import TRENDS, WORDS, Tone
from survey.actions.add_demo_accounts import address_of
from survey.actions.clear_of_exempt import clear_of_exempt
from survey.actions.code_comment import Found, code_comment
from survey.actions.codebook.add_code import add_code
from survey.actions.codebook.add_themes import add_themes
from survey.actions.codebook.step import Step
from survey.actions.redact_quote import Unseen, fingerprint, redact_quote
from survey.actions.redacting.panel_and_plan import known
from survey.actions.sign_quote import sign_quote
from survey.models import Code, CodeFamily, RoleName
from survey.queries.codebook import latest_version, standing_codes
from survey.queries.leave_to_quote import MAY_CONCERN_EXEMPT
from survey.queries.quotable import Spoken, offered, spoken
from survey.queries.to_code import next_to_code

ANALYST, PUBLISHER = address_of(RoleName.ANALYST), address_of(RoleName.PUBLISHER)
QUOTES_OF_A_THEME = 2
FAMILIES: dict[Tone, CodeFamily] = {
    "low": CodeFamily.CONCERN,
    "middle": CodeFamily.SUGGESTION,
    "high": CodeFamily.PRAISE,
}
# By what the simulated sentences are about: the concern in them, and what is praised.
NAMES = {
    "politics": ("Business comes late", "Decisions can be traced"),
    "culture": ("Bad news travels slowly", "Problems are told early"),
    "managers": ("Too many interim managers", "Managers who stay and answer"),
    "finance": ("Savings that are one-off", "Figures that agree"),
    "policies": ("Strategies that stay drafts", "Consulting who is seldom asked"),
    "partnerships": ("Partners hear last", "Outcomes shared with partners"),
    "communications": ("Staff read it in the press", "Papers early and plain"),
    "plan": ("More reporting than doing", "Open about what does not work"),
}
SAID: dict[str, tuple[str, Tone]] = {
    text: (topic, tone)
    for topic, tones in WORDS.items()
    for tone, texts in tones.items()
    for text in texts
}


def begin_codebook(session: Session, now: datetime) -> None:
    """The plan's themes, and a concern and a praise for each topic."""
    add_themes(session, step(session, now))
    for concern, praise in NAMES.values():
        add_code(session, step(session, now), family=CodeFamily.CONCERN, name=concern)
        add_code(session, step(session, now), family=CodeFamily.PRAISE, name=praise)


def step(session: Session, now: datetime) -> Step:
    return Step(latest_version(session).number, ANALYST, now)


def code_words(session: Session, now: datetime) -> None:
    """Code all that waits: by its theme, and by what its sentence was made up to say."""
    codes = {(code.family, code.name): code for code in standing_codes(session)}
    while (said := next_to_code(session)) is not None:
        chosen = frozenset(code.id or 0 for code in codes_of(said.item, said.text, codes))
        code_comment(
            session,
            comment_id=said.id,
            found=Found(chosen, frozenset()),
            actor=ANALYST,
            now=now,
        )


def codes_of(item: str, text: str, codes: dict[tuple[CodeFamily, str], Code]) -> Iterable[Code]:
    topic, tone = SAID[text]
    if tone == "middle":
        yield codes[CodeFamily.SUGGESTION, "Suggestion"]
    else:
        concern, praise = NAMES[topic]
        yield codes[FAMILIES[tone], concern if tone == "low" else praise]
    for code in codes.values():
        if item in TRENDS and code.meaning == f"Theme {item} of the plan":
            yield code


def code_named(session: Session, name: str) -> Code:
    return next(code for code in standing_codes(session) if code.name == name)


def quote_words(session: Session, months: Iterable[str], now: datetime) -> None:
    """Redact and sign a few quotes on each theme, each sentence once."""
    texts: set[str] = set()
    on_theme: dict[str, int] = {}
    for month in months:
        for said in offered(session, month):
            item = said.comment.item
            if said.comment.text in texts or on_theme.get(item, 0) == QUOTES_OF_A_THEME:
                continue
            if quoted(session, said, now):
                texts.add(said.comment.text)
                on_theme[item] = on_theme.get(item, 0) + 1


def quoted(session: Session, said: Spoken, now: datetime) -> bool:
    """Whether the comment became a quote: not where anything in it may tell who spoke."""
    if said.obstacle == MAY_CONCERN_EXEMPT:
        clear_of_exempt(session, comment=said.comment, actor=ANALYST, now=now)
        said = spoken(session, said.comment.id or 0)
    if said.obstacle:
        return False
    try:
        quote = redact_quote(
            session,
            said=said,
            words=said.comment.text,
            stays=(),
            seen=fingerprint(None),
            known=known(session),
            actor=ANALYST,
            now=now,
        )
    except Unseen:
        return False
    said = spoken(session, said.comment.id or 0)
    sign_quote(session, said=said, seen=fingerprint(quote), actor=PUBLISHER, now=now)
    return True
