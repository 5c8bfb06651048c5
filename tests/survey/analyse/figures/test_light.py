"""The web process makes every figure and chart without loading what would make it heavy."""

import pytest
from flask import Flask
from sqlmodel import select

from survey.config import Settings
from survey.extensions import db
from survey.models import User
from tests.survey.test_light_web import HEAVY, loaded_after

LOOKED = """
import json, sys
from survey import create_app
from survey.config import Settings

browser = create_app(Settings.from_env()).test_client()
with browser.session_transaction() as session:
    session["_user_id"], session["_fresh"] = sys.argv[1], True
quarter = "/analyse/figures/2018-19-q2"
for address in (
    "/analyse/", quarter, f"{quarter}/1", f"{quarter}.csv", f"{quarter}?mode=form&group=cabinet",
):
    assert browser.get(address).status_code == 200, address
print(json.dumps(sorted(sys.modules)))
"""


@pytest.mark.holds("a closed quarter")
def test_looking_at_figures_loads_no_frames_and_draws_nothing(
    app: Flask, settings: Settings
) -> None:
    with app.app_context():
        query = select(User).where(User.email == "analyst@staff.example")
        account = db.session.exec(query).one().fs_uniquifier
    loaded = loaded_after(LOOKED, settings, account)
    assert "analysis.vega.spread" in loaded
    assert loaded & HEAVY == set()
