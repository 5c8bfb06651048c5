import ssl
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from survey.mail.outcomes import NotDelivered, Postponed, Rejected, Uncertain
from survey.mail.smtp import MOST_OVER_ONE_CONNECTION, Server, on_the_wire
from tests.survey.mail.server import Mailbox, breaking, serving, silent

pytestmark = pytest.mark.enable_socket
TO = "chair.audit@council.example"
READY = [b"220 hello\r\n", b"250 hello\r\n", b"250 sender\r\n", b"250 recipient\r\n"]


def message_to(recipient: str, text: str = "How is it going?") -> EmailMessage:
    made = EmailMessage(policy=SMTP)
    made["From"], made["To"], made["Subject"] = "take@council.example", recipient, "Hello"
    made.set_content(text)
    return made


@pytest.fixture
def message() -> EmailMessage:
    return message_to(TO)


CARRIERS: list[Server] = []


def server(url: str, stall: float = 10) -> Server:
    CARRIERS.append(Server(url, "take.example", stall))
    return CARRIERS[-1]


@pytest.fixture(autouse=True)
def left() -> Iterator[None]:
    """No connection outlives its test."""
    yield
    while CARRIERS:
        CARRIERS.pop().leave()


def send(url: str, message: EmailMessage, stall: float = 10) -> str:
    """Send over a connection of its own; it must be told before the text goes, or not at all."""
    told: list[None] = []
    said = server(url, stall).send(message, lambda: told.append(None))
    assert len(told) == 1
    return said


def test_a_message_is_handed_over_and_the_answer_kept(message: EmailMessage) -> None:
    mailbox = Mailbox()
    with serving(mailbox) as url:
        assert send(url, message) == "250 OK"
    assert mailbox.recipients == [TO]


def test_lines_that_begin_with_a_dot_and_words_beyond_ascii_arrive_as_written() -> None:
    text = ".\r\n..two\r\n.£5 à côté — 90% ☂\r\n"
    mailbox = Mailbox()
    written = message_to(TO, text)
    assert on_the_wire(written).isascii()
    with serving(mailbox) as url:
        send(url, written)
    assert mailbox.messages[0].get_content().splitlines() == text.splitlines()


def test_an_address_beyond_ascii_needs_a_server_that_can_write_to_it() -> None:
    mailbox = Mailbox()
    with serving(mailbox) as url:
        send(url, message_to("josé@council.example"))
    (arrived,) = mailbox.recipients
    assert arrived.encode("utf-8", "surrogateescape").decode() == "josé@council.example"
    plain = [b"220 hello\r\n", b"250 hello\r\n", b"250 ok\r\n"]
    with breaking(plain) as url, pytest.raises(Rejected, match="cannot write to this address"):
        server(url).send(message_to("josé@council.example"), lambda: None)


@pytest.mark.parametrize("where", ["answers", "refusals"])
@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("451 Try again later", Postponed),
        ("421 Closing", Postponed),
        ("550 No such user here", Rejected),
        ("554 Refused", Rejected),
    ],
)
def test_what_the_server_says_decides(
    message: EmailMessage, where: str, answer: str, outcome: type[NotDelivered]
) -> None:
    mailbox = Mailbox(**{where: {TO: answer}})  # type: ignore[arg-type]
    with serving(mailbox) as url, pytest.raises(outcome, match=f"answered {answer}"):
        server(url).send(message, lambda: None)
    assert mailbox.messages == []


def test_whoever_is_refused_was_never_handed_over(message: EmailMessage) -> None:
    told: list[None] = []
    mailbox = Mailbox(refusals={TO: "550 No such user"})
    with serving(mailbox) as url, pytest.raises(Rejected):
        server(url).send(message, lambda: told.append(None))
    assert not told


def test_one_connection_carries_many_messages_refused_ones_between(
    message: EmailMessage,
) -> None:
    mailbox = Mailbox(refusals={"gone@council.example": "550 No such user"})
    mailbox.answers["full@council.example"] = "452 Mailbox full"
    with serving(mailbox) as url:
        carrier = server(url)
        carrier.send(message, lambda: None)
        with pytest.raises(Rejected):
            carrier.send(message_to("gone@council.example"), lambda: None)
        with pytest.raises(Postponed):
            carrier.send(message_to("full@council.example"), lambda: None)
        carrier.send(message, lambda: None)
    assert mailbox.recipients == [TO, TO]
    assert mailbox.connections == 1


def test_a_connection_is_left_after_its_share(message: EmailMessage) -> None:
    mailbox = Mailbox()
    with serving(mailbox) as url:
        carrier = server(url)
        for _ in range(MOST_OVER_ONE_CONNECTION + 1):
            carrier.send(message, lambda: None)
    assert len(mailbox.messages) == MOST_OVER_ONE_CONNECTION + 1
    assert mailbox.connections == 2


def test_a_kept_connection_that_the_server_ended_is_made_anew(message: EmailMessage) -> None:
    mailbox = Mailbox()
    with serving(mailbox) as url:
        carrier = server(url)
        carrier.send(message, lambda: None)
        assert carrier.session
        assert carrier.session.sock
        carrier.session.sock.close()
        carrier.send(message, lambda: None)
    assert len(mailbox.messages) == 2


def test_what_cannot_be_kept_is_not_handed_over(message: EmailMessage) -> None:
    def disk_full() -> None:
        raise RuntimeError

    mailbox = Mailbox()
    with serving(mailbox) as url:
        carrier = server(url)
        with pytest.raises(RuntimeError):
            carrier.send(message, disk_full)
        assert carrier.session is None
    assert mailbox.messages == []


def test_a_server_that_stalls_is_left(message: EmailMessage) -> None:
    began = time.monotonic()
    with silent() as url, pytest.raises(Postponed, match="it stalled"):
        server(url, stall=0.2).send(message, lambda: None)
    assert time.monotonic() - began < 2


def test_a_server_that_stalls_after_the_message_leaves_it_uncertain(
    message: EmailMessage,
) -> None:
    mailbox = Mailbox(holds=0)
    with serving(mailbox) as url, pytest.raises(Uncertain, match=r"never came \(it stalled"):
        send(url, message, stall=0.2)


def test_a_connection_cut_after_the_message_leaves_it_uncertain(message: EmailMessage) -> None:
    mailbox = Mailbox(cuts={TO})
    with serving(mailbox) as url, pytest.raises(Uncertain, match="answer never came"):
        send(url, message)
    assert mailbox.recipients == [TO]


@pytest.mark.parametrize(
    ("script", "outcome"),
    [
        (READY, Postponed),
        ([*READY, b"354 go ahead\r\n"], Uncertain),
        ([*READY, b"503 What?\r\n"], Rejected),
        ([*READY, b"gibberish\r\n"], Postponed),
    ],
    ids=["before DATA is answered", "after the go-ahead", "DATA is refused", "no SMTP at all"],
)
def test_where_a_connection_breaks_decides(
    message: EmailMessage, script: list[bytes], outcome: type[NotDelivered]
) -> None:
    with breaking(script) as url, pytest.raises(outcome):
        send(url, message)


def test_an_answer_that_is_none_leaves_it_uncertain(message: EmailMessage) -> None:
    lines = on_the_wire(message).count(b"\n")
    silence = [b""] * lines
    script = [*READY, b"354 go ahead\r\n", *silence, b"399 who knows\r\n"]
    with breaking(script) as url, pytest.raises(Uncertain, match="399 who knows"):
        send(url, message)


def test_a_server_that_is_away_postpones_and_is_left_alone_for_a_while(
    message: EmailMessage,
) -> None:
    with silent() as url:
        pass
    carrier = server(url)
    for _ in range(2):
        with pytest.raises(Postponed, match="ConnectionRefusedError"):
            carrier.send(message, lambda: None)
    mailbox = Mailbox()
    with serving(mailbox) as awake:
        carrier.url = awake
        with pytest.raises(Postponed, match="ConnectionRefusedError"):
            carrier.send(message, lambda: None)
        carrier.away = (time.monotonic(), "")
        carrier.send(message, lambda: None)
    assert mailbox.recipients == [TO]


def test_a_server_that_cannot_prove_who_it_is_gets_nothing(
    message: EmailMessage, tmp_path: Path
) -> None:
    mailbox = Mailbox()
    unproven = pytest.raises(Postponed, match="SSLCertVerificationError")
    with serving(mailbox, tls=self_signed(tmp_path)) as url, unproven:
        server(url.replace("//", "//name:secret@")).send(message, lambda: None)
    assert mailbox.messages == []


def self_signed(folder: Path) -> ssl.SSLContext:
    """The context of a server whose certificate nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem, plain, no_password = Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    file = folder / "server.pem"
    file.write_bytes(key.private_bytes(pem, plain, no_password) + certificate.public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def test_no_password_is_offered_where_none_is_asked_for(message: EmailMessage) -> None:
    mailbox = Mailbox()
    with serving(mailbox) as url, pytest.raises(Postponed, match="has no sign-in"):
        server(url.replace("//", "//name:secret@")).send(message, lambda: None)
    assert mailbox.messages == []
