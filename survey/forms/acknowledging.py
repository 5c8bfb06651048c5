"""Early warnings as the manager and the analyst read them, and what they say comes of one."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlmodel import Session
from werkzeug.datastructures import MultiDict

from analysis import wording
from analysis.periods import parse_period
from analysis.warnings.words import about, advice, told
from questionnaires.answers import blank
from survey.actions.acknowledge_warning import MOST_WORDS
from survey.errors import SurveyError
from survey.forms.text import lines, readable
from survey.models import EarlyWarning
from survey.queries.warnings import ended_count, ended_warnings, kept, standing_warnings

ON_A_FRONT_PAGE = 3
ENDED_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Line:
    """A warning in words: `about` what ('Culture, progress', '' of the whole panel), what it
    `says`, and what to `do`. `seen` is when it was raised, as its form carries it.
    """

    id: int
    about: str
    says: str
    do: str
    period: str
    still_open: bool
    since: datetime
    seen: str
    ended_at: datetime | None
    acknowledged_by: str
    acknowledged_at: datetime | None
    words: str


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """What was typed about the warning called `id`, and what is wrong with it, in a sentence."""

    id: int = 0
    words: str = ""
    seen: datetime | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """Warnings that wait to be acknowledged, that are, and that have ended, `over` in all.

    On a front page `more` of those that wait are left to their own page.
    """

    waiting: tuple[Line, ...]
    acknowledged: tuple[Line, ...]
    ended: tuple[Line, ...] = ()
    over: int = 0
    more: int = 0
    typed: Acknowledgement = field(default_factory=Acknowledgement)

    @property
    def count(self) -> int:
        """How many wait."""
        return len(self.waiting) + self.more

    @property
    def by_period(self) -> dict[str, list[Line]]:
        """Those that wait, by the words for their period."""
        found: dict[str, list[Line]] = {}
        for each in self.waiting:
            found.setdefault(each.period, []).append(each)
        return found

    @property
    def errors(self) -> dict[str, str]:
        """{field id: sentence}; of a warning that no longer waits under its page's main part."""
        if not self.typed.error:
            return {}
        waits = any(each.id == self.typed.id for each in self.waiting)
        return {f"words-{self.typed.id}" if waits else "main": self.typed.error}


def open_warnings(session: Session) -> Board:
    """The gravest that wait, for a front page: one query."""
    waiting, acknowledged = divided(standing_warnings(session))
    shown = waiting[:ON_A_FRONT_PAGE]
    return Board(
        tuple(map(line, shown)), tuple(map(line, acknowledged)), more=len(waiting) - len(shown)
    )


def all_warnings(session: Session, typed: Acknowledgement | None = None) -> Board:
    """Every one that stands and those that ended last, with what was `typed` about one."""
    waiting, acknowledged = divided(standing_warnings(session))
    return Board(
        tuple(map(line, sorted(waiting, key=latest_first))),
        tuple(map(line, acknowledged)),
        tuple(map(line, ended_warnings(session, ENDED_SHOWN))),
        ended_count(session),
        typed=typed or Acknowledgement(),
    )


def divided(standing: Iterable[EarlyWarning]) -> tuple[list[EarlyWarning], list[EarlyWarning]]:
    """Those that wait, and those that somebody has acknowledged."""
    waiting: list[EarlyWarning] = []
    acknowledged: list[EarlyWarning] = []
    for each in standing:
        (waiting if each.acknowledged_at is None else acknowledged).append(each)
    return waiting, acknowledged


def latest_first(warning: EarlyWarning) -> tuple[int, int]:
    """By the last month of its period, the later first; of one month before the quarter's."""
    period = parse_period(warning.period)
    return -int(period.months[-1].replace("-", "")), len(period.months)


def line(warning: EarlyWarning) -> Line:
    found = kept(warning)
    place, says = about(found.raised, found.title), told(found.raised)
    return Line(
        id=warning.id or 0,
        about=place,
        says=says if place else wording.capitalised(says),
        do=advice(found.raised.kind),
        period=parse_period(warning.period).label,
        still_open=found.still_open,
        since=warning.raised_at,
        seen=warning.raised_at.isoformat(),
        ended_at=warning.ended_at,
        acknowledged_by=warning.acknowledged_by,
        acknowledged_at=warning.acknowledged_at,
        words=warning.words,
    )


def sent(warning_id: int, form: MultiDict[str, str]) -> Acknowledgement:
    """What a browser has sent about the warning, checked as far as that needs no database."""
    words = readable(lines(form.get(f"words-{warning_id}", ""))).strip()
    error = ""
    if blank(words):
        error = "Enter what comes of it"
    elif len(words) > MOST_WORDS:
        error = f"Shorten what comes of it to {MOST_WORDS} characters; it has {len(words):,}"
    return Acknowledgement(warning_id, words, moment(form.get("seen", "")), error)


def again(typed: Acknowledgement, error: SurveyError) -> Acknowledgement:
    """What was typed, with why it was not kept."""
    return replace(typed, error=str(error))


def moment(text: str) -> datetime | None:
    """The moment that a form carries; None where it carries none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
