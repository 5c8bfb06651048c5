from pathlib import Path

import pandas as pd
import pytest

from survey.actions.importing.limits import Limits
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


@pytest.mark.parametrize("kind", ["csv", "ods", "xlsx"])
def test_whoever_reads_more_than_an_import_says_how_much(tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"a.{kind}"
    frame = pd.DataFrame({"ref": ["1", "2", "3"]})
    if kind == "csv":
        frame.to_csv(file, index=False)
    else:
        frame.to_excel(file, index=False)
    assert len(Source.read(file, Limits(rows=4)).rows) == 4
    with pytest.raises(ImportFileError, match=rf"a\.{kind}, row 4: a file may have 3 rows; split"):
        Source.read(file, Limits(rows=3))
    with pytest.raises(ImportFileError, match=rf"a\.{kind}: the file is larger than 0 MB"):
        Source.read(file, Limits(bytes=1))
    if kind != "csv":
        for limits in (Limits(unpacked=99), Limits(elements=3)):
            with pytest.raises(ImportFileError, match="unpacks to far more than any table"):
                Source.read(file, limits)
