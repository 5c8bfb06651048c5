import pytest
from flask import Flask
from sqlmodel import select

from survey.extensions import db
from survey.models import (
    Comment,
    Interview,
    Permission,
    Quote,
    Response,
    Theme,
    User,
)
from survey.queries.leave_to_quote import TEAM_ALONE, UNCONFIRMED
from tests.survey.accounts import events, signed_in
from tests.survey.client import CheckingClient, hidden_fields, parsed, texts, words_in
from tests.survey.council import add_aim
from tests.survey.house import House
from tests.survey.quoting import ANN, BEN, LATER, OPENS, PAT, drafted, redact, say, signed

pytestmark = pytest.mark.holds("a heard quarter")
SAID = "Cllr Smith blocks every report.\nNobody says so <b>"
QUOTED = "[a colleague] blocks every report.\nNobody says so <b>"
LIST = "/analyse/quotes/"


def as_(app: Flask, email: str) -> CheckingClient:
    with app.app_context():
        user = db.session.exec(select(User).where(User.email == email)).one()
    return signed_in(app, user)


@pytest.fixture
def ann(app: Flask) -> CheckingClient:
    return as_(app, ANN)


@pytest.fixture
def ben(app: Flask) -> CheckingClient:
    return as_(app, BEN)


@pytest.fixture
def comment(house: House) -> int:
    with house.session() as session:
        return say(session, 0, SAID).id or 0


@pytest.fixture
def page(comment: int) -> str:
    return f"{LIST}{comment:d}"


def test_the_list_says_where_each_stands_and_what_blocks_it(
    house: House, ann: CheckingClient, comment: int
) -> None:
    with house.session() as session:
        redact(session, say(session, 1, "Waits"))
        signed(session, say(session, 2, "Is done", item="", permission=Permission.BLOCK))
        unconfirmed = say(session, 3, "Said aloud")
        session.add(Interview(response_id=unconfirmed.response_id, held_on=OPENS.date()))
        say(session, 4, "Private", permission=Permission.TEAM)
    page = ann.get(LIST)
    found = texts(page, "article")
    assert comment
    assert "4 comments of July 2018 may be quoted" in " ".join(texts(page, "p"))
    assert ["To redact" in found[0], "Waits for a second person" in found[1]] == [True, True]
    assert "Cannot be quoted" in found[2]
    assert UNCONFIRMED in found[2]
    assert "Signed off by ben@staff.example" in found[3]
    assert "Private" not in page.text
    assert "Seat 0" not in page.text
    assert "person-0@" not in page.text


def test_before_anybody_allows_it_there_is_nothing(ann: CheckingClient) -> None:
    assert "Nobody has allowed a comment to be quoted yet" in ann.get(LIST).text
    assert ann.get(f"{LIST}?month=2018-07").status_code == 404


def test_the_original_is_shown_with_what_may_tell_marked(ann: CheckingClient, page: str) -> None:
    answer = ann.get(page)
    assert '<mark class="take-marked__mark" title="name">Cllr Smith</mark>' in answer.text
    assert "Nobody says so &lt;b&gt;" in answer.text
    assert words_in(answer.text, "words").strip() == SAID
    assert "Cllr Smith (name)" in texts(answer, "label")


def test_a_quote_is_saved(house: House, ann: CheckingClient, page: str) -> None:
    answer = ann.fill(page, {"words": QUOTED.replace("\n", "\r\n")}, page)
    assert (answer.status_code, answer.location) == (303, page)
    (quote,) = house.rows(Quote)
    assert (quote.words, quote.redacted_by) == (QUOTED, ANN)
    (comment,) = house.rows(Comment)
    assert comment.text == SAID
    shown = ann.get(page)
    assert words_in(shown.text, "words").strip() == QUOTED
    assert "You redacted this quote yourself" in shown.text
    assert "Sign the quote off" not in shown.text


def test_what_is_left_unseen_is_refused_and_all_that_was_typed_is_kept(
    house: House, ann: CheckingClient, page: str
) -> None:
    answer = ann.fill(page, {"words": f"{SAID}"}, page)
    assert answer.status_code == 400
    assert "1 thing that may tell who spoke is left in the quote" in answer.text
    assert words_in(answer.text, "words").strip() == SAID
    assert 'href="#stays"' in answer.text
    assert house.rows(Quote) == []
    again = ann.fill(page, {"words": SAID, "stays": ["Cllr Smith"]}, page)
    assert again.status_code == 303


def test_changed_words_are_refused_and_all_that_was_typed_is_kept(
    ann: CheckingClient, page: str
) -> None:
    typed = "[a colleague] blocks some reports. […]"
    answer = ann.fill(page, {"words": typed, "stays": ["x"]}, page)
    assert answer.status_code == 400
    # Entered as it stands on the page, escaped once.
    assert "The first words that differ are &#39;some reports.&#39;" in answer.text
    assert words_in(answer.text, "words").strip() == typed


def test_two_redactors_see_both_texts(
    house: House, ann: CheckingClient, ben: CheckingClient, page: str
) -> None:
    assert ann.fill(page, {"words": QUOTED}, page).status_code == 303
    typed = "[…] Nobody says so <b>"
    answer = ben.post(page, data={**tokens(ben, page), "seen": "", "words": typed})
    assert answer.status_code == 409
    assert "Somebody else has changed this quote" in answer.text
    assert words_in(answer.text, "words").strip() == typed
    assert "[a colleague] blocks every report." in answer.text
    (quote,) = house.rows(Quote)
    assert quote.words == QUOTED
    # With theirs in sight, the same text goes through.
    form = hidden_fields(parsed(answer.text), page)
    assert ben.post(page, data={**form, "words": typed}).status_code == 303


def tokens(client: CheckingClient, page: str) -> dict[str, str]:
    return hidden_fields(parsed(client.get(page).text), page)


def test_tightened_while_somebody_redacts_it_is_refused_with_what_was_typed(
    house: House, ann: CheckingClient, page: str, comment: int
) -> None:
    form = tokens(ann, page)
    with house.session() as session:
        session.get_one(Comment, comment).permission = Permission.TEAM
    answer = ann.post(page, data={**form, "words": QUOTED})
    assert answer.status_code == 403
    assert TEAM_ALONE in answer.text
    assert words_in(answer.text, "words").strip() == QUOTED
    assert 'id="words"' not in ann.get(page).text, "there is nothing to redact any more"


def test_a_second_analyst_signs_and_takes_it_back(
    house: House, ann: CheckingClient, ben: CheckingClient, page: str
) -> None:
    ann.fill(page, {"words": QUOTED}, page)
    assert ann.fill(page, {"seen": seen(ben, page)}, page).status_code == 400  # no words
    assert ann.post(f"{page}/sign", data=sign_form(ben, page, ann)).status_code == 403
    assert ben.fill(page, {}, f"{page}/sign").status_code == 303
    (quote,) = house.rows(Quote)
    assert quote.signed_by == BEN
    assert "Signed off" in " ".join(texts(ben.get(page), "strong"))
    wrong = ben.fill(page, {"why": ""}, f"{page}/withdraw")
    assert wrong.status_code == 400
    assert "Choose why the signature is taken back" in wrong.text
    assert ben.fill(page, {"why": "context"}, f"{page}/withdraw").status_code == 303
    (quote,) = house.rows(Quote)
    assert quote.signed_by == ""
    assert ben.fill(page, {}, f"{page}/sign").status_code == 303


def seen(client: CheckingClient, page: str) -> str:
    return hidden_fields(parsed(client.get(page).text), f"{page}/sign")["seen"]


def sign_form(other: CheckingClient, page: str, own: CheckingClient) -> dict[str, str]:
    return {**tokens(own, page), "seen": seen(other, page)}


def test_near_an_exempt_aim_an_analyst_says_that_it_does_not_concern_it(
    house: House, ann: CheckingClient, page: str
) -> None:
    with house.session() as session:
        add_aim(session, session.exec(select(Theme)).one(), 9, "A dispute", exempt=True)
    answer = ann.get(page)
    assert "may concern an aim that goes to Cabinet in private" in answer.text
    assert "A dispute" not in answer.text
    assert ann.fill(page, {}, f"{page}/clear").status_code == 303
    assert ann.fill(page, {"words": QUOTED}, page).status_code == 303
    assert ann.fill(page, {}, f"{page}/doubt").status_code == 303
    assert "may concern an aim" in ann.get(page).text


def test_it_tells_in_which_edition_the_quote_stands(
    house: House, ann: CheckingClient, page: str, comment: int
) -> None:
    with house.session() as session:
        signed(session, session.get_one(Comment, comment), QUOTED)
        session.commit()
        drafted(session, LATER)
    assert "It stands in edition 1 of 2018-19-q2" in ann.get(page).text


def test_looking_is_recorded_without_words(app: Flask, ann: CheckingClient, page: str) -> None:
    ann.get(LIST)
    ann.get(page)
    found = [(each.actor, each.action, each.subject) for each in events(app)[-2:]]
    number = page.rpartition("/")[2]
    assert found == [
        (ANN, "comments to quote read", "round 2018-07"),
        (ANN, "comment read to quote", f"comment {number}"),
    ]


def test_what_is_not_there_is_not_found(ann: CheckingClient, page: str) -> None:
    form = tokens(ann, page)
    for address in (f"{LIST}999", f"{LIST}999999999999999999999"):
        assert ann.get(address).status_code == 404
    for deed in ("", "/sign", "/withdraw", "/clear", "/doubt"):
        assert ann.post(f"{LIST}999{deed}", data={**form, "why": "tells"}).status_code == 404


def test_hostile_text_is_shown_as_text(house: House, ann: CheckingClient) -> None:
    hostile = "{{7*7}} <script>alert(1)</script> \u202e\u05de\u05d9\u05dc\u202c 👩‍👩‍👧 [x]"
    with house.session() as session:
        number = say(session, 1, hostile).id
    answer = ann.get(f"{LIST}{number}")
    assert "<script>alert" not in answer.text
    assert "{{7*7}}" in answer.text
    assert "(x)" in words_in(answer.text, "words"), "the speaker's own brackets are round"
    words = words_in(answer.text, "words").strip()
    sent = ann.fill(f"{LIST}{number}", {"words": words}, f"{LIST}{number}")
    assert sent.status_code == 303
    (quote,) = house.rows(Quote)
    assert "(x)" in quote.words


def test_a_publisher_may_not_read_originals(app: Flask, page: str) -> None:
    publisher = as_(app, PAT)
    assert publisher.get(LIST).status_code == 403
    assert publisher.get(page).status_code == 403


def test_a_superseded_comment_is_read_and_not_redacted(
    house: House, ann: CheckingClient, page: str, comment: int
) -> None:
    with house.session() as session:
        response = session.get_one(Response, session.get_one(Comment, comment).response_id)
        session.add(
            Response(
                invitation_id=response.invitation_id,
                revision=2,
                mode=response.mode,
                reference="TT-2",
                idempotency_key="2",
                submitted_at=LATER,
            )
        )
    answer = ann.get(page)
    assert "A later answer of the same person" in answer.text
    assert 'id="words"' not in answer.text
