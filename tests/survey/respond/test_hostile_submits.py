"""Submitting at the same moment and submitting again, against real web processes."""

import http.client
import signal
import socket
import threading
import time
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from survey.config import Settings
from survey.models import Draft, Response
from tests.survey.client import CheckingClient, hidden_fields, parsed
from tests.survey.council import SECRET
from tests.survey.house import House, answer, answer_all
from tests.whole.running import Process, start

pytestmark = [pytest.mark.holds("a council's july"), pytest.mark.enable_socket]
CHECK, SUBMIT, RECEIPT = "/respond/check", "/respond/submit", "/respond/receipt"
TOGETHER = 50
Answer = tuple[int, str | None]


@pytest.fixture
def served(settings: Settings) -> Iterator[Process]:
    """The installation behind two web processes, which know the sessions of the test's browser."""
    (settings.data_dir / "secret-key").write_text(SECRET)
    process = start(settings.data_dir, "serve", WEB_WORKERS="2")
    assert process.page("/readyz")[0] == 200
    yield process
    process.stop(signal.SIGTERM)


@pytest.fixture
def form(holder: CheckingClient) -> dict[str, str]:
    """What the button of the check page sends, with everything answered."""
    answer_all(holder, "Mine")
    return hidden_fields(parsed(holder.get(CHECK).text), SUBMIT)


def sent(holder: CheckingClient, form: dict[str, str]) -> tuple[bytes, dict[str, str]]:
    cookie = holder.get_cookie("take")
    assert cookie is not None
    return urlencode(form).encode(), {
        "Cookie": f"take={cookie.value}",
        "Content-Type": "application/x-www-form-urlencoded",
    }


def press(served: Process, holder: CheckingClient, form: dict[str, str]) -> Answer:
    """Status and location of the answer to one click."""
    body, headers = sent(holder, form)
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)
    connection.request("POST", SUBMIT, body, headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.getheader("Location")


def references(house: House) -> list[str]:
    return [row.reference for row in house.rows(Response)]


def test_hostile_14_fifty_submits_at_the_same_moment_make_one_response(
    served: Process, holder: CheckingClient, house: House, form: dict[str, str]
) -> None:
    together = threading.Barrier(TOGETHER)
    found: list[Answer] = []

    def click() -> None:
        together.wait(30)
        found.append(press(served, holder, form))

    clicking = [threading.Thread(target=click) for _ in range(TOGETHER)]
    for thread in clicking:
        thread.start()
    for thread in clicking:
        thread.join(60)
    assert found == [(303, RECEIPT)] * TOGETHER
    (reference,) = references(house)
    assert reference in holder.get(RECEIPT).text
    assert house.count()["answer"] == 4
    assert house.count()["comment"] == 1
    assert house.rows(Draft) == []


def test_hostile_15_a_connection_that_drops_after_the_commit_has_the_same_receipt(
    served: Process, holder: CheckingClient, house: House, form: dict[str, str]
) -> None:
    hang_up(served, *sent(holder, form))
    deadline = time.monotonic() + 30
    while not references(house):
        assert time.monotonic() < deadline, "What was sent never arrived."
        time.sleep(0.05)
    (reference,) = references(house)
    assert press(served, holder, form) == (303, RECEIPT)
    assert references(house) == [reference]
    assert reference in holder.get(RECEIPT).text


def hang_up(served: Process, body: bytes, headers: dict[str, str]) -> None:
    """Send a whole request, and be gone before the answer comes."""
    lines = [f"POST {SUBMIT} HTTP/1.1", "Host: localhost", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    with socket.create_connection(("127.0.0.1", served.port)) as line:
        line.sendall("\r\n".join([*lines, "", ""]).encode() + body)


def test_hostile_16_back_changed_and_resubmitted_there_is_a_new_revision_and_one_current(
    holder: CheckingClient, house: House, form: dict[str, str]
) -> None:
    assert holder.post(SUBMIT, data=form).location == RECEIPT
    # The browser's way back shows the old pages, whose buttons change nothing that is submitted.
    stale = holder.post(
        "/respond/theme-1", data=form | {"theme-1-comment": "Changed by going back"}
    )
    assert stale.status_code == 409
    assert "Changed by going back" in stale.text
    assert holder.post(SUBMIT, data=form).location == RECEIPT
    assert len(references(house)) == 1
    holder.fill(RECEIPT, {}, "/respond/change")
    answer(holder, "theme-1", progress="1", maturity="1", comment="Changed")
    holder.fill(CHECK, {}, SUBMIT)
    assert [row.revision for row in house.rows(Response)] == [1, 2]
    first, second = references(house)
    assert second in holder.get(RECEIPT).text
    assert first not in holder.get(RECEIPT).text
