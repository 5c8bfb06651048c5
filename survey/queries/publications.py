"""What visitors read of editions: single columns, never a payload, except on the front page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import Session, col, or_, select

from analysis.periods import parse_period
from survey.models import Edition, EditionFile, EditionState


@dataclass(frozen=True, slots=True)
class Publication:
    """An edition that anybody may read."""

    period: str
    number: int
    published_at: datetime

    @property
    def label(self) -> str:
        return parse_period(self.period).label


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A published file as the database knows it; `number` is its edition's."""

    edition_id: int
    number: int
    edition_sha256: str
    name: str
    media_type: str
    sha256: str


# Made once: a published page is asked for more often than anything else.
FILES = (
    select(  # type: ignore[call-overload]  # SQLModel types up to four columns
        Edition.id,
        Edition.number,
        Edition.sha256,
        EditionFile.name,
        EditionFile.media_type,
        EditionFile.sha256,
    )
    .join(EditionFile, col(EditionFile.edition_id) == Edition.id)
    .where(
        Edition.period == bindparam("period"),
        Edition.state == EditionState.PUBLISHED,
        or_(EditionFile.name == bindparam("plain"), EditionFile.name == bindparam("packed")),
    )
    .order_by(col(Edition.number).desc())
    .limit(2)
)
FILES_OF_EDITION = FILES.where(Edition.number == bindparam("number"))


def stored_files(
    session: Session, period: str, number: int | None, name: str
) -> dict[str, StoredFile]:
    """The file `name` and its packed form `name.gz`, of one edition or of the latest, by name."""
    asked = {"period": period, "plain": name, "packed": f"{name}.gz"}
    if number is None:
        found = session.connection().execute(FILES, asked)
    else:
        found = session.connection().execute(FILES_OF_EDITION, {**asked, "number": number})
    files = [StoredFile(*row) for row in found]
    return {file.name: file for file in files if file.number == files[0].number}


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
