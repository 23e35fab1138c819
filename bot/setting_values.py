"""What the values of settings look like: lists, addresses, pages, keys, hosts and mailboxes."""

import re
from urllib.parse import SplitResult, urlsplit

from bot.network import is_loopback

MAIL = re.compile(r"[^@\s<>\"]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+|[^@\s<>\"]+@localhost")
UUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")


def listed(text: str) -> list[str]:
    """Return what is between commas, semicolons or blanks, in lower case."""
    return [part.strip().lower() for part in re.split(r"[,;\s]+", text) if part.strip()]


def parts_of(url: str) -> SplitResult:
    """Return an address in its parts; one that cannot be parsed has only empty parts."""
    nothing = SplitResult("", "", "", "", "")
    try:
        parts = urlsplit(url)
        return nothing if parts.port == 0 or not url.isprintable() else parts
    except ValueError:  # unclosed brackets, a bad port
        return nothing


def is_https(url: str) -> bool:
    """Say whether an address is https, and not of this machine."""
    parts = parts_of(url)
    return parts.scheme == "https" and bool(parts.hostname) and not is_loopback(parts.hostname)


def is_page(url: str) -> bool:
    """Say whether browsers can be sent to an address and to paths below it."""
    parts = parts_of(url)
    bare = not (parts.query or parts.fragment or parts.username)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and bare


def is_notify_key(key: str) -> bool:
    """Say whether a key has the form of those of GOV.UK Notify."""
    return re.fullmatch(rf"\S+-{UUID}-{UUID}", key) is not None
