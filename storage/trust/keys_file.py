"""The keys file of an installation: made once, read anew when it is replaced, never lost halfway.

A program that runs looks at the file before every unit of work, so that keys that are added to it
are known before anything is encrypted under them.
"""

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from storage.trust.encryption import Keyring, dump_keyring, load_keyring

_Stamp = tuple[int, int, int]


class KeysFile:
    """The keys of a program that runs; a file with other keys than it began with is not taken."""

    def __init__(self, path: Path) -> None:
        """Read the file; raises OSError, or ValueError, which never quotes a key."""
        self.path = path
        self._stamp = _stamp(path)
        self._keyring = _read(path)

    def now(self) -> Keyring:
        """Return the keys; without the file, or with one that lacks some of them, as they were."""
        with suppress(OSError, ValueError):
            stamp = _stamp(self.path)
            if stamp != self._stamp:
                found, self._stamp = _read(self.path), stamp
                if found.has_all_of(self._keyring):
                    self._keyring = found
        return self._keyring


def create_keys(path: Path, keyring: Keyring) -> None:
    """Write the keys to a new file, for this user alone; raises FileExistsError, or OSError."""
    for_us_alone = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(for_us_alone, "w", encoding="utf-8") as file:
        file.write(dump_keyring(keyring))
        os.fsync(file.fileno())


def replace_keys(path: Path, keyring: Keyring) -> None:
    """Put the keys in the place of those in the file: a reader finds the old or the new ones."""
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)
    create_keys(beside, keyring)
    beside.replace(path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def add_key(path: Path) -> None:
    """Add a new key to the file, which nothing is encrypted under yet."""
    replace_keys(path, _read(path).with_new_key())


def use_newest_key(path: Path) -> None:
    """Encrypt under the key that was added last from now on."""
    keyring = _read(path)
    replace_keys(path, replace(keyring, current=keyring.newest))


def _read(path: Path) -> Keyring:
    return load_keyring(path.read_text(encoding="utf-8"))


def _stamp(path: Path) -> _Stamp:
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns
