"""Addresses of static files that change with the files' content, so they may be kept for ever."""

import hashlib
import time
from collections.abc import Iterator
from math import inf
from pathlib import Path

from flask import Flask, Response, current_app

FINGERPRINT_LENGTH = 12
SCRIPT = ".js"
FOR_EVER = "public, max-age=31536000, immutable"
# A static file asked for without its fingerprint, or with an earlier one.
FOR_AN_HOUR = "public, max-age=3600"
# A page links half a dozen files, and looking at each again for every page is felt.
LOOK_EVERY = 1.0  # seconds


class Assets:
    """The static files of `folder`, as reached below `path` ('/static').

    A script imports others by where it lies, so all scripts together have one fingerprint, which is
    a folder of their address: no old one ever meets a new one.
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
        """Where the file `name` is; `FileNotFoundError` if there is none.

        'take.css' -> '/static/take.css?v=0123456789ab', 'take.js' -> '/static/0123456789ab/take.js'
        """
        looked, told = self._told.get(name, (-inf, ""))
        now = time.monotonic()
        if now - looked >= self.look_every:
            told = self._address(name)
            self._told[name] = (now, told)
        return told

    def _address(self, name: str) -> str:
        if name.endswith(SCRIPT) and self.fingerprint(name):
            return f"{self.path}/{self.fingerprint_of_scripts()}/{name}"
        return f"{self.path}/{name}?v={self.fingerprint(name)}"

    def fingerprint_of_scripts(self) -> str:
        """Changes with the content of any script."""
        names = sorted(file.relative_to(self.folder).as_posix() for file in self._scripts())
        together = " ".join(f"{name} {self.fingerprint(name)}" for name in names)
        return hashlib.sha256(together.encode()).hexdigest()[:FINGERPRINT_LENGTH]

    def _scripts(self) -> Iterator[Path]:
        return self.folder.rglob(f"*{SCRIPT}")

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
    rule = (
        f"{app.static_url_path}/<string(length={FINGERPRINT_LENGTH}):fingerprint>/<path:filename>"
    )
    app.add_url_rule(rule, "script", script, methods=["GET"])


def script(fingerprint: str, filename: str) -> Response:
    """A script as it is now; a page that was made before the last change may ask for it too."""
    response = current_app.send_static_file(filename)
    assets: Assets = current_app.extensions["assets"]
    current = fingerprint == assets.fingerprint_of_scripts()
    response.headers["Cache-Control"] = FOR_EVER if current else FOR_AN_HOUR
    return response
