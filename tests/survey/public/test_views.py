import pytest
from flask import Flask
from sqlalchemy import text
from sqlmodel import Session, select

from analysis.disclosure.rules import Policy
from survey.models import Edition
from survey.queries.organisation import organisation
from tests.survey.client import CheckingClient, texts
from tests.survey.quarter import REF, publish


@pytest.fixture
def demonstration(app: Flask) -> None:
    app.extensions["organisation"].demonstration = True


@pytest.mark.parametrize("address", ["/", "/publications/", "/about", "/accessibility"])
def test_public_pages_may_be_kept_and_set_no_cookie(client: CheckingClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_a_real_front_page_offers_nothing_of_the_demonstration(client: CheckingClient) -> None:
    page = client.get("/").text
    assert "/demo/" not in page
    assert "Nothing is published yet" in page
    assert "Use the link in your mail" in page


@pytest.mark.usefixtures("demonstration")
def test_newcomers_find_every_side_of_the_demonstration(client: CheckingClient) -> None:
    page = client.get("/")
    words = ("Answer as a stakeholder", "Enter an interview as a facilitator", "Read the mail that")
    for each in words:
        assert each in page.text
    for address in ("/demo/mail/", "/demo/sign-in"):
        assert f'href="{address}"' in page.text
        assert client.get(address).status_code == 200


@pytest.mark.holds("a published quarter")
def test_the_front_page_says_what_the_latest_quarter_says(client: CheckingClient) -> None:
    page = client.get("/").text
    assert f'href="/publications/{REF}/"' in page
    assert "What our stakeholders said, July to September 2018" in page
    assert "We asked 12 office-holders" in page


@pytest.mark.holds("a published quarter")
def test_the_front_page_says_nothing_of_figures_that_were_altered(
    client: CheckingClient, app: Flask
) -> None:
    with Session(app.extensions["engine"]) as session:
        edition = session.exec(select(Edition)).one()
        edition.payload = edition.payload.replace('"answered":12', '"answered":11')
        session.commit()
    page = client.get("/").text
    assert f'href="/publications/{REF}/"' in page
    assert "office-holders" not in page


@pytest.mark.holds("a published quarter")
def test_the_archive_lists_each_quarter_with_what_was_replaced(
    client: CheckingClient, app: Flask
) -> None:
    assert "Replaced by it" not in client.get("/publications/").text
    publish(app)
    page = client.get("/publications/")
    assert texts(page, "h2") == ["July to September 2018"]
    assert "19 October 2018 · Edition 2" in page.text
    assert f'href="/publications/{REF}/editions/1/"' in page.text


def test_the_thresholds_that_people_are_told_are_those_in_force(client: CheckingClient) -> None:
    policy = Policy()
    assert (policy.block, policy.distribution) == (5, 10)
    page = client.get("/about").text
    assert "fewer than five people" in page
    assert "ten or more people" in page
    assert "take@council.example" in page


def test_the_service_says_that_it_is_alive_and_ready(client: CheckingClient) -> None:
    for address, words in (("/healthz", "alive"), ("/readyz", "ready")):
        answer = client.get(address)
        assert (answer.status_code, answer.text.strip()) == (200, words)
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        ("UPDATE alembic_version SET version_num = '0000'", "of another version"),
        ("DELETE FROM alembic_version", "of another version"),
        ("DROP TABLE alembic_version", "does not answer"),
    ],
)
def test_a_database_that_is_not_ready_is_503_in_words(
    client: CheckingClient, app: Flask, harm: str, words: str
) -> None:
    with app.extensions["engine"].begin() as connection:
        connection.execute(text(harm))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert words in answer.text
    assert client.get("/healthz").status_code == 200


def test_the_demonstration_is_the_database_s_own_word(app: Flask) -> None:
    with Session(app.extensions["engine"]) as session:
        standing = organisation(session)
    assert standing is not None
    assert standing.demonstration is app.extensions["organisation"].demonstration is False
