"""The `once` of an opened form: made and signed here, good for a day, and used for one response.

It says when it was made and for which link, so nothing is stored until someone answers. Without our
key none can be made, so that one client is not a thousand families.
"""

import hmac
import re
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from storage.trust.encryption import Keyring

GOOD_FOR = timedelta(days=1)
CLOCKS_DIFFER = timedelta(minutes=5)  # between two machines of one installation
_MADE, _HALF = 8, 32  # hex digits: seconds since 1970; a number drawn, and its signature
_USE, _BEFORE_CODES = "form with a code", "form"
_SHAPE = re.compile(rf"[0-9a-f]{{{_MADE + 2 * _HALF}}}", re.ASCII)


def new_once(keyring: Keyring, link: str, now: datetime) -> str:
    """Return the `once` of a page that is opened now, in hex digits."""
    return _signed(keyring, link, now, secrets.token_hex(_HALF // 2))


def once_after(
    keyring: Keyring, link: str, once: str, sent: Mapping[str, tuple[str, ...]], now: datetime
) -> str:
    """Return the `once` for what was sent under another, the same for the same again that hour.

    So a repeat of a page that was sent under no good `once` is still one response.
    """
    if not once:
        return new_once(keyring, link, now)
    hour = now.replace(minute=0, second=0, microsecond=0)
    drawn = keyring.mark("once", link, once, sorted(sent.items()), hour)[:_HALF]
    return _signed(keyring, link, hour, drawn)


def is_good(keyring: Keyring, link: str, once: str, now: datetime) -> bool:
    """Say whether a `once` was made here for that link, less than a day ago."""
    if not _SHAPE.fullmatch(once):
        return False
    if not any(_is_signed(keyring, link, once, use) for use in (_USE, _BEFORE_CODES)):
        return False
    age = now.timestamp() - int(once[:_MADE], 16)
    return -CLOCKS_DIFFER.total_seconds() <= age < GOOD_FOR.total_seconds()


def has_no_code(keyring: Keyring, link: str, once: str) -> bool:
    """Say whether a `once` was made before pages had receipt codes."""
    return bool(_SHAPE.fullmatch(once)) and _is_signed(keyring, link, once, _BEFORE_CODES)


def _is_signed(keyring: Keyring, link: str, once: str, use: str) -> bool:
    made, drawn = once[:_MADE], once[_MADE : _MADE + _HALF]
    return hmac.compare_digest(made + drawn + _proof(keyring, link, made, drawn, use), once)


def _signed(keyring: Keyring, link: str, made_at: datetime, drawn: str) -> str:
    made = f"{int(made_at.timestamp()):0{_MADE}x}"
    return made + drawn + _proof(keyring, link, made, drawn)


def _proof(keyring: Keyring, link: str, made: str, drawn: str, use: str = _USE) -> str:
    return keyring.mark(use, link, made, drawn)[:_HALF]
