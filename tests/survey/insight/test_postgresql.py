"""A pack made, released and read on a real PostgreSQL."""

import pytest

from survey import create_app
from survey.config import Settings
from survey.extensions import db
from survey.models import RoleName
from survey.queries.insight import pack_numbered, times_read
from survey.queries.staff import user_by_email
from tests.survey.accounts import browser, signed_in
from tests.survey.insight.speaking import JULY, PUBLISHER, add_code, promise, say
from tests.survey.quarter import closed_quarter
from tests.survey.worker.test_postgresql import migrated, settings

__all__ = ["migrated", "settings"]
DESK = "/publish/packs/"


@pytest.mark.usefixtures("migrated")
def test_a_month_is_told_and_read(settings: Settings) -> None:
    app = create_app(settings)
    with app.app_context():
        closed_quarter(db.session)
        say(db.session, add_code(db.session, "Late papers"), range(12))
        say(db.session, add_code(db.session, "Quarrels"), range(12), item="1")
        promise(db.session)
        db.session.commit()
        publisher = user_by_email(db.session, PUBLISHER)
        assert publisher is not None
    analyst = browser(app, RoleName.ANALYST)
    made = analyst.fill(DESK, {}, to=f"/publish/packs/{JULY}/make").location
    signed_in(app, publisher).fill(made, {}, to=f"{made}/release")
    page = browser(app, RoleName.OBSERVER).get(f"/insight/{JULY}/").get_data(as_text=True)
    assert "Late papers" in page
    assert "Quarrels" not in page
    with app.app_context():
        assert times_read(db.session, pack_numbered(db.session, JULY)) == 2
    app.extensions["engine"].dispose()
