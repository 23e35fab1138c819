"""Tokens of tracked links: a message and its recipient, in 43 characters that no one else can make.

No token is stored: each is a synthetic-IV encryption (RFC 5297) of both ids under a key for this
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
    """Makes tokens under the current key, and reads those of every key in the keyring."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    def token(self, dispatch_id: int, person_id: int) -> str:
        """Return the token of one message to one person, safe in a URL."""
        ids = _IDS.pack(dispatch_id, person_id)
        encrypted = _cipher(self._keyring.masters[self._keyring.current]).encrypt(ids, None)
        return _encoded(encrypted)

    def read(self, token: str) -> tuple[int, int] | None:
        """Return the dispatch and person ids of a token, or None if it is not ours."""
        try:
            encrypted = base64.b64decode(
                token.encode("ascii") + b"=", altchars=b"-_", validate=True
            )
        except (UnicodeEncodeError, binascii.Error):
            return None
        if _encoded(encrypted) != token:  # the last character has spare bits: accept one spelling
            return None
        found = (_decrypted(master, encrypted) for master in self._keyring.masters.values())
        return next((ids for ids in found if ids is not None), None)


def _encoded(encrypted: bytes) -> str:
    return base64.urlsafe_b64encode(encrypted).rstrip(b"=").decode()


def _decrypted(master: bytes, encrypted: bytes) -> tuple[int, int] | None:
    try:
        dispatch_id, person_id = _IDS.unpack(_cipher(master).decrypt(encrypted, None))
    except (InvalidTag, ValueError, error):
        return None
    return dispatch_id, person_id


@cache
def _cipher(master: bytes) -> AESSIV:
    return AESSIV(key_of(master, _USE, 64))
