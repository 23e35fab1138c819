"""Tokens of tracked links: which message to whom, in 43 characters that nobody can read, guess or make.

Nothing of a token is kept: it is its own record, a synthetic-IV encryption (RFC 5297) of both ids under a key for this
use alone, so that the same message to the same person always has the same token.
"""

import base64
import binascii
from functools import cache
from struct import Struct, error

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from storage.trust.encryption import Keyring, key_of

LENGTH = 43  # characters of a token: 16 bytes that prove it and 16 that hold the ids
_USE = "tracked-links"
_IDS = Struct(">qq")


class LinkTokens:
    """Makes tokens under the current key, and reads those of every key that is still held."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    def token(self, dispatch_id: int, person_id: int) -> str:
        """Return the token of one message to one person, safe in an address."""
        ids = _IDS.pack(dispatch_id, person_id)
        sealed = _cipher(self._keyring.masters[self._keyring.current]).encrypt(ids, None)
        return _written(sealed)

    def read(self, token: str) -> tuple[int, int] | None:
        """Return the dispatch and the person of a token, or None where we did not make it."""
        try:
            sealed = base64.b64decode(token.encode("ascii") + b"=", altchars=b"-_", validate=True)
        except (UnicodeEncodeError, binascii.Error):
            return None
        if (
            _written(sealed) != token
        ):  # its last character has bits to spare: one token has one spelling
            return None
        opened = (_opened(master, sealed) for master in self._keyring.masters.values())
        return next((ids for ids in opened if ids is not None), None)


def _written(sealed: bytes) -> str:
    return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()


def _opened(master: bytes, sealed: bytes) -> tuple[int, int] | None:
    try:
        dispatch_id, person_id = _IDS.unpack(_cipher(master).decrypt(sealed, None))
    except (InvalidTag, ValueError, error):
        return None
    return dispatch_id, person_id


@cache
def _cipher(master: bytes) -> AESSIV:
    return AESSIV(key_of(master, _USE, 64))
