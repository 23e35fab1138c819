"""The keys under which answers are kept: pseudonyms for paired answers, one-time keys for forms.

HMAC-SHA256 (RFC 2104) of length-framed parts, each use with its own name, so that no key of one use
equals one of another. With the study's key destroyed, no pseudonym can be made again.
"""

import hashlib
import hmac
from datetime import date, timedelta

_FRAME = 4  # bytes of length before each part: no two lists of parts read alike


def study_key(master: bytes, salt: bytes) -> bytes:
    """The 32-byte key of one study, from the installation's master key and the study's salt."""
    return _mac(master, b"study", salt)


def pseudonym(key: bytes, person_id: int | str) -> str:
    """A person within one study, as 64 hex digits: the same in each wave, useless elsewhere."""
    return _mac(key, b"person", _bytes(person_id)).hex()


def response_key(key: bytes, wave_id: int | str, person_id: int | str) -> str:
    """The one response of a person in a wave, as 64 hex digits, whichever door they came by."""
    return _mac(key, b"response", _bytes(wave_id), _bytes(person_id)).hex()


def form_key(link_secret: bytes, nonce: bytes) -> str:
    """The response of one opened page of a public link, as 64 hex digits; idempotent."""
    return _mac(link_secret, b"form", nonce).hex()


def iso_week(day: date) -> date:
    """The Monday of the week of `day`: the finest time that an unnamed answer carries."""
    return date(day.year, day.month, day.day) - timedelta(days=day.weekday())


def _bytes(value: int | str) -> bytes:
    return str(value).encode("utf-8")


def _mac(key: bytes, *parts: bytes) -> bytes:
    framed = b"".join(len(part).to_bytes(_FRAME, "big") + part for part in parts)
    return hmac.digest(key, framed, hashlib.sha256)
