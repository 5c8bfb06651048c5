import logging

import pytest
from flask import Flask, Response, abort, redirect
from flask.testing import FlaskClient
from flask_wtf.csrf import CSRFProtect
from sqlalchemy.exc import DataError, OperationalError
from werkzeug.exceptions import ServiceUnavailable, TooManyRequests
from werkzeug.wrappers import Response as AnyResponse

from survey import errors
from survey.error_pages import WORDS, init_error_pages
from survey.models import Organisation
from survey.shell import init_shell
from tests.survey.markup import assert_sound


@pytest.fixture
def app() -> Flask:
    """The shell and the error pages alone, with one route for each way to fail."""
    made = Flask("survey")
    made.config.update(SECRET_KEY="k" * 40, MAX_CONTENT_LENGTH=100)
    made.extensions["organisation"] = Organisation(
        name="Sample City Council", contact_email="take@council.example", demonstration=True
    )
    CSRFProtect(made)
    init_shell(made)
    init_error_pages(made)
    made.add_url_rule("/abort/<int:code>", "abort", abort)
    made.add_url_rule("/raise/<name>", "raise", raise_named)
    made.add_url_rule("/moved", "moved", moved)
    made.add_url_rule("/own", "own", own_response)
    made.add_url_rule("/form", "form", lambda: "sent", methods=["POST"])
    return made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


RAISED: dict[str, Exception] = {
    "gone": errors.Gone("The July round closed on Friday."),
    "missing": errors.NotComplete(("theme-1-progress",)),
    "altered": errors.Altered("The edition does not match its hash."),
    "refused": errors.Refused("You drafted this edition, so somebody else must sign it off."),
    "row": errors.ImportFileError("plan.csv", "'<b>' is no month.", row=3, column="due"),
    "locked": OperationalError("UPDATE draft", {"text": "secret words"}, Exception("is locked")),
    "unstorable": DataError("SELECT 1", {"key": "secret words"}, ValueError("secret words")),
    "busy": ServiceUnavailable(retry_after=7),
    "tries": TooManyRequests(retry_after=60),
    "unexpected": ZeroDivisionError("secret words"),
}


def raise_named(name: str) -> str:
    raise RAISED[name]


def moved() -> AnyResponse:
    return redirect("/elsewhere", 308)


def own_response() -> str:
    abort(Response("the view's own", 409))


@pytest.mark.parametrize("status", [*sorted(WORDS), 409, 418, 501])
def test_every_status_has_a_sound_page_that_says_what_to_do(
    client: FlaskClient, status: int
) -> None:
    response = client.get(f"/abort/{status}")
    assert response.status_code == status
    page = assert_sound(response.text)
    assert page.title.startswith(page.headings[0])
    assert "Sample City Council" in page.title
    assert "take@council.example" in response.text
    assert "simulated" in response.text
    assert response.headers["Cache-Control"] == "no-store"
    assert "Content-Security-Policy" in response.headers


@pytest.mark.parametrize(
    ("name", "status", "said"),
    [
        ("gone", 410, "The July round closed on Friday."),
        ("missing", 400, "1 mandatory score is missing"),
        ("altered", 500, "The edition does not match its hash."),
        ("refused", 403, "somebody else must sign it off"),
        ("row", 400, "plan.csv, row 3, column &#39;due&#39;: &#39;&lt;b&gt;&#39; is no month."),
    ],
)
def test_an_error_of_ours_is_shown_in_its_own_words(
    client: FlaskClient, name: str, status: int, said: str
) -> None:
    response = client.get(f"/raise/{name}")
    assert response.status_code == status
    assert said in response.text
    raised = RAISED[name]
    assert isinstance(raised, errors.SurveyError)
    assert assert_sound(response.text).headings == [raised.title]


def test_every_error_of_ours_has_a_status_and_a_title() -> None:
    kinds = [errors.SurveyError]
    for kind in kinds:
        assert 400 <= kind.status < 600
        assert kind.title
        kinds.extend(kind.__subclasses__())
    assert errors.AlreadyAnswered in kinds


def test_a_locked_database_is_503_and_its_words_stay_out_of_the_log(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    response = client.get("/raise/locked")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert "is locked" in caplog.text
    assert "secret" not in caplog.text + response.text
    assert_sound(response.text)


def test_the_unexpected_is_logged_and_shows_no_trace(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    response = client.get("/raise/unexpected")
    assert response.status_code == 500
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert caplog.records[0].exc_info
    assert "ZeroDivisionError" not in response.text
    assert "secret" not in response.text
    assert_sound(response.text)


def test_a_form_without_its_token_is_refused_with_what_to_do(client: FlaskClient) -> None:
    response = client.post("/form")
    assert response.status_code == 400
    assert assert_sound(response.text).headings == ["This form could not be accepted"]


def test_what_the_database_cannot_store_is_refused_and_not_logged(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    response = client.get("/raise/unstorable")
    assert response.status_code == 400
    assert assert_sound(response.text).headings == ["There is a problem with what was sent"]
    assert "ValueError" in caplog.text
    assert "secret" not in response.text + caplog.text


def test_too_much_is_413_and_a_wrong_method_names_the_right_ones(client: FlaskClient) -> None:
    assert client.post("/form", data={"text": "x" * 200}).status_code == 413
    response = client.delete("/moved")
    assert response.status_code == 405
    assert set(response.allow) == {"GET", "HEAD", "OPTIONS"}
    assert response.mimetype == "text/html"


@pytest.mark.parametrize(("name", "after"), [("busy", "7"), ("tries", "60")])
def test_when_to_try_again_is_kept(client: FlaskClient, name: str, after: str) -> None:
    assert client.get(f"/raise/{name}").headers["Retry-After"] == after


def test_redirects_and_a_views_own_response_pass_through(client: FlaskClient) -> None:
    assert client.get("/moved").headers["Location"] == "/elsewhere"
    response = client.get("/own")
    assert (response.status_code, response.text) == (409, "the view's own")
