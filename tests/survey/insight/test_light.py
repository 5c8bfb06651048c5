"""Making, releasing and reading a pack loads no analysis into a web process."""

import pytest

from survey.config import Settings
from tests.survey.insight.speaking import ANALYST, JULY, PUBLISHER
from tests.survey.test_light_web import HEAVY, loaded_after

READ = f"""
import json, re, sys
from survey import create_app
from survey.config import Settings
from survey.extensions import db
from survey.queries.staff import user_by_email

app = create_app(Settings.from_env())

def browser(email):
    with app.app_context():
        user = user_by_email(db.session, email)
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = user.fs_uniquifier
    return client

def press(client, page, address):
    fields = dict(re.findall(r'name="(csrf_token|sha256)" value="([^"]*)"', client.get(page).text))
    answer = client.post(address, data=fields)
    assert answer.status_code == 302, (address, answer.status_code)
    return answer.location

pack = press(browser("{ANALYST}"), "/publish/packs/", "/publish/packs/{JULY}/make")
publisher = browser("{PUBLISHER}")
press(publisher, pack, pack + "/release")
assert publisher.get("/insight/{JULY}/").status_code == 200
print(json.dumps(sorted(sys.modules)))
"""


@pytest.mark.holds("a closed quarter")
def test_no_page_of_a_pack_loads_any(settings: Settings) -> None:
    loaded = loaded_after(READ, settings)
    assert "survey.actions.packing.concerns" in loaded
    assert loaded & HEAVY == set()
