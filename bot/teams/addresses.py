"""Which addresses the bot may call: connector hosts, file hosts, ids that are safe in a path.

The bot's bearer token goes where these functions allow, so each checks a whole address and refuses
what it does not know.
"""

import re
from functools import lru_cache
from urllib.parse import quote

from yarl import URL

FILE_DOMAINS = (
    "sharepoint.com",
    "sharepoint.us",
    "sharepoint-mil.us",
    "sharepoint.cn",
    "onedrive.com",
    "onedrive.live.com",
    "livefilestore.com",
    "microsoftpersonalcontent.com",
    "1drv.com",
    "1drv.ms",
)
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_PLAIN = re.compile(r"[A-Za-z0-9_.\-:@;=,~]+")  # nearly all ids, which then need no quoting
_UNSAFE_IN_PATH = re.compile(r"[/?#\\%\x00-\x20\x7f]")


def is_loopback(url: URL) -> bool:
    """Say whether an http or https address is on this machine."""
    return url.scheme in {"http", "https"} and url.host in _LOOPBACK


def parsed(text: str) -> URL | None:
    """Read an absolute address without user, query or fragment; None when it is anything else."""
    try:
        url = URL(text)
        plain = (
            url.absolute
            and url.host
            and not (url.user or url.password or url.query_string or url.fragment)
        )
    except ValueError:
        return None
    return url if plain else None


@lru_cache(maxsize=1024)  # called for every message with a few addresses
def may_send_to(service_url: str, hosts: frozenset[str], *, local: bool) -> bool:
    """Say whether `service_url` is one of `hosts` over https, or on this machine in local mode."""
    url = parsed(service_url)
    if url is None or ".." in service_url:
        return False
    if local and is_loopback(url):
        return True
    return url.scheme == "https" and url.port == 443 and (url.host or "").lower() in hosts


def may_upload_to(address: str, *, local: bool) -> bool:
    """Say whether we may upload a file to `address`: a Microsoft file host over https.

    In local mode also this machine.
    """
    try:
        url = URL(address)
    except ValueError:
        return False
    if url.user or url.password:
        return False
    if local and is_loopback(url):
        return True
    host = (url.host or "").lower()
    known = any(host == domain or host.endswith(f".{domain}") for domain in FILE_DOMAINS)
    return known and url.scheme == "https" and url.port == 443


def same_address(one: str, other: str) -> bool:
    """Compare two service addresses; a slash at the end makes no difference."""
    return one.rstrip("/") == other.rstrip("/")


def is_safe_id(identifier: str) -> bool:
    """Say whether a conversation or activity id is safe as one segment of a path."""
    short = 0 < len(identifier) <= 1024
    return short and ".." not in identifier and not _UNSAFE_IN_PATH.search(identifier)


def in_path(identifier: str) -> str:
    """Write an id as one path segment."""
    return identifier if _PLAIN.fullmatch(identifier) else quote(identifier, safe=":@;=,~")
