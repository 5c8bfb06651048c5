"""Settings of the installation, read once from the environment."""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from survey.errors import ConfigError

SHORTEST_SECRET = 32
MAIL_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(\.[\w-]+)*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the installation keeps its things and how it is reached.

    `smtp_url` is `smtp://[user:password@]host[:port]` or `smtps://…`; empty means that mail is
    written to the folder `outbox` of `data_dir` instead. `host` and `port` are where `serve`
    listens, with `web_workers` processes.
    """

    data_dir: Path
    database_url: str
    secret_key: str
    base_url: str
    host: str
    port: int
    web_workers: int
    smtp_url: str
    mail_from: str

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Settings from environment variables, each validated; `ConfigError` names the bad one."""
        data_dir = Path(environ.get("DATA_DIR") or "data").resolve()
        port = port_number(environ.get("PORT") or "8000")
        return cls(
            data_dir=data_dir,
            database_url=environ.get("DATABASE_URL") or f"sqlite:///{data_dir / 'survey.sqlite'}",
            secret_key=secret(environ.get("SECRET_KEY", ""), data_dir / "secret-key"),
            base_url=web_address(environ.get("BASE_URL") or f"http://localhost:{port}"),
            host=environ.get("HOST") or "127.0.0.1",
            port=port,
            web_workers=processes(environ.get("WEB_WORKERS") or "2"),
            smtp_url=mail_server(environ.get("SMTP_URL", "")),
            mail_from=mail_address(environ.get("MAIL_FROM") or "temperature-take@council.example"),
        )

    @property
    def secure(self) -> bool:
        """Whether people reach the service by https, so that cookies may insist on it."""
        return self.base_url.startswith("https://")

    @property
    def editions_dir(self) -> Path:
        return self.data_dir / "editions"

    @property
    def outbox_dir(self) -> Path:
        return self.data_dir / "outbox"


def port_number(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise ConfigError(f"PORT is '{text}', which is no port; use a number from 1 to 65535.")


def processes(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) <= 64:
        return int(text)
    raise ConfigError(f"WEB_WORKERS is '{text}'; use a number of processes from 1 to 64.")


def mail_address(text: str) -> str:
    if MAIL_ADDRESS.fullmatch(text):
        return text
    raise ConfigError(
        f"MAIL_FROM is '{text}', which is not one plain mail address; "
        "use something like take@council.example"
    )


def web_address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme in {"http", "https"} and parts.hostname and parts.path in {"", "/"}:
        return text.rstrip("/")
    raise ConfigError(
        f"BASE_URL is '{text}', which is no web address; use something like "
        "https://take.council.example"
    )


def mail_server(text: str) -> str:
    parts = urlsplit(text)
    if not text or (parts.scheme in {"smtp", "smtps"} and parts.hostname):
        return text
    raise ConfigError("SMTP_URL is not of the form smtp://host:port or smtps://user:password@host.")


def secret(given: str, file: Path) -> str:
    """The key that signs cookies and seals links: from SECRET_KEY, else from `file`."""
    key = given or (file.read_text("ascii").strip() if file.exists() else "")
    if key and len(key) < SHORTEST_SECRET:
        raise ConfigError(
            f"SECRET_KEY has {len(key)} characters; use a random one of {SHORTEST_SECRET} or more."
        )
    return key


def create_secret(data_dir: Path) -> None:
    """Write a random key into the file `secret-key` of `data_dir`, for its owner's eyes only."""
    file = data_dir / "secret-key"
    if file.exists():
        return
    data_dir.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        handle.write(secrets.token_urlsafe(48))
