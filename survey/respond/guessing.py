"""Whoever guesses personal links, told apart from whoever has one.

Only links that do not exist are counted, by where they come from. A link can be guessed in no
lifetime; what is spared is the database, and the log of whoever watches over it.
"""

import time
from ipaddress import ip_address, ip_network
from math import ceil

from flask import current_app, request
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

MISSES = parse("50 per 10 minutes")
NAME = "guessed links"


def seconds_to_wait() -> int:
    """How long no link is looked at from where this visitor is; 0 where it is looked at now."""
    if counter().test(MISSES, visitor()):
        return 0
    reset_at = counter().get_window_stats(MISSES, visitor()).reset_time
    return max(1, ceil(reset_at - time.time()))


def count_miss() -> None:
    counter().hit(MISSES, visitor())


def counter() -> FixedWindowRateLimiter:
    """The misses of each visitor, in the memory of this process."""
    found = current_app.extensions.get(NAME)
    if found is None:
        found = current_app.extensions[NAME] = FixedWindowRateLimiter(MemoryStorage())
    return found


def visitor() -> str:
    """Where the request comes from: an address, or the network of 64 bits that one household has.

    Behind a proxy that the settings trust it is what the proxy says.
    """
    address = request.remote_addr or ""
    told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    if told and is_trusted(address):
        address = told
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((parsed, 64), strict=False)) if parsed.version == 6 else address


def is_trusted(address: str) -> bool:
    """Whether `address` is that of a proxy of the house."""
    proxies = current_app.extensions["settings"].trusted_proxies
    try:
        return any(ip_address(address) in network for network in proxies)
    except ValueError:
        return False
