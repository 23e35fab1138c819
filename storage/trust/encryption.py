"""Encryption of free text, and the keys that pseudonyms are derived with.

AES-256-GCM under a named key with a fresh nonce, bound to its table, column and row, and padded so
that the length reveals little. Keys come from a file beside the database, never from the database.
"""

import base64
import hashlib
import hmac
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import count
from json.encoder import encode_basestring_ascii

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_BLOCK = 64  # bytes to which a text is padded
_NONCE = 12


class DecryptionError(Exception):
    """No key decrypts the value, or it was encrypted for another place than this one."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """Named 256-bit master keys; `current` encrypts, all of them decrypt.

    `pseudonyms` is the other half of study keys.
    """

    current: str
    masters: Mapping[str, bytes]
    pseudonyms: bytes

    def encrypt(self, text: str, *place: object, block: int = _BLOCK) -> bytes:
        """Encrypt `text` for one place: its table, column and the parts of its row key.

        It is padded to a multiple of `block` bytes, so that the length reveals little.
        """
        return self._encrypted(_pad(text.encode(), block), place)

    def decrypt(self, encrypted: bytes, *place: object) -> str:
        """Decrypt what `encrypt` made for the same place; raises `DecryptionError`."""
        return _unpad(self._padded(encrypted, place)).decode()

    def renewed(self, encrypted: bytes, *place: object) -> bytes:
        """Encrypt it under the current key, as long as it was; raises `DecryptionError`."""
        return self._encrypted(self._padded(encrypted, place), place)

    def _encrypted(self, padded: bytes, place: tuple[object, ...]) -> bytes:
        nonce = os.urandom(_NONCE)
        cipher = self._cipher(self.current, place).encrypt(nonce, padded, _as_json(place))
        return self.current.encode() + b":" + nonce + cipher

    def _padded(self, encrypted: bytes, place: tuple[object, ...]) -> bytes:
        name, _, rest = encrypted.partition(b":")
        key_id = name.decode(errors="replace")
        if key_id not in self.masters:
            raise DecryptionError(key_id)
        try:
            return self._cipher(key_id, place).decrypt(
                rest[:_NONCE], rest[_NONCE:], _as_json(place)
            )
        except InvalidTag as error:
            raise DecryptionError(key_id) from error

    def mark(self, *parts: object) -> str:
        """Return a keyed hash (HMAC) of some facts, which cannot be guessed without the key."""
        return hmac.digest(self.pseudonyms, _as_json(parts), "sha256").hex()

    def now(self) -> "Keyring":
        """Return these keys: what a file of keys does too, which can be replaced meanwhile."""
        return self

    def has_all_of(self, other: "Keyring") -> bool:
        """Say whether these keys open everything that the other ones do."""
        return other.pseudonyms == self.pseudonyms and other.masters.items() <= self.masters.items()

    def with_new_key(self) -> "Keyring":
        """Return these keys and one more, which is not the current one yet."""
        numbers = (str(number) for number in count(len(self.masters) + 1))
        name = next(number for number in numbers if number not in self.masters)
        return replace(self, masters={**self.masters, name: os.urandom(32)})

    @property
    def newest(self) -> str:
        """The name of the key that was added last."""
        return [*self.masters][-1]

    @property
    def audit(self) -> bytes:
        """The key of the audit trail, from the half that is never replaced."""
        return _key_of_pseudonyms(self.pseudonyms, "audit")

    @property
    def fingerprints(self) -> bytes:
        """The key of the fingerprints of inputs, from the same half."""
        return _key_of_pseudonyms(self.pseudonyms, "fingerprints")

    def marks(self) -> dict[str, str]:
        """Return a hash of each key by its name: it tells keys apart and reveals nothing else."""
        keys = {
            **{f"master:{name}": key for name, key in self.masters.items()},
            "pseudonyms": self.pseudonyms,
        }
        return {
            name: hmac.new(key, b"golden-thread/mark", hashlib.sha256).hexdigest()
            for name, key in keys.items()
        }

    def _cipher(self, key_id: str, place: tuple[object, ...]) -> AESGCM:
        return _cipher(self.masters[key_id], str(place[0]))


_ciphers: dict[tuple[bytes, str], AESGCM] = {}


def _cipher(master: bytes, use: str) -> AESGCM:
    """Return the cipher of one use (a table), whose key is derived from the master once."""
    cipher = _ciphers.get((master, use))
    if cipher is None:
        cipher = _ciphers[master, use] = AESGCM(key_of(master, use))
    return cipher


@cache
def _key_of_pseudonyms(pseudonyms: bytes, use: str) -> bytes:
    return key_of(pseudonyms, use)


def key_of(master: bytes, use: str, length: int = 32) -> bytes:
    """Return the key of one use, `length` bytes; it reveals nothing about the master key."""
    info = f"golden-thread/{use}".encode()
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=info).derive(master)


def _as_json(parts: tuple[object, ...]) -> bytes:
    """Return the parts as a JSON array, written out: `json.dumps` takes five times as long."""
    return f"[{', '.join([encode_basestring_ascii(str(part)) for part in parts])}]".encode()


def _pad(plain: bytes, block: int) -> bytes:
    return plain + b"\x80" + b"\x00" * (-(len(plain) + 1) % block)


def _unpad(padded: bytes) -> bytes:
    return padded.rstrip(b"\x00")[:-1]


def new_keyring() -> Keyring:
    """Return a keyring with one new key."""
    return Keyring("1", {"1": os.urandom(32)}, os.urandom(32))


def dump_keyring(keyring: Keyring) -> str:
    """Return the keys in the form of a keys file."""
    document = {
        "current": keyring.current,
        "masters": {name: base64.b64encode(key).decode() for name, key in keyring.masters.items()},
        "pseudonyms": base64.b64encode(keyring.pseudonyms).decode(),
    }
    return json.dumps(document, indent=2) + "\n"


def load_keyring(text: str) -> Keyring:
    """Parse a keys file; raises ValueError, which never quotes a key."""
    try:
        document = json.loads(text)
        masters = {str(name): base64.b64decode(key) for name, key in document["masters"].items()}
        pseudonyms = base64.b64decode(document["pseudonyms"])
        keyring = Keyring(str(document["current"]), masters, pseudonyms)
    except (KeyError, TypeError, ValueError, AttributeError):
        msg = "the keys file cannot be read"
        raise ValueError(msg) from None
    sizes = {len(key) for key in (*masters.values(), pseudonyms)}
    if keyring.current not in masters or sizes != {32}:
        msg = "the keys file must hold 256-bit keys, and the current one among them"
        raise ValueError(msg)
    return keyring
