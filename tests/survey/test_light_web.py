"""A web process holds no analysis: it would cost 200 MB a worker and a second at each start."""

import json
import os
import subprocess
import sys

import pytest

from survey.config import Settings
from tests.survey.house import House

HEAVY = {"altair", "numpy", "pandas", "phonenumbers", "scipy", "vl_convert"}
LOADED = """
import json, sys
from survey import create_app
from survey.config import Settings
create_app(Settings.from_env())
print(json.dumps(sorted(sys.modules)))
"""
COUNTED = """
import json, os, sys
from sqlmodel import Session
from analysis.periods import parse_period
from survey.extensions import engine
from survey.queries.summaries import cube_of

made = engine("sqlite:///" + os.environ["DATA_DIR"] + "/survey.sqlite")
with Session(made) as session:
    assert cube_of(session, parse_period("2018-19-q2"), inside=True).items
print(json.dumps(sorted(sys.modules)))
"""
# Everything that somebody does who answers: what a page needs may be loaded when it is shown.
SERVED = """
import json, re, sys
from survey import create_app
from survey.config import Settings

browser = create_app(Settings.from_env()).test_client()
shown = {}

def send(address, **fields):
    page = browser.post(address, data={"csrf_token": token, **fields})
    assert page.status_code == 303, (address, page.status_code)

def hidden(name):
    return re.search(f'name="{name}" value="([^"]*)"', html)[1]

link = f"/take/{sys.argv[1]}"
for address in (
    link, f"{link}/decline", f"{link}/talk", f"{link} begin", "/respond/", "/respond/opening",
    "/respond/theme-1", "/respond/theme-1 save", "/respond/theme-2", "/respond/theme-2 save",
    "/respond/later", "/respond/check", "/respond/check submit", "/respond/receipt",
    "/respond/past", "/respond/receipt change", "/respond/check",
    "/record/" + sys.argv[1], "/record/" + sys.argv[1] + " begin", "/record/",
):
    address, _, button = address.partition(" ")
    page = browser.get(address)
    assert page.status_code == 200, (address, page.status_code)
    html = page.text
    if 'name="csrf_token"' in html:
        token = hidden("csrf_token")
    if button == "begin":
        send(address)
    elif button == "save":
        theme = address.rpartition("/")[2]
        scores = {f"{theme}-progress": "3", f"{theme}-maturity": "too-early"}
        send(address, version=hidden("version"), **scores, **{f"{theme}-comment": "Words"})
    elif button:
        send(f"/respond/{button}", key="a-key")
print(json.dumps(sorted(sys.modules)))
"""


def loaded_after(program: str, settings: Settings, *arguments: str) -> set[str]:
    """The modules that a process of its own has loaded once it has run `program`."""
    environment = os.environ | {
        "DATA_DIR": str(settings.data_dir),
        "SECRET_KEY": settings.secret_key,
    }
    command = [sys.executable, "-c", program, *arguments]
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    return set(json.loads(answer.stdout))


def test_a_web_process_loads_no_analysis(settings: Settings) -> None:
    loaded = loaded_after(LOADED, settings)
    assert "survey.queries.organisation" in loaded
    assert loaded & HEAVY == set()


@pytest.mark.holds("a council's july")
def test_nothing_that_a_stakeholder_does_loads_any(settings: Settings, house: House) -> None:
    loaded = loaded_after(SERVED, settings, house.tokens()[0])
    assert "survey.respond.parts" in loaded
    assert loaded & HEAVY == set()


@pytest.mark.holds("a closed quarter")
def test_a_quarter_is_counted_without_any(settings: Settings) -> None:
    loaded = loaded_after(COUNTED, settings)
    assert "survey.queries.tallies" in loaded
    assert loaded & HEAVY == set()
