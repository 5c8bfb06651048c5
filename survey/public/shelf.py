"""Published bytes that were read from disk and found to be what was published."""

import hashlib
import os
from collections import OrderedDict
from pathlib import Path

from survey.errors import Altered

MOST_FILES = 64
Identity = tuple[int, int, int, int]


class Shelf:
    """The last files that were verified, kept in memory until they change on disk.

    A file is read again when its inode, size or a time of it differs, or when the database
    expects another hash.
    """

    def __init__(self, most: int = MOST_FILES) -> None:
        self._most = most
        self._kept: OrderedDict[str, tuple[Identity, str, bytes]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def content(self, path: str, sha256: str) -> bytes:
        """The bytes of `path`; Altered where it is missing or its hash is not `sha256`."""
        try:
            now = identity(path)
            kept = self._kept.get(path)
            if kept is not None and kept[:2] == (now, sha256):
                self._kept.move_to_end(path)
                return kept[2]
            content = Path(path).read_bytes()
        except FileNotFoundError:
            content = b""
            now = (0, 0, 0, 0)
        if hashlib.sha256(content).hexdigest() != sha256:
            self._kept.pop(path, None)
            raise Altered(
                "This page is no longer exactly what was published, so it is not shown. "
                "Whoever manages the survey has been told."
            )
        self._keep(path, now, sha256, content)
        return content

    def _keep(self, path: str, now: Identity, sha256: str, content: bytes) -> None:
        self._kept[path] = (now, sha256, content)
        self._kept.move_to_end(path)
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)


def identity(path: str) -> Identity:
    """What differs once somebody has written to the file; the last of it cannot be set back."""
    state = os.stat(path)  # noqa: PTH116 - this is done for every visitor
    return state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns
