import hashlib
from pathlib import Path

import pytest

from survey.errors import Altered
from survey.public.shelf import Shelf


def stored(folder: Path, name: str, content: bytes) -> tuple[str, str]:
    (folder / name).write_bytes(content)
    return str(folder / name), hashlib.sha256(content).hexdigest()


def test_no_more_files_are_kept_than_it_holds(tmp_path: Path) -> None:
    shelf = Shelf(most=2)
    files = [stored(tmp_path, f"{place}", bytes([place])) for place in range(5)]
    for path, sha256 in files * 2:
        assert hashlib.sha256(shelf.content(path, sha256)).hexdigest() == sha256
        assert len(shelf) <= 2


def test_a_file_that_was_kept_is_not_trusted_under_another_hash(tmp_path: Path) -> None:
    shelf = Shelf()
    path, sha256 = stored(tmp_path, "page", b"words")
    shelf.content(path, sha256)
    with pytest.raises(Altered):
        shelf.content(path, "0" * 64)
    assert len(shelf) == 0
    assert shelf.content(path, sha256) == b"words"


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Altered, match="has been told"):
        Shelf().content(str(tmp_path / "nothing"), hashlib.sha256(b"words").hexdigest())
