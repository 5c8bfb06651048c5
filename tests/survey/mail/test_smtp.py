import ssl
import time
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from survey.mail.outcomes import NotDelivered, Postponed, Rejected
from survey.mail.smtp import Server
from tests.survey.mail.server import Mailbox, serving, silent

pytestmark = pytest.mark.enable_socket
TO = "chair.audit@council.example"


@pytest.fixture
def message() -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "take@council.example", TO, "Hello"
    made.set_content("How is it going?")
    return made


def test_a_message_is_handed_over(message: EmailMessage) -> None:
    mailbox = Mailbox()
    with serving(mailbox) as url:
        Server(url, "take.example").send(message)
    assert mailbox.recipients == [TO]


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
        Server(url, "take.example").send(message)
    assert mailbox.messages == []


def test_a_server_that_stalls_is_left(message: EmailMessage) -> None:
    began = time.monotonic()
    with silent() as url, pytest.raises(Postponed, match="it stalled"):
        Server(url, "take.example", stall=0.2).send(message)
    assert time.monotonic() - began < 2


def test_a_server_that_stalls_after_the_message_is_left(message: EmailMessage) -> None:
    mailbox = Mailbox(holds=0)
    with serving(mailbox) as url, pytest.raises(Postponed, match="it stalled"):
        Server(url, "take.example", stall=0.2).send(message)


def test_a_server_that_is_away_postpones(message: EmailMessage) -> None:
    with silent() as url:
        pass
    with pytest.raises(Postponed, match="ConnectionRefusedError"):
        Server(url, "take.example").send(message)


def test_a_server_that_cannot_prove_who_it_is_gets_nothing(
    message: EmailMessage, tmp_path: Path
) -> None:
    mailbox = Mailbox()
    unproven = pytest.raises(Postponed, match="SSLCertVerificationError")
    with serving(mailbox, tls=self_signed(tmp_path)) as url, unproven:
        Server(url.replace("//", "//name:secret@"), "take.example").send(message)
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
        Server(url.replace("//", "//name:secret@"), "take.example").send(message)
    assert mailbox.messages == []
