"""The panel's pages on a real PostgreSQL, which is stricter about grouping than SQLite."""

import pytest

from survey import create_app
from survey.config import Settings
from survey.extensions import db
from survey.models import RoleName
from tests.survey.accounts import browser
from tests.survey.house import add_council, open_july
from tests.survey.worker.test_postgresql import migrated, settings

__all__ = ["migrated", "settings"]

APPOINT = "/manage/panel/seats/seat-0/appoint"
NEW = {
    "email": "new@council.example",
    "first_day": "2018-07-02",
    "contact": "form",
    "counts": "no",
}
AWAY = {
    "first_day": "2018-08-01",
    "last_day": "2018-08-31",
    "deputy": "deputy@council.example",
    "reason": "",
}


@pytest.mark.usefixtures("migrated")
def test_seats_change_hands_and_every_page_is_shown(settings: Settings) -> None:
    app = create_app(settings)
    with app.app_context():
        add_council(db.session)
        open_july(db.session)
    manager = browser(app, RoleName.MANAGER)
    assert manager.fill(APPOINT, NEW).status_code == 303
    assert manager.fill("/manage/panel/late/2018-07", {}).status_code == 303
    assert manager.fill("/manage/panel/people/2/absence", AWAY).status_code == 303
    deputy = {"email": "deputy@council.example"}
    assert manager.fill("/manage/panel/invitations/3/deputy", deputy).status_code == 303
    for page in ("", "seats/seat-0", "people/2", "people/5", "groups/", "?group=audit"):
        assert manager.get(f"/manage/panel/{page}").status_code == 200
    app.extensions["engine"].dispose()
