"""Personal links: random tokens, their hashes, and how a queued one is sealed."""

import base64
import hashlib
import secrets

from cryptography.fernet import Fernet, InvalidToken

from survey.errors import ConfigError

TOKEN_BYTES = 24  # 192 bits, 32 characters


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """SHA-256 in hex; a token is random enough that a slow hash would add nothing."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def seal(token: str, secret_key: str) -> str:
    """`token` encrypted (Fernet: AES-128-CBC with HMAC-SHA256) under the installation's key."""
    return box(secret_key).encrypt(token.encode("ascii")).decode("ascii")


def unseal(sealed: str, secret_key: str) -> str:
    try:
        return box(secret_key).decrypt(sealed.encode("ascii")).decode("ascii")
    except InvalidToken as error:
        raise ConfigError(
            "A queued link was sealed with another SECRET_KEY; "
            "restore that key, or reissue the link."
        ) from error


def box(secret_key: str) -> Fernet:
    digest = hashlib.blake2b(secret_key.encode(), digest_size=32, person=b"queued-links")
    return Fernet(base64.urlsafe_b64encode(digest.digest()))
