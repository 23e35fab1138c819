"""Tokens of addresses: what is meant and for whom, in 43 characters that no one else can make.

No token is stored: each is a synthetic-IV encryption (RFC 5297) of both ids under a key for its use
alone, so that the same thing for the same person always has the same token, and a token of one use
opens nothing of another.
"""

import base64
import binascii
from enum import StrEnum
from functools import cache
from struct import Struct, error

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from storage.trust.encryption import Keyring, key_of

LENGTH = 43  # characters of a token: 16 bytes that prove it and 16 that hold the ids
_IDS = Struct(">qq")


class TokenUse(StrEnum):
    """What a token opens; each use has a key of its own, so these are stored names."""

    TRACKED_LINK = "tracked-links"  # a link of a message (dispatch)
    MESSAGE_PAGE = "message-pages"  # the page of a message (dispatch)
    SURVEY_PAGE = "survey-pages"  # the page of a survey (wave)


class LinkTokens:
    """Makes tokens under the current key, and reads those of every key in the keyring."""

    def __init__(self, keyring: Keyring, use: TokenUse = TokenUse.TRACKED_LINK) -> None:
        self._keyring = keyring
        self._use = use

    def token(self, thing_id: int, person_id: int) -> str:
        """Return the token of one thing for one person, safe in a URL."""
        ids = _IDS.pack(thing_id, person_id)
        cipher = _cipher(self._keyring.masters[self._keyring.current], self._use)
        return _encoded(cipher.encrypt(ids, None))

    def read(self, token: str) -> tuple[int, int] | None:
        """Return the ids of the thing and the person of a token, or None if it is not ours."""
        try:
            encrypted = base64.b64decode(
                token.encode("ascii") + b"=", altchars=b"-_", validate=True
            )
        except (UnicodeEncodeError, binascii.Error):
            return None
        if _encoded(encrypted) != token:  # the last character has spare bits: accept one spelling
            return None
        masters = self._keyring.masters.values()
        found = (_decrypted(_cipher(master, self._use), encrypted) for master in masters)
        return next((ids for ids in found if ids is not None), None)


def _encoded(encrypted: bytes) -> str:
    return base64.urlsafe_b64encode(encrypted).rstrip(b"=").decode()


def _decrypted(cipher: AESSIV, encrypted: bytes) -> tuple[int, int] | None:
    try:
        thing_id, person_id = _IDS.unpack(cipher.decrypt(encrypted, None))
    except (InvalidTag, ValueError, error):
        return None
    return thing_id, person_id


@cache
def _cipher(master: bytes, use: TokenUse) -> AESSIV:
    return AESSIV(key_of(master, use, 64))
