"""Files in and out: one that is written is whole or not there at all, and one that cannot be read is named."""

import errno
import secrets
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from surveys.problems import Refusal

_WHY = {
    errno.ENOENT: "there is no such file",
    errno.EACCES: "this user may not",
    errno.EPERM: "this user may not",
    errno.EROFS: "nothing can be written there",
    errno.ENOSPC: "the disk is full",
    errno.EISDIR: "it is a folder",
    errno.ENOTDIR: "a part of its path is a file",
    errno.EEXIST: "a part of its path is a file",
    errno.ENAMETOOLONG: "its name is too long",
}


def read_bytes(file: Path, largest: int) -> bytes:
    """Return a file's content, and one byte more than `largest` at most; refuses `file-unreadable`."""
    try:
        with file.open("rb") as opened:
            return opened.read(largest + 1)
    except OSError as error:
        raise Refusal("file-unreadable", where=str(file), why=f"{_in_words(error)}.") from None


@contextmanager
def arriving(file: Path, content: bytes) -> Generator[None]:
    """Write a file beside its place; it takes that place when the block ends well, and is gone when it does not."""
    beside = file.with_name(f".{file.name[:100]}.{secrets.token_hex(4)}")
    try:
        _write(file, beside, content)
        yield
        _put(beside, file)
    finally:
        with suppress(OSError):
            beside.unlink()


def _write(file: Path, beside: Path, content: bytes) -> None:
    try:
        if file.is_dir():
            raise IsADirectoryError(errno.EISDIR, "")
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
    except OSError as error:
        raise Refusal("file-unwritable", file=str(file), why=_in_words(error)) from None


def _put(beside: Path, file: Path) -> None:
    try:
        beside.replace(file)
    except OSError as error:
        raise Refusal("file-unwritable", file=str(file), why=_in_words(error)) from None


def _in_words(error: OSError) -> str:
    return _WHY.get(error.errno or 0, (error.strerror or "the system does not say why").lower())
