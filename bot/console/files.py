"""Files in and out: one that is written is complete or absent, one that cannot be read is named."""

import errno
import secrets
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from surveys.problems import Refusal

_WHY = {
    errno.ENOENT: "there is no such file",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.EROFS: "nothing can be written there",
    errno.ENOSPC: "the disk is full",
    errno.EISDIR: "it is a folder",
    errno.ENOTDIR: "a part of its path is a file",
    errno.EEXIST: "a part of its path is a file",
    errno.ENAMETOOLONG: "its name is too long",
}


def read_bytes(file: Path, largest: int) -> bytes:
    """Return a file's content, at most one byte more than `largest`; refuses `file-unreadable`."""
    try:
        with file.open("rb") as opened:
            return opened.read(largest + 1)
    except OSError as error:
        raise Refusal("file-unreadable", where=str(file), why=f"{in_words(error)}.") from None


@contextmanager
def arriving(file: Path, content: bytes) -> Generator[None]:
    """Write a file beside its place; it takes that place if the block succeeds, else it is removed.

    What is no file, such as a pipe or a device, cannot be replaced; it is written to at the end.
    """
    with _refusing(file):
        if file.is_dir():
            raise IsADirectoryError(errno.EISDIR, "")
        straight = file.exists() and not file.is_file()
    if straight:
        yield
        with _refusing(file):
            file.write_bytes(content)
        return
    with _beside(file) as written:
        with _refusing(file):
            written.write_bytes(content)
        yield
        with _refusing(file):
            written.replace(file.resolve())  # a link stays, and its target is replaced


@contextmanager
def arriving_private(file: Path) -> Generator[Path]:
    """Give a file for this user alone, to be filled; it takes its place if the block succeeds."""
    with _beside(file) as written, _refusing(file):
        written.touch(mode=0o600)
        yield written
        written.replace(file.resolve())


@contextmanager
def _beside(file: Path) -> Generator[Path]:
    """Give a temporary file of the same folder, removed unless it was moved."""
    with _refusing(file):
        folder = file.resolve().parent
        folder.mkdir(parents=True, exist_ok=True)
    written = folder / f".{secrets.token_hex(8)}.part"
    try:
        yield written
    finally:
        with suppress(OSError):
            written.unlink()


@contextmanager
def _refusing(file: Path) -> Generator[None]:
    try:
        yield
    except (OSError, RuntimeError) as error:  # a circle of links is a RuntimeError
        raise Refusal("file-unwritable", file=str(file), why=in_words(error)) from None


def in_words(error: Exception) -> str:
    """Return why the system refused."""
    why = error.strerror if isinstance(error, OSError) else None
    return _WHY.get(
        getattr(error, "errno", None) or 0, (why or "the system does not say why").lower()
    )
