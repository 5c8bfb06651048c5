"""What is too long or too much, on the pages of every room in which answers are typed."""

import http.client
import signal
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask

from survey.config import Settings, create_secret
from tests.survey.client import CheckingClient, hidden_fields, parsed, texts, words_in
from tests.survey.house import House, answer, begin
from tests.survey.respond.speaking import by_interview, by_paper
from tests.whole.running import start

pytestmark = pytest.mark.holds("a council's july")
THEME = "/respond/theme-1"
TOO_MUCH = "That is too much to send at once"
MEBIBYTE = 1024 * 1024
URLENCODED, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"


def body(form: dict[str, str], encoding: str) -> dict[str, Any]:
    """`form` as a browser writes it out; the test client would use a temporary file."""
    if encoding == URLENCODED:
        return {"data": urlencode(form).encode(), "content_type": encoding}
    parts = (
        f'--take\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in form.items()
    )
    return {
        "data": f"{''.join(parts)}--take--\r\n".encode(),
        "content_type": f"{encoding}; boundary=take",
    }


@pytest.mark.parametrize("character", ["x", "é", "🌡", "\u0301", "\u200b"])
def test_hostile_23_a_comment_over_its_limit_is_refused_and_kept(
    holder: CheckingClient, house: House, character: str
) -> None:
    most = answer(holder, "theme-1", comment=character * 4000)
    assert most.status_code == 303
    response = answer(holder, "theme-1", progress="3", comment=character * 4001)
    assert response.status_code == 400
    assert "Shorten your text to 4,000 characters; it has 4,001" in response.text
    assert words_in(response.text, "theme-1-comment") == character * 4001
    assert house.drafted()["theme-1-comment"] == character * 4000
    assert "theme-1-progress" not in house.drafted()


def test_hostile_23_line_breaks_count_once_however_they_were_sent(holder: CheckingClient) -> None:
    for line_break in ("\r\n", "\n", "\r"):
        assert answer(holder, "theme-1", comment=f"a{line_break}" * 2000).status_code == 303
        too_long = answer(holder, "theme-1", comment=f"a{line_break}" * 2000 + "a")
        assert (too_long.status_code, "it has 4,001" in too_long.text) == (400, True)


@pytest.mark.parametrize("typing", [by_interview, by_paper])
def test_hostile_23_what_others_type_in_over_the_limit_is_kept_too(
    app: Flask, house: House, typing: Callable[[Flask, str], Any]
) -> None:
    text = "word " * 801
    response = typing(app, text)
    assert response.status_code == 400
    assert "Shorten your text to 4,000 characters; it has 4,005" in response.text
    assert words_in(response.text, "theme-1-comment") == text
    assert house.count()["response"] == 0


@pytest.mark.parametrize("encoding", [URLENCODED, MULTIPART])
def test_hostile_23_ten_megabytes_are_refused_with_a_sentence(
    holder: CheckingClient, house: House, tokens: list[str], encoding: str
) -> None:
    form = hidden_fields(parsed(holder.get(THEME).text))
    rows = house.count()
    for address in (THEME, "/respond/submit", "/respond/change", f"/take/{tokens[0]}"):
        sent = form | {"theme-1-comment": "x" * 10 * MEBIBYTE}
        response = holder.post(address, **body(sent, encoding))
        assert response.status_code == 413
        assert texts(response, "h1") == [TOO_MUCH]
        assert "nothing was saved" in response.text
    assert house.count() == rows


@pytest.mark.parametrize("encoding", [URLENCODED, MULTIPART])
@pytest.mark.parametrize("known", [True, False])
def test_hostile_23_a_swarm_of_fields_is_not_given_back(
    client: CheckingClient, house: House, tokens: list[str], *, encoding: str, known: bool
) -> None:
    """The page that keeps what was typed has a box for each text: whoever sends it is answered."""
    form: dict[str, Any] = {}
    if known:
        begin(client, tokens[0])
        form = dict(hidden_fields(parsed(client.get(THEME).text)))
    swarm = {f"words-{number}": "ab" for number in range(5001)}
    response = client.post(THEME, **body(form | swarm, encoding))
    assert (response.status_code, texts(response, "h1")) == (413, [TOO_MUCH])
    assert len(response.data) < 10_000
    assert house.count()["draft"] == 0


@pytest.mark.enable_socket
def test_hostile_23_whoever_is_still_sending_hears_the_answer(settings: Settings) -> None:
    """A connection cut at the limit would show a browser's own page instead of ours."""
    create_secret(settings.data_dir)
    serving = start(settings.data_dir, "serve")
    try:
        assert serving.page("/healthz")[0] == 200
        connection = http.client.HTTPConnection("127.0.0.1", serving.port, timeout=20)
        sent = b"theme-1-comment=" + b"x" * 10 * MEBIBYTE
        connection.request("POST", THEME, sent, {"Content-Type": URLENCODED})
        answered = connection.getresponse()
        assert answered.status == 413
        assert TOO_MUCH in answered.read().decode()
        connection.close()
    finally:
        serving.stop(signal.SIGTERM)
