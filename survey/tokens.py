"""Personal links: random tokens, their hashes, how a queued one is sealed; and mailed codes."""

import base64
import hashlib
import hmac
import secrets

from cryptography.fernet import Fernet, InvalidToken

from survey.errors import ConfigError

TOKEN_BYTES = 24  # 192 bits, 32 characters
CODE_MINUTES = 30


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


def six_digits(key: str, secret_key: str) -> str:
    """The code that the message of the outbox row `key` tells its reader, such as '042917'.

    It follows from the row and the installation's key, so that it is stored nowhere.
    """
    digest = hmac.digest(secret_key.encode(), b"mailed code " + key.encode(), "sha256")
    return f"{int.from_bytes(digest) % 1_000_000:06d}"
