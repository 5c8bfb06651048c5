"""'You said, we did' as it is published, and what earlier payloads, without it, still look like."""

import csv
from typing import Any

import pytest
from flask import Flask

from survey.documents import render
from survey.documents.summary_json import sha256
from tests.survey.client import check_page
from tests.survey.documents.payloads import payload
from tests.survey.documents.test_index import PUBLISHED, index, text


def told(**changed: Any) -> dict[str, Any]:
    return {
        "said": "Training came late",
        "people": 12,
        "promise": "Every new member is trained within a month",
        "lead": "City Solicitor",
        "item": "2",
        "about": "2.1 Clear roles",
        "due_month": "2018-09",
        "status": "done",
        "outcome": "Two evenings were held.",
        "overdue": False,
        "worked": {"answered": 11, "yes": 9},
        **changed,
    }


FEW = told(
    said="Minutes are late", people=None, item="", about="", status="under-way", outcome="",
    overdue=True, worked=None,
)  # fmt: skip


def section(page: str, start: str, end: str) -> str:
    return text(page[page.index(f'id="{start}"') : page.index(f'id="{end}"')])


@pytest.fixture(scope="module")
def drawn() -> dict[str, str]:
    return {}


@pytest.fixture
def page(app: Flask, drawn: dict[str, str]) -> str:
    if not drawn:
        drawn["page"] = index(app, payload(commitments=[told(), FEW]))
    return drawn["page"]


def test_what_was_done_stands_under_its_theme(page: str) -> None:
    said = section(page, "did-2", "theme-3")
    assert "Done You said: Training came late (said by 12 people)" in said
    assert "We promised: Every new member is trained within a month" in said
    assert "What came of it: Two evenings were held." in said
    assert "9 of the 11 who were asked and answered say that it worked." in said
    assert "2.1 Clear roles · Lead: City Solicitor · Due September 2018" in said
    assert 'id="did-3"' not in page


def test_the_whole_is_told_in_a_section_of_its_own(page: str) -> None:
    said = section(page, "commitments", "method")
    assert "We have made 2 commitments in answer to what we heard: 1 under way, 1 done." in said
    assert "1 is overdue." in said
    assert "Under way Overdue You said: Minutes are late" in said
    assert "([c] said by fewer than ten people)" in said
    assert "Training came late" not in said
    check_page(page)


def test_a_payload_without_it_has_nothing_of_it(app: Flask) -> None:
    old, none = payload(), payload(commitments=[])
    old_page, none_page = index(app, old), index(app, none)
    assert old_page == none_page.replace(sha256(none), sha256(old))
    assert "You said" not in old_page
    assert "commitments" not in old_page


def test_its_figures_are_in_the_data(app: Flask) -> None:
    formula = told(said="=1+1", item="", people=10, worked=None)
    with app.app_context():
        files = render(payload(commitments=[told(), FEW, formula]), published_at=PUBLISHED)
    rows = [
        (row["item"], row["measure"], row["statistic"], row["value"], row["base_n"], row["status"])
        for row in csv.DictReader(files["data.csv"].content.decode().splitlines())
        if row["measure"].startswith("commitment")
    ]
    assert rows == [
        ("2", "commitment 1, done", "people who said: Training came late", "12", "", "shown"),
        ("2", "commitment 1, done", "people who say that it worked", "9", "11", "shown"),
        ("", "commitment 2, under way", "people who said: Minutes are late", "", "", "[c]"),
        ("", "commitment 3, done", "people who said: =1+1", "10", "", "shown"),
    ]
    assert '"promise":"Every new member' in files["summary.json"].content.decode()


def test_script_in_it_is_inert(app: Flask) -> None:
    words = "<script>alert(1)</script> {{7*7}} שלום"
    page = index(app, payload(commitments=[told(said=words, promise=words, outcome=words)]))
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}} שלום") == 3
    check_page(page)
