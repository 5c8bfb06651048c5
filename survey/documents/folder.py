"""Where the files of an edition lie."""

import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from survey.documents import RenderedFile

# `summary_json` writes it last.
HASH_AT_THE_END = re.compile(rb'"sha256":"([0-9a-f]{64})"\}\s*$')
LONGEST_END = 100


def edition_folder(editions: Path, period: str, number: int) -> Path:
    """The folder of a published edition, within the installation's folder of editions."""
    return editions / period / str(number)


def draft_folder(editions: Path, period: str, number: int) -> Path:
    return editions / "drafts" / period / str(number)


def write_folder(folder: Path, files: Mapping[str, RenderedFile]) -> None:
    """Put `files` in place of `folder`, all of them or, if this is interrupted, none."""
    building = folder.with_name(f".{folder.name}.building")
    remove_folder(building)
    building.mkdir(parents=True)
    for name, file in files.items():
        with (building / name).open("wb") as handle:
            handle.write(file.content)
            handle.flush()
            os.fsync(handle.fileno())
    remove_folder(folder)
    building.rename(folder)
    keep_on_disk(folder)
    keep_on_disk(folder.parent)


def drawn_from(folder: Path) -> str:
    """The hash of the payload that the files in `folder` were drawn from; '' where it is torn.

    Raises FileNotFoundError where there are none.
    """
    with (folder / "summary.json").open("rb") as handle:
        handle.seek(0, os.SEEK_END)
        handle.seek(max(0, handle.tell() - LONGEST_END))
        found = HASH_AT_THE_END.search(handle.read())
    return found[1].decode() if found else ""


def remove_folder(folder: Path) -> None:
    """Take `folder` away, whether it is there or not."""
    if folder.exists():
        shutil.rmtree(folder)


def keep_on_disk(folder: Path) -> None:
    """A rename survives a power cut only once the folder that holds the names is written."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
