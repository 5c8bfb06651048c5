"""Addresses of static files that change with the files' content, so they may be kept for ever."""

import hashlib
import time
from math import inf
from pathlib import Path

from flask import Flask

FINGERPRINT_LENGTH = 12
# A page links half a dozen files, and looking at each again for every page is felt.
LOOK_EVERY = 1.0  # seconds


class Assets:
    """The static files of `folder`, as reached below `path` ('/static').

    A fingerprint is computed when a file is first asked for and again when it changes on disk;
    whether it has changed is looked up once in `look_every` seconds at most.
    It needs no request, because published pages are rendered outside any.
    """

    def __init__(self, folder: Path, path: str, look_every: float = 0) -> None:
        self.folder = folder
        self.path = path
        self.look_every = look_every
        self._seen: dict[str, tuple[int, int, str]] = {}
        self._told: dict[str, tuple[float, str]] = {}

    def address(self, name: str) -> str:
        """'take.css' -> '/static/take.css?v=0123456789ab'; `FileNotFoundError` if there is none."""
        looked, told = self._told.get(name, (-inf, ""))
        now = time.monotonic()
        if now - looked >= self.look_every:
            told = f"{self.path}/{name}?v={self.fingerprint(name)}"
            self._told[name] = (now, told)
        return told

    def fingerprint(self, name: str) -> str:
        file = self.folder / name
        state = file.stat()
        size, changed, known = self._seen.get(name, (-1, -1, ""))
        if (size, changed) != (state.st_size, state.st_mtime_ns):
            known = hashlib.sha256(file.read_bytes()).hexdigest()[:FINGERPRINT_LENGTH]
            self._seen[name] = (state.st_size, state.st_mtime_ns, known)
        return known

    def is_current(self, name: str, fingerprint: str | None) -> bool:
        """Whether `fingerprint` is that of the file `name`, a file that exists, as it is now."""
        return fingerprint is not None and fingerprint == self.fingerprint(name)


def init_assets(app: Flask) -> None:
    if app.static_folder is None or app.static_url_path is None:
        raise ValueError("The shell needs the application's static folder.")
    assets = Assets(Path(app.static_folder), app.static_url_path, LOOK_EVERY)
    app.extensions["assets"] = assets
    app.jinja_env.globals["asset"] = assets.address
