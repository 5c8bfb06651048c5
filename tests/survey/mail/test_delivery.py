from dataclasses import replace
from datetime import datetime
from email.message import EmailMessage

import pytest

from survey.config import Settings
from survey.mail.delivery import Route
from survey.mail.outcomes import Postponed
from survey.models import OutboxItem, OutboxKind
from tests.survey.mail.server import Mailbox, serving

TO = "chair.audit@council.example"


@pytest.fixture
def item(now: datetime) -> OutboxItem:
    kind = OutboxKind.INVITATION
    return OutboxItem(id=7, kind=kind, subject_id=1, key="key", due_at=now, created_at=now)


@pytest.fixture
def message() -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "take@council.example", TO, "Hello"
    made.set_content("How is it going?")
    return made


def test_without_a_server_it_is_a_file_of_the_outbox_folder(
    item: OutboxItem, message: EmailMessage, settings: Settings
) -> None:
    told: list[None] = []
    said = Route.of(settings).deliver(item, message, lambda: told.append(None))
    assert not told
    (file,) = settings.outbox_dir.iterdir()
    assert file.name == f"20180702T090000Z-000007-{TO}.eml"
    assert b"How is it going?" in file.read_bytes()
    assert said == f"Written to the folder as {file.name}"


def test_a_folder_that_cannot_be_written_to_postpones(
    item: OutboxItem, message: EmailMessage, settings: Settings
) -> None:
    settings.outbox_dir.write_text("a file stands where the folder should be")
    with pytest.raises(Postponed, match="outbox cannot be written to"):
        Route.of(settings).deliver(item, message, lambda: None)


@pytest.mark.enable_socket
def test_with_a_server_nothing_is_written_to_the_folder(
    item: OutboxItem, message: EmailMessage, settings: Settings
) -> None:
    mailbox = Mailbox()
    with serving(mailbox) as url:
        route = Route.of(replace(settings, smtp_url=url))
        route.deliver(item, message, lambda: None)
        route.rest()
    assert mailbox.recipients == [TO]
    assert not settings.outbox_dir.exists()
