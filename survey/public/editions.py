"""Published files, byte for byte as they were stored."""

from functools import lru_cache

from flask import Blueprint, Response, current_app, request
from sqlmodel import Session

from analysis.periods import PeriodError, parse_period
from survey.actions.report_altered import report_altered
from survey.clock import now
from survey.documents.folder import edition_folder
from survey.errors import Altered, NotFound
from survey.extensions import db
from survey.public.shelf import Shelf
from survey.queries.publications import (
    StoredFile,
    latest_of_each,
    publications,
    stored_files,
)

CACHING = "public, max-age=300"
FILES = "<any('data.csv', 'summary.json'):name>"
NUMBER = "<int(min=1, max=9999):number>"


def add_to(public: Blueprint) -> None:
    for address, endpoint in (
        ("/publications/<period>/", "latest"),
        (f"/publications/<period>/{FILES}", "latest_file"),
        (f"/publications/<period>/editions/{NUMBER}/", "edition"),
        (f"/publications/<period>/editions/{NUMBER}/{FILES}", "edition_file"),
    ):
        public.add_url_rule(address, endpoint, published_file, methods=["GET"])


def published_file(period: str, number: int | None = None, name: str = "index.html") -> Response:
    """The file `name` of the latest edition, or of the one that is asked for."""
    ref = readable(period)
    files = stored_files(current_app.extensions["engine"], ref, number, name)
    if name not in files:
        raise NotFound(unpublished(db.session, ref, number))
    packed = files.get(f"{name}.gz") if takes_gzip() else None
    return served(packed or files[name], ref)


def served(file: StoredFile, period: str) -> Response:
    content = verified(file, period)
    headers = [
        ("Content-Type", file.media_type),
        ("ETag", f'"{file.sha256}"'),
        ("Cache-Control", CACHING),
        ("Vary", "Accept-Encoding"),
    ]
    if file.name.endswith(".gz"):
        headers.append(("Content-Encoding", "gzip"))
    if file.name.startswith("data.csv"):
        headers.append(("Content-Disposition", f'attachment; filename="{csv_name(file, period)}"'))
    if "If-None-Match" in request.headers and request.if_none_match.contains_weak(file.sha256):
        return Response(status=304, headers=headers)
    return Response(content, headers=headers)


def csv_name(file: StoredFile, period: str) -> str:
    return f"temperature-take-{period}-edition-{file.number}.csv"


def verified(file: StoredFile, period: str) -> bytes:
    folder = edition_folder(current_app.extensions["settings"].editions_dir, period, file.number)
    try:
        return shelf().content(f"{folder}/{file.name}", file.sha256)
    except Altered:
        tell_manager(f"edition {period}/{file.number}, {file.name}")
        raise


def tell_manager(subject: str) -> None:
    """Record it, in a transaction that may write: the request's own may only read."""
    db.session.rollback()
    engine = current_app.extensions["engine"].execution_options(immediate=True)
    with Session(engine) as session:
        if report_altered(session, subject=subject, now=now()):
            session.commit()


def shelf() -> Shelf:
    kept: Shelf = current_app.extensions.setdefault("shelf", Shelf())
    return kept


def takes_gzip() -> bool:
    accepted = request.headers.get("Accept-Encoding", "")
    if ";" in accepted:  # it may say that it takes none: 'gzip;q=0'
        return request.accept_encodings["gzip"] > 0
    return "gzip" in accepted


@lru_cache(maxsize=256)
def readable(period: str) -> str:
    try:
        return parse_period(period).ref
    except PeriodError as error:
        raise NotFound(str(error)) from error


def unpublished(session: Session, period: str, number: int | None) -> str:
    """What is published instead, in a sentence."""
    label = parse_period(period).label
    found = publications(session)
    numbers = [each.number for each in reversed(found) if each.period == period]
    if numbers:
        listed = ", ".join(str(each) for each in numbers)
        return f"{label} has no edition {number}; published of it: {listed}."
    periods = "; ".join(f"{each.label} ({each.period})" for each in latest_of_each(found))
    instead = f"Published so far: {periods}." if periods else "Nothing is published yet."
    return f"Nothing is published for {label}. {instead}"
