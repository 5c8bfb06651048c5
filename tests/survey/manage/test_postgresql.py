"""The manager's pages, and what a reader is given, on a real PostgreSQL."""

from datetime import UTC, datetime

import pytest

from survey import create_app
from survey.config import Settings
from survey.extensions import db
from survey.models import Edition, EditionFile, EditionState, RoleName
from survey.queries.publications import stored_files
from tests.survey.accounts import browser
from tests.survey.house import add_council, open_july
from tests.survey.worker.test_postgresql import migrated, settings

__all__ = ["migrated", "settings"]

PAGES = (
    "",
    "calendar/",
    "calendar/2018-07",
    "conversations/",
    "events",
    "messages/",
    "messages/invitation",
    "plan/",
    "plan/ratings/2018-07",
    "rounds/2018-07/people/1",
    "rounds/2018-07/remind",
)
AT = datetime(2018, 10, 19, 9, 0, tzinfo=UTC)


@pytest.mark.usefixtures("migrated")
def test_every_room_of_the_manager_opens(settings: Settings) -> None:
    app = create_app(settings)
    with app.app_context():
        add_council(db.session)
        open_july(db.session)
        db.session.commit()
    manager = browser(app, RoleName.MANAGER)
    answers = {page: manager.get(f"/manage/{page}").status_code for page in PAGES}
    assert answers == dict.fromkeys(PAGES, 200)
    app.extensions["engine"].dispose()


@pytest.mark.usefixtures("migrated")
def test_a_published_file_is_found(settings: Settings) -> None:
    app = create_app(settings)
    with app.app_context():
        for number, state in ((1, EditionState.PUBLISHED), (2, EditionState.DRAFT)):
            edition = Edition(
                period="2018-19-q2", number=number, state=state, drafted_by="a", drafted_at=AT
            )
            db.session.add(edition)
            db.session.flush()
            db.session.add(
                EditionFile(
                    edition_id=edition.id or 0, name="index.html", media_type="text/html",
                    sha256=str(number), size=1,
                )
            )  # fmt: skip
        db.session.commit()
    found = stored_files(app.extensions["engine"], "2018-19-q2", None, "index.html")
    assert {name: file.number for name, file in found.items()} == {"index.html": 1}
    assert not stored_files(app.extensions["engine"], "2018-19-q2", 2, "index.html")
    app.extensions["engine"].dispose()
