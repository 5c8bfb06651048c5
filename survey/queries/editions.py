from sqlmodel import Session, col, select

from analysis.periods import Period
from survey.errors import NotFound
from survey.models import Edition, EditionFile, EditionState, Round, RoundState


def round_states(session: Session, period: Period) -> dict[str, RoundState]:
    """The state of every round that the period's months have."""
    query = select(Round.month, Round.state).where(col(Round.month).in_(period.months))
    return dict(session.exec(query.order_by(Round.month)).all())


def closed_months(session: Session) -> list[str]:
    query = select(Round.month).where(Round.state == RoundState.CLOSED)
    return list(session.exec(query.order_by(Round.month)))


def editions(session: Session) -> list[Edition]:
    """Every edition, published or not, the latest period first."""
    query = select(Edition).order_by(col(Edition.period).desc(), col(Edition.number).desc())
    return list(session.exec(query))


def edition_by_id(session: Session, edition_id: int) -> Edition:
    found = session.get(Edition, edition_id)
    if found is None:
        raise NotFound("There is no such edition.")
    return found


def editions_of(session: Session, period: str) -> list[Edition]:
    query = select(Edition).where(Edition.period == period)
    return list(session.exec(query.order_by(col(Edition.number).desc())))


def latest_published(session: Session) -> list[Edition]:
    """The latest published edition of each period, the earliest period first."""
    query = select(Edition).where(Edition.state == EditionState.PUBLISHED)
    found = session.exec(query.order_by(col(Edition.period), col(Edition.number)))
    return list({edition.period: edition for edition in found}.values())


def published(session: Session, period: str, number: int | None = None) -> Edition | None:
    """A published edition of `period`: the one with `number`, else the latest."""
    query = select(Edition).where(Edition.period == period, Edition.state == EditionState.PUBLISHED)
    if number is not None:
        query = query.where(Edition.number == number)
    return session.exec(query.order_by(col(Edition.number).desc())).first()


def edition_file(session: Session, edition_id: int, name: str) -> EditionFile | None:
    query = select(EditionFile).where(
        EditionFile.edition_id == edition_id, EditionFile.name == name
    )
    return session.exec(query).first()
