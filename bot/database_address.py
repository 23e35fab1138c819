"""The address of the database in `GT_DATABASE_URL`: what can be told without opening it."""

import re
from urllib.parse import parse_qs, urlsplit

LOCAL, SERVER = "sqlite:///", "postgresql://"
MOST = 100  # connections of a process to read, and as many to write
_PART = r"(?:[^@:/?#%]|%[0-9a-fA-F]{2})*"


def is_one(url: str) -> bool:
    """Say whether it is a file of SQLite or a server of PostgreSQL, with a host if it needs one."""
    if url.startswith(LOCAL):  # one in memory would be gone after each command
        return url.removeprefix(LOCAL) not in {"", ":memory:"}
    try:
        return url.startswith(SERVER) and url.isprintable() and urlsplit(url).port != 0
    except ValueError:  # unclosed brackets, a bad port
        return False


def is_encoded(url: str) -> bool:
    """Say whether no sign in the user or the password ends it too early."""
    named, _, _ = url.removeprefix(SERVER).rpartition("@")
    return not url.startswith(SERVER) or re.fullmatch(f"{_PART}(:{_PART})?", named) is not None


def has_pool_size(url: str) -> bool:
    """Say whether the number of connections, where it names one, is a number that can be meant."""
    sizes = parse_qs(url.partition("?")[2]).get("pool_size", ["1"])
    return all(size.isascii() and size.isdecimal() and 1 <= int(size) <= MOST for size in sizes)
