"""One demonstration to a folder: a second one names the running one before it touches anything.

The lock is the system's and ends with its process, so nothing is left to be cleared by hand.
"""

import os
import shutil
import socket
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from storage.database.single_process import SingleProcess
from surveys.problems import Refusal

HOST = "127.0.0.1"


@contextmanager
def only_demo(folder: Path, port: int) -> Generator[None]:
    """Hold `folder`, emptied, for as long as the demo runs.

    Refuses `demo-running` where another process holds it, and `port-taken`, and changes nothing.
    """
    note = folder.with_name(f"{folder.name}.running")
    with ExitStack() as stack:
        try:
            stack.enter_context(SingleProcess(folder))
        except Refusal:
            raise Refusal("demo-running", which=_named(note)) from None
        _refuse_taken(port)
        note.write_text(f"process {os.getpid()}, http://{HOST}:{port}", encoding="utf-8")
        stack.callback(note.unlink, missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        yield


def _named(note: Path) -> str:
    """Return what the running one wrote of itself; it may be about to."""
    return note.read_text(encoding="utf-8") if note.is_file() else "it is just starting"


def _refuse_taken(port: int) -> None:
    with socket.socket() as trial:
        if os.name == "posix":  # as the server itself will: a port just let go is no obstacle
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except OSError:
            raise Refusal("port-taken", host=HOST, port=port) from None
