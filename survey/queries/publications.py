"""What visitors read of editions: single columns, never a payload, except on the front page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, String, bindparam, type_coerce
from sqlmodel import Session, col, or_, select

from analysis.periods import parse_period
from survey.models import Edition, EditionFile, EditionState
from survey.queries.lookup import Lookup


@dataclass(frozen=True, slots=True)
class Publication:
    """An edition that anybody may read."""

    period: str
    number: int
    published_at: datetime

    @property
    def label(self) -> str:
        return parse_period(self.period).label


@dataclass(slots=True)
class StoredFile:
    """A published file as the database knows it; `number` is its edition's."""

    number: int
    name: str
    media_type: str
    sha256: str


# Made once: a published page is asked for more often than anything else.
FILES = (
    select(Edition.number, EditionFile.name, EditionFile.media_type, EditionFile.sha256)
    .join(EditionFile, col(EditionFile.edition_id) == Edition.id)
    .where(
        Edition.period == bindparam("period"),
        type_coerce(col(Edition.state), String) == EditionState.PUBLISHED.value,
        or_(EditionFile.name == bindparam("plain"), EditionFile.name == bindparam("packed")),
    )
    .order_by(col(Edition.number).desc())
    .limit(2)
)
LATEST = Lookup(FILES)
NUMBERED = Lookup(FILES.where(Edition.number == bindparam("number")))


def stored_files(
    engine: Engine, period: str, number: int | None, name: str
) -> dict[str, StoredFile]:
    """The file `name` and its packed form `name.gz`, of one edition or of the latest, by name."""
    asked: dict[str, object] = {"period": period, "plain": name, "packed": f"{name}.gz"}
    if number is None:
        rows = LATEST.rows(engine, asked)
    else:
        rows = NUMBERED.rows(engine, {**asked, "number": number})
    found = [StoredFile(*row) for row in rows]
    return {file.name: file for file in found if file.number == found[0].number}


def publications(session: Session) -> list[Publication]:
    """Every published edition, the latest period and its latest edition first."""
    query = (
        select(Edition.period, Edition.number, Edition.published_at)
        .where(Edition.state == EditionState.PUBLISHED)
        .order_by(col(Edition.period).desc(), col(Edition.number).desc())
    )
    return [Publication(*row) for row in session.execute(query)]


def latest_of_each(published: Sequence[Publication]) -> dict[Publication, list[Publication]]:
    """The latest edition of each period with its earlier editions, in the order given."""
    found: dict[str, list[Publication]] = {}
    for each in published:
        found.setdefault(each.period, []).append(each)
    return {editions[0]: editions[1:] for editions in found.values()}
