import stat
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from survey.mail.folder import file_name, put

AT = datetime(2018, 7, 2, 9, 0, tzinfo=UTC)


def message(text: str) -> EmailMessage:
    made = EmailMessage()
    made.set_content(text)
    return made


def test_names_sort_by_time_and_row() -> None:
    name = file_name(AT, 12, "Leader@council.example")
    assert name == "20180702T090000Z-000012-leader@council.example.eml"
    assert file_name(AT, 9, "z@example.com") < name < file_name(AT, 100, "a@example.com")


@pytest.mark.parametrize("recipient", ["../../etc/passwd@x", "a/b@x", "\x00@x", "é" * 400 + "@x"])
def test_no_recipient_leads_out_of_the_folder(tmp_path: Path, recipient: str) -> None:
    folder = tmp_path / "outbox"
    written = put(folder, file_name(AT, 1, recipient), message("Hello"))
    assert written.parent == folder
    assert [path.name for path in tmp_path.iterdir()] == ["outbox"]


def test_a_message_written_twice_is_one_file_that_its_owner_alone_can_read(tmp_path: Path) -> None:
    folder = tmp_path / "outbox"
    put(folder, "a.eml", message("first"))
    written = put(folder, "a.eml", message("second"))
    assert list(folder.iterdir()) == [folder / "a.eml"]
    assert b"second" in written.read_bytes()
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
