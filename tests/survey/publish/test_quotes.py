import pytest
from flask import Flask
from sqlmodel import select

from survey.extensions import db
from survey.models import Comment, Permission, Quote, RoleName, User
from tests.survey.accounts import browser, signed_in
from tests.survey.client import CheckingClient, hidden_fields, parsed, texts
from tests.survey.house import House
from tests.survey.quoting import ANN, PAT, drafted, redact, say, signed

pytestmark = pytest.mark.holds("a heard quarter")
PAGE = "/publish/quotes/"
SIGN = f"{PAGE}1/sign"


@pytest.fixture
def pat(app: Flask) -> CheckingClient:
    with app.app_context():
        user = db.session.exec(select(User).where(User.email == PAT)).one()
    return signed_in(app, user)


@pytest.fixture
def comment(house: House) -> int:
    with house.session() as session:
        made = say(session, 0, "Cllr Smith blocks it, says Jones", permission=Permission.BLOCK)
        redact(session, made, "[a colleague] blocks it, says Jones")
        return made.id or 0


def quote(house: House) -> Quote:
    (found,) = house.rows(Quote)
    assert isinstance(found, Quote)
    return found


def test_a_publisher_reads_what_readers_will_and_not_the_original(
    pat: CheckingClient, comment: int
) -> None:
    page = pat.get(PAGE)
    assert comment
    assert "1 quote waits for a second person" in page.text
    assert "Culture" in texts(page, "h3")
    assert "[a colleague] blocks it, says <mark" in page.text
    assert "Smith" not in page.text
    assert "Executive, if at least 10 of its people count" in page.text
    for telling in ("July", "Seat 0", "person-0"):
        assert telling not in texts(page, "article")[0]


def test_a_publisher_signs_and_takes_it_back(
    house: House, pat: CheckingClient, comment: int
) -> None:
    assert comment
    assert pat.fill(PAGE, {}, SIGN).location == PAGE
    assert quote(house).signed_by == PAT
    page = pat.get(PAGE)
    assert "No quote waits for a signature" in page.text
    back = f"{PAGE}1/withdraw"
    wrong = pat.fill(PAGE, {"why": "because"}, back)
    assert wrong.status_code == 400
    assert 'href="#why-1"' in wrong.text
    assert pat.fill(PAGE, {"why": "tells"}, back).location == PAGE
    assert quote(house).signed_by == ""


def test_words_that_changed_since_they_were_read_are_a_conflict(
    house: House, pat: CheckingClient, comment: int
) -> None:
    form = hidden_fields(parsed(pat.get(PAGE).text), SIGN)
    with house.session() as session:
        redact(session, session.get_one(Comment, comment), "[…] says Jones")
    answer = pat.post(SIGN, data=form)
    assert answer.status_code == 409
    assert "has changed since you read it" in answer.text
    assert quote(house).signed_by == ""


def test_whoever_redacted_it_as_an_analyst_cannot_sign_it_as_a_publisher(
    app: Flask, house: House, comment: int
) -> None:
    own = "both@staff.example"
    both = browser(app, RoleName.ANALYST, RoleName.PUBLISHER, email=own)
    with house.session() as session:
        redact(session, session.get_one(Comment, comment), "[…] says Jones", by=own)
    page = both.get(PAGE)
    assert "You redacted this quote yourself" in page.text
    assert SIGN not in page.text
    form = hidden_fields(parsed(page.text), "/sign-out")
    assert both.post(SIGN, data=form | {"seen": "x"}).status_code == 409
    assert quote(house).signed_by == ""


def test_what_may_no_longer_be_quoted_is_not_offered(
    house: House, pat: CheckingClient, comment: int
) -> None:
    form = hidden_fields(parsed(pat.get(PAGE).text), SIGN)
    with house.session() as session:
        session.get_one(Comment, comment).permission = Permission.TEAM
    assert "No quote waits" in pat.get(PAGE).text
    answer = pat.post(SIGN, data=form)
    assert answer.status_code == 403
    assert "panel team alone" in answer.text


def test_a_quote_that_is_not_there(pat: CheckingClient, comment: int) -> None:
    assert comment
    form = hidden_fields(parsed(pat.get(PAGE).text), SIGN)
    assert pat.post(f"{PAGE}99/sign", data=form).status_code == 404
    assert pat.post(f"{PAGE}99/withdraw", data=form).status_code == 404


def test_the_desk_shows_no_draft_that_is_behind(
    app: Flask, house: House, pat: CheckingClient, comment: int
) -> None:
    with house.session() as session:
        signed(session, session.get_one(Comment, comment), "[…] says Jones")
        session.commit()
        edition = drafted(session)
        folder = app.extensions["settings"].editions_dir / "drafts" / edition.period / "1"
        folder.mkdir(parents=True)
        (folder / "summary.json").write_text(f'{{"payload":{{}},"sha256":"{edition.sha256}"}}\n')
        (folder / "index.html").write_text("<!doctype html>")
    assert pat.get("/publish/1/draft/summary.json").status_code == 200
    assert "Read the draft as it will look" in pat.get("/publish/").text
    assert pat.fill(PAGE, {"why": "tells"}, f"{PAGE}1/withdraw").status_code == 303
    behind = pat.get("/publish/1/draft/summary.json")
    assert behind.status_code == 404
    assert "it is being drawn" in behind.text
    desk = pat.get("/publish/").text
    assert "A quote was taken out of the draft" in desk
    assert "Read the draft as it will look" not in desk
    assert ANN in desk
