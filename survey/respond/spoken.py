"""The record of a conversation as its speaker reads it: its state, and the passages in it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from questionnaires.expanded import ExpandedQuestionnaire, ExpandedSection
from survey.clock import london_date
from survey.extensions import db
from survey.forms.review import Line, Review, permission_label
from survey.language import gettext
from survey.models import Comment, Interview, Mode, Record
from survey.queries.invitations import Answering
from survey.queries.organisation import read_back_days
from survey.queries.records import interview_of, passages_of

# Between a section's id and a number in the name of what was said in it.
PASSAGE = "-passage-"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A conversation that counts: when it was held, its passages, and a sentence on its state."""

    interview: Interview
    record: Record
    passages: tuple[Comment, ...]
    sentence: str

    @property
    def can_be_confirmed(self) -> bool:
        return self.interview.confirmed_at is None


def spoken_of(holder: Answering, now: datetime) -> Spoken | None:
    """What a facilitator wrote down of them, None where what counts is no conversation."""
    standing = holder.standing
    if standing is None or standing.mode is not Mode.INTERVIEW:
        return None
    interview = interview_of(db.session, standing.id or 0)
    if interview is None:
        return None
    days = read_back_days(db.session)
    record = interview.record(days, now)
    passages = tuple(passages_of(db.session, standing.id or 0))
    return Spoken(interview, record, passages, sentence(interview, record, days))


def sentence(interview: Interview, record: Record, days: int) -> str:
    """What the record is worth, to whoever it is the record of."""
    confirmed, sent = interview.confirmed_at, interview.read_back_at
    if record is Record.CORRECTED and confirmed:
        return gettext("You corrected it on %(day)s.") % {"day": london_date(confirmed)}
    if record is Record.CONFIRMED and confirmed:
        return gettext("You confirmed it on %(day)s.") % {"day": london_date(confirmed)}
    if sent is None:
        return gettext("You have not confirmed it yet. Until you do, none of it is quoted.")
    settles = london_date(sent + timedelta(days=days))
    words = gettext(
        "You have not confirmed it yet. Until you do, none of it is quoted. If we hear nothing "
        "until %(day)s, your scores count as not contradicted."
    )
    if record is Record.NOT_CONTRADICTED:
        words = gettext(
            "You have not confirmed it. Your scores count as not contradicted since %(day)s; none "
            "of what you said is quoted until you confirm it."
        )
    return words % {"day": settles}


def with_passages(
    expanded: ExpandedQuestionnaire, reviews: Iterable[Review], passages: Iterable[Comment]
) -> list[Review]:
    """`reviews` with what was said in each section, in the order of asking.

    A passage of no section, or of one that this person is not asked, stands under the last.
    """
    found = {each.section.id: each for each in reviews}
    numbers: dict[str, int] = {}
    for passage in passages:
        section = section_of(expanded, passage)
        page = next(each.id for each in expanded.pages if section in each.sections)
        review = found.get(section.id, Review(section, (), page))
        number = numbers[section.id] = numbers.get(section.id, 0) + 1
        line = line_of(expanded, passage, number)
        found[section.id] = replace(review, lines=(*review.lines, line))
    return [found[each.id] for each in expanded.sections if each.id in found]


def section_of(expanded: ExpandedQuestionnaire, passage: Comment) -> ExpandedSection:
    name = passage.field.partition(PASSAGE)[0]
    return next((each for each in expanded.sections if each.id == name), expanded.sections[-1])


def line_of(expanded: ExpandedQuestionnaire, passage: Comment, number: int) -> Line:
    """The passage with the `number` that it has in its section."""
    key = gettext("What you said, passage %(number)s") % {"number": number}
    allowed = permission_label(expanded, passage.permission.value)
    return Line(passage.field, key, allowed, words=passage.text)
