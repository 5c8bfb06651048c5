import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlmodel import Session, select

from survey.cli import main
from survey.config import Settings
from survey.models import MESSAGES, OutboxItem, OutboxState
from tests.survey.mail.server import Mailbox, serving, silent

pytestmark = [pytest.mark.holds("the sample's july"), pytest.mark.usefixtures("environment")]
YOU = "you@council.example"


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["mail", *words])


@pytest.mark.enable_socket
def test_each_step_is_told_and_the_message_arrives(monkeypatch: pytest.MonkeyPatch) -> None:
    mailbox = Mailbox()
    with serving(mailbox) as url:
        monkeypatch.setenv("SMTP_URL", url)
        result = run("check", YOU)
    assert result.exit_code == 0
    address = url.removeprefix("smtp://")
    assert result.stdout.splitlines()[:5] == [
        f"The mail server at {address} answers.",
        (
            "The connection is not encrypted, because the server does not offer it: right for a "
            "server on this machine, and for no other."
        ),
        "SMTP_URL names no user, so nobody signed in.",
        f"It accepts mail from temperature-take@council.example to {YOU}.",
        "It took the test message (250 OK). Look into the inbox, and into junk mail.",
    ]
    assert "set BASE_URL before anybody is invited" in result.stdout
    assert "BOUNCES_DIR is not set" in result.stdout
    (message,) = mailbox.messages
    assert message["Subject"] == "A test of the mail settings"
    assert mailbox.recipients == [YOU]


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("mailbox", "sentence"),
    [
        (Mailbox(refusals={YOU: "550 We do not relay"}), "550 We do not relay: check MAIL_FROM"),
        (Mailbox(answers={YOU: "554 Looks like spam"}), "answered 554 Looks like spam"),
    ],
)
def test_the_step_that_fails_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, mailbox: Mailbox, sentence: str
) -> None:
    with serving(mailbox) as url:
        monkeypatch.setenv("SMTP_URL", url)
        result = run("check", YOU)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert "answers." in result.stdout


@pytest.mark.enable_socket
def test_a_password_for_a_server_without_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(Mailbox()) as url:
        monkeypatch.setenv("SMTP_URL", url.replace("//", "//name:secret@"))
        result = run("check", YOU)
    assert result.exit_code == 2
    assert "take user and password out of SMTP_URL" in result.stderr
    assert "secret" not in result.output


@pytest.mark.enable_socket
def test_a_server_that_is_away_or_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    with silent() as url:
        monkeypatch.setenv("SMTP_URL", url)
        monkeypatch.setenv("MAIL_TIMEOUT", "1")
        assert "it stalled" in run("check", YOU).stderr
    refused = run("check", YOU)
    assert refused.exit_code == 2
    assert "Nothing listens at 127.0.0.1:" in refused.stderr


def test_without_a_server_the_folder_is_tried(settings: Settings) -> None:
    result = run("check", YOU)
    assert result.exit_code == 0
    assert "mail becomes files" in result.stdout
    (file,) = settings.outbox_dir.iterdir()
    assert YOU in file.name
    settings.outbox_dir.joinpath(file.name).unlink()
    settings.outbox_dir.rmdir()
    settings.outbox_dir.write_text("a file stands where the folder should be")
    assert "cannot be written to" in run("check", YOU).stderr


def test_an_address_that_is_none() -> None:
    result = run("check", "you@council.example,other@council.example")
    assert result.exit_code == 2
    assert "is not one plain mail address" in result.stderr


@pytest.mark.parametrize(("made", "code"), [(True, 0), (False, 2)])
def test_the_folder_of_returned_mail(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    made: bool,  # noqa: FBT001 - a parameter of the test
    code: int,
) -> None:
    folder = tmp_path / "returned"
    if made:
        folder.mkdir()
    monkeypatch.setenv("BOUNCES_DIR", str(folder))
    monkeypatch.setenv("MAIL_PER_MINUTE", "30")
    monkeypatch.setenv("BASE_URL", "https://take.council.example")
    result = run("check", YOU, "--format", "json")
    found = {finding["step"]: finding for finding in json.loads(result.stdout)}
    assert result.exit_code == code
    assert found["bounces"]["holds"] is made
    assert str(folder) in found["bounces"]["sentence"]
    assert "At most 30 messages a minute" in found["rate"]["sentence"]
    assert "links" not in found


def test_uncertain_messages_are_sent_again(session: Session) -> None:
    assert run("resend", "2018-07").stdout == "No message is sent again.\n"
    mail = session.exec(select(OutboxItem)).all()
    for item in [item for item in mail if item.kind in MESSAGES][:2]:
        item.state = OutboxState.UNCERTAIN
    session.commit()
    assert run("resend", "2018-07").stdout == "2 messages are sent again.\n"
    session.expire_all()
    queued = [item for item in session.exec(select(OutboxItem)).all() if item.kind in MESSAGES]
    assert {item.state for item in queued} == {OutboxState.QUEUED}


def test_a_month_that_was_never_opened() -> None:
    result = run("resend", "2017-01")
    assert result.exit_code == 2
    assert "2017-01" in result.stderr
