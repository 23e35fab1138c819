"""The package by which the app comes into Teams: what is remembered of each, and what comes next.

An app keeps its id for ever. Another bot behind the same app would end every chat, so a change of
the bot is never silent; and Teams takes a package only if its version is higher than the last.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256

from surveys.problems import Refusal

FIRST_VERSION = "1.0.0"
_VERSION = re.compile(r"(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})")


@dataclass(frozen=True, slots=True)
class AppPackage:
    """A package: the app's id, the bot's, a version such as 1.0.2, and the hash of the file."""

    app_id: str
    bot_id: str
    version: str
    file_hash: str = ""  # SHA-256 in hexadecimal; empty before the file is drawn


@dataclass(frozen=True, slots=True)
class AppIcons:
    """The pictures of the app, as PNG: in colour, 192 x 192; white on nothing, 32 x 32."""

    color: bytes
    outline: bytes


@dataclass(frozen=True, slots=True)
class PackageNeeds:
    """What a package is held against. `last` is the newest that was made, if there is one."""

    bot_id: str
    public_url: str
    last: AppPackage | None = None


DrawPackage = Callable[[AppPackage], bytes]


def version_numbers(version: object) -> tuple[int, ...] | None:
    """Return the three numbers of a version such as 1.0.2; None where it is not one."""
    found = _VERSION.fullmatch(version) if isinstance(version, str) else None
    return tuple(map(int, found.groups())) if found else None


def first_app_id(bot_id: str) -> str:
    """Return the id of the app of a bot: the same each time, should the database be lost.

    It is a UUID of version 8 (RFC 9562), made of a hash.
    """
    made = sha256(f"golden-thread:{bot_id.lower()}".encode()).hexdigest()
    return f"{made[:8]}-{made[8:12]}-8{made[13:16]}-a{made[17:20]}-{made[20:32]}"


def hash_of(content: bytes) -> str:
    """Return the hash of a package file, in hexadecimal."""
    return sha256(content).hexdigest()


def next_package(
    last: AppPackage | None, bot_id: str, draw: DrawPackage, version: str, *, new_bot: bool
) -> AppPackage:
    """Return which package to make: the last one again where nothing in it would be different.

    `version` is what was asked for, empty to let it be the next. Refuses `app-bot-changed` unless
    the change is meant (`new_bot`), and `app-version-wrong`.
    """
    if last is None:
        return AppPackage(first_app_id(bot_id), bot_id, _higher(version or FIRST_VERSION, None))
    if last.bot_id != bot_id and not new_bot:
        raise Refusal("app-bot-changed", last=last.bot_id, now=bot_id)
    same = replace(last, bot_id=bot_id, file_hash="")
    is_unchanged = hash_of(draw(same)) == last.file_hash
    if is_unchanged and version in {"", last.version}:
        return last
    return replace(same, version=_higher(version or _after(last.version), last.version))


def _after(version: str) -> str:
    major, minor, patch = version_numbers(version) or (1, 0, 0)
    return f"{major}.{minor}.{patch + 1}"


def _higher(version: str, last: str | None) -> str:
    numbers, before = version_numbers(version), version_numbers(last)
    if numbers is None or (before is not None and numbers <= before):
        above = f", higher than {last}" if last else ""
        raise Refusal("app-version-wrong", version=version, above=above)
    return version
