"""What panel, plan and questionnaires say, for whoever looks for names and posts in comments."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session, col, select

from questionnaires.expanded import ExpandedQuestionnaire
from survey.models import Aim, Person, Seat, Theme, User
from survey.queries.organisation import organisation
from survey.queries.rounds import frozen_in_use


@dataclass(frozen=True, slots=True)
class TellingWords:
    """Roles, bodies and addresses of the panel, names and addresses of staff, and plain texts.

    `texts` are what the plan and the questionnaires say in whole sentences.
    """

    roles: frozenset[str]
    bodies: frozenset[str]
    addresses: frozenset[str]
    staff: frozenset[str]
    texts: tuple[str, ...]
    organisation: str


def telling_words(session: Session) -> TellingWords:
    seats = session.exec(select(Seat.role, Seat.organisation)).all()
    leads = session.exec(select(Aim.lead).where(col(Aim.lead) != "").distinct()).all()
    accounts = session.exec(select(User.email, User.name)).all()
    standing = organisation(session)
    return TellingWords(
        roles=frozenset({role for role, _ in seats}.union(leads)),
        bodies=frozenset(body for _, body in seats if body),
        addresses=frozenset({email for email, _ in accounts}.union(_addresses(session))),
        staff=frozenset(name for _, name in accounts),
        texts=(*_plan(session), *_asked(session)),
        organisation=standing.name if standing else "",
    )


def _addresses(session: Session) -> Iterator[str]:
    yield from session.exec(select(Person.email))


def _plan(session: Session) -> Iterator[str]:
    yield from session.exec(select(Theme.name))
    query = select(Aim.aim, Aim.background, Aim.required_action, Aim.output)
    for texts in session.exec(query):
        yield from texts


def _asked(session: Session) -> Iterator[str]:
    for expanded in frozen_in_use(session):
        yield from _words(expanded)


def _words(expanded: ExpandedQuestionnaire) -> Iterator[str]:
    for scale in expanded.scales:
        yield from (point.label for point in scale.points)
    for section in expanded.sections:
        yield section.title
        yield from section.prompts
        yield from (question.stem for question in section.questions)
