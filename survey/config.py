"""Settings of the installation, read once from the environment."""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from survey.errors import ConfigError

SHORTEST_SECRET = 32
MAIL_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(\.[\w-]+)*", re.ASCII)

Network = IPv4Network | IPv6Network
LOOPBACK: tuple[Network, ...] = (ip_network("127.0.0.1"), ip_network("::1"))


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the installation keeps its things and how it is reached.

    `smtp_url` is `smtp://[user:password@]host[:port]` or `smtps://…`; empty means that mail is
    written to the folder `outbox` of `data_dir` instead. `host` and `port` are where `serve`
    listens, with `web_workers` processes. `mail_timeout` is how many seconds a mail server may be
    silent; `mail_per_minute` how many messages a recipients' domain gets in a minute, 0 for any
    number; `bounces_dir` a folder into which returned mail is put.
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
    mail_timeout: float = 10
    mail_per_minute: int = 0
    bounces_dir: Path | None = None
    trusted_proxies: tuple[Network, ...] = LOOPBACK

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
            web_workers=number("WEB_WORKERS", environ.get("WEB_WORKERS") or "2", 1, 64),
            smtp_url=mail_server(environ.get("SMTP_URL", "")),
            mail_from=mail_address(environ.get("MAIL_FROM") or "temperature-take@council.example"),
            mail_timeout=number("MAIL_TIMEOUT", environ.get("MAIL_TIMEOUT") or "10", 1, 120),
            mail_per_minute=number(
                "MAIL_PER_MINUTE", environ.get("MAIL_PER_MINUTE") or "0", 0, 10_000
            ),
            bounces_dir=folder(environ.get("BOUNCES_DIR", "")),
            trusted_proxies=networks(environ.get("TRUSTED_PROXIES") or "127.0.0.1, ::1"),
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


def number(name: str, text: str, least: int, most: int) -> int:
    if text.isascii() and text.isdigit() and least <= int(text) <= most:
        return int(text)
    raise ConfigError(f"{name} is '{text}'; use a whole number from {least} to {most}.")


def folder(text: str) -> Path | None:
    return Path(text).resolve() if text else None


def networks(text: str) -> tuple[Network, ...]:
    try:
        return tuple(ip_network(each.strip()) for each in text.split(","))
    except ValueError as error:
        raise ConfigError(
            f"TRUSTED_PROXIES is '{text}'; use the addresses or networks of your own proxies, "
            "such as 127.0.0.1, 10.0.0.0/24"
        ) from error


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
