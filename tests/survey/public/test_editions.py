import gzip
import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlmodel import Session, select

from survey.config import Settings
from survey.models import AuditEvent, Edition, EditionFile
from survey.public.editions import shelf
from tests.survey.client import CheckingClient
from tests.survey.quarter import EXEMPT, REF, publish

pytestmark = pytest.mark.holds("a published quarter")
PAGE = f"/publications/{REF}/"


def test_the_page_is_the_stored_file_byte_for_byte(
    client: CheckingClient, settings: Settings
) -> None:
    answer = client.get(PAGE)
    assert answer.status_code == 200
    assert answer.data == (settings.editions_dir / REF / "1" / "index.html").read_bytes()
    assert client.get(f"{PAGE}editions/1/").data == answer.data
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert answer.headers["Vary"] == "Accept-Encoding", "or no cache would share it"
    assert answer.headers["ETag"] == f'"{hashlib.sha256(answer.data).hexdigest()}"'
    assert "Content-Encoding" not in answer.headers
    assert "Set-Cookie" not in answer.headers
    assert EXEMPT not in answer.text
    assert "3.4" in answer.text
    assert "simulated" in answer.text
    assert "Not yet audited" in answer.text


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [
        ("gzip, deflate, br", True),
        ("gzip;q=0", False),
        ("br, gzip;q=0.5", True),
        ("identity", False),
    ],
)
def test_the_packed_form_goes_to_those_who_take_it(
    client: CheckingClient,
    settings: Settings,
    accepted: str,
    packed: bool,  # noqa: FBT001
) -> None:
    answer = client.get(f"{PAGE}summary.json", headers={"Accept-Encoding": accepted})
    assert (answer.headers.get("Content-Encoding") == "gzip") is packed
    content = gzip.decompress(answer.data) if packed else answer.data
    assert content == (settings.editions_dir / REF / "1" / "summary.json").read_bytes()
    assert answer.mimetype == "application/json"
    assert json.loads(content)["payload"]["edition"] == 1


def test_who_has_it_already_is_told_so(client: CheckingClient) -> None:
    tag = client.get(PAGE).headers["ETag"]
    again = client.get(PAGE, headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == tag
    assert again.headers["Cache-Control"] == "public, max-age=300"
    assert client.get(PAGE, headers={"If-None-Match": '"other"'}).status_code == 200
    assert client.head(PAGE).data == b""


def test_data_is_an_attachment_that_says_what_it_is(client: CheckingClient) -> None:
    answer = client.get(f"{PAGE}data.csv")
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="temperature-take-2018-19-q2-edition-1.csv"'
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.mimetype == "text/csv"
    assert client.get(f"{PAGE}editions/1/data.csv").data == answer.data


def test_the_latest_edition_stands_at_the_quarter_and_each_at_its_number(
    client: CheckingClient, app: Flask
) -> None:
    first = client.get(PAGE).data
    publish(app)
    latest = client.get(PAGE)
    assert "Edition 2" in latest.text
    assert client.get(f"{PAGE}editions/2/").data == latest.data != first
    assert client.get(f"{PAGE}editions/1/").data == first


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("2019-20-q1/", "Published so far: July to September 2018 (2018-19-q2)."),
        ("2018-07/", "Nothing is published for July 2018."),
        ("2018-19-q2/editions/7/", "July to September 2018 has no edition 7; published of it: 1."),
        ("2018-19-q9/", "write a quarter as in &#39;2018-19-q2&#39;"),
        ("%00/", "There is no page at this address."),
        ("<script>/", "&#39;&lt;script&gt;&#39; is not a period"),
        ("2018-19-q2/editions/99999999999999999999/", "There is no page at this address."),
        ("2018-19-q2/index.html.gz", "There is no page at this address."),
        ("..%2f..%2fsurvey.sqlite/", "There is no page at this address."),
    ],
)
def test_what_is_not_there_is_said_in_words(
    client: CheckingClient, address: str, words: str
) -> None:
    answer = client.get(f"/publications/{address}")
    assert answer.status_code == 404
    assert words in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.holds("no council")
def test_before_the_first_publication_it_says_so(client: CheckingClient) -> None:
    assert "Nothing is published yet." in client.get(PAGE).text


def altered_in_place(file: Path) -> None:
    """Other bytes of the same length, and the time of the change set back."""
    state = file.stat()
    content = bytearray(file.read_bytes())
    content[-5] ^= 1
    file.write_bytes(content)
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))


def replaced(file: Path) -> None:
    file.write_text("<p>All is well.</p>")


def removed(file: Path) -> None:
    file.unlink()


@pytest.mark.parametrize("harm", [altered_in_place, replaced, removed])
@pytest.mark.parametrize("name", ["index.html", "data.csv"])
def test_bytes_altered_on_disk_are_refused_and_the_manager_is_told(
    client: CheckingClient,
    app: Flask,
    settings: Settings,
    harm: Callable[[Path], None],
    name: str,
) -> None:
    address = PAGE if name == "index.html" else f"{PAGE}{name}"
    assert client.get(address).status_code == 200
    harm(settings.editions_dir / REF / "1" / name)
    for _ in range(3):
        answer = client.get(address)
        assert answer.status_code == 500
        assert "no longer exactly what was published" in answer.text
        assert "All is well" not in answer.text
        assert answer.headers["Cache-Control"] == "no-store"
    assert told(app) == [f"edition {REF}/1, {name}"], "once, however many visitors come"


def test_a_hash_altered_in_the_database_is_refused_too(client: CheckingClient, app: Flask) -> None:
    assert client.get(PAGE).status_code == 200
    with Session(app.extensions["engine"]) as session:
        found = session.exec(select(EditionFile).where(EditionFile.name == "index.html")).one()
        found.sha256 = "0" * 64
        session.commit()
    assert client.get(PAGE).status_code == 500
    assert told(app) == [f"edition {REF}/1, index.html"]


def test_an_edition_that_is_not_published_is_not_there(client: CheckingClient, app: Flask) -> None:
    with Session(app.extensions["engine"]) as session:
        edition = session.exec(select(Edition).where(Edition.period == REF)).one()
        edition.sqlmodel_update({"state": "approved"})
        session.commit()
    assert client.get(PAGE).status_code == 404


def test_a_page_is_read_once_while_it_stays_as_it_is(client: CheckingClient, app: Flask) -> None:
    client.get(PAGE)
    client.get(PAGE)
    with app.app_context():
        assert len(shelf()) == 1


def told(app: Flask) -> list[str]:
    with Session(app.extensions["engine"]) as session:
        query = select(AuditEvent).where(AuditEvent.action == "published file altered")
        return [event.subject for event in session.exec(query)]
