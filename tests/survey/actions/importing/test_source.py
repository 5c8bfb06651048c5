from pathlib import Path

import pytest

from survey.actions.importing.source import MOST_BYTES, Source
from survey.errors import ImportFileError


def test_utf_8_is_read_with_and_without_a_byte_order_mark() -> None:
    text = "ref,name\n1,Überblick\n"
    rows = ((1, ("ref", "name")), (2, ("1", "Überblick")))
    assert Source.decode("a.csv", text.encode("utf-8")).rows == rows
    assert Source.decode("a.csv", text.encode("utf-8-sig")).rows == rows


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16"])
def test_another_encoding_is_refused_with_a_sentence(encoding: str) -> None:
    with pytest.raises(ImportFileError, match=r"a\.csv: the file is not UTF-8 .* save it as"):
        Source.decode("a.csv", "ref,name\n1,£12m\n".encode(encoding))


def test_the_line_of_the_first_wrong_byte_is_named() -> None:
    with pytest.raises(ImportFileError, match="line 2"):
        Source.decode("a.csv", b"ref,name\n1,\xa312m\n")


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(content: bytes) -> None:
    with pytest.raises(ImportFileError, match="the file is empty"):
        Source.decode("a.csv", content)


def test_a_monstrous_file_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "big.csv"
    with file.open("wb") as handle:
        handle.truncate(MOST_BYTES * 100)
    with pytest.raises(ImportFileError, match="larger than 5 MB"):
        Source.read(file)
