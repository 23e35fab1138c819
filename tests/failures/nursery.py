"""Starts the program many times: a process loads it once, which takes seconds, and then forks.

A fork runs the commands of `app.py` and is a process of its own, to be killed by its id; `afresh`
starts a new interpreter instead. When the process that uses the nursery ends, however it ends,
everything started here is ended too.
"""

import contextlib
import gc
import json
import os
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
LOADED = (
    "app",
    "bot.server",
    "bot.startup",
    "bot.logs",
    "scheduler.clock",
    "scheduler.periodic_tasks",
    "storage.database.single_process",
    "httpcore",
)


def tend() -> None:
    """Take orders, a line of JSON each, and answer each with the id of the process."""
    for name in LOADED:
        import_module(name)
    gc.freeze()  # none of it is looked at again, neither here nor by what is forked
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries those that have ended
    started: list[int] = []
    try:
        print("ready", flush=True)
        for line in sys.stdin:
            started.append(_start(json.loads(line)))
            print(started[-1], flush=True)
    finally:
        for process in started:
            with contextlib.suppress(ProcessLookupError):
                if _is_child(process):
                    os.kill(process, signal.SIGKILL)


def _is_child(process: int) -> bool:
    """Say whether an id is still that of a process of ours: the system gives ids out again."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    return int(stat.rpartition(")")[2].split()[1]) == os.getpid()


def _start(order: dict[str, Any]) -> int:
    process = os.fork()
    if process:
        return process
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _take_place(order)
    if order["afresh"]:
        os.execve(
            sys.executable, [sys.executable, str(ROOT / "app.py"), *order["words"]], os.environ
        )
    try:
        app = import_module("app")
        app.run(app.build(app.PROGRAM), order["words"])
    finally:
        sys.stderr.flush()
        os._exit(1)  # nothing of the nursery's own end is the business of what it started


def _take_place(order: dict[str, Any]) -> None:
    """Give the new process its surroundings: nothing in, everything said into one file."""
    os.environ.clear()
    os.environ.update(order["environment"])
    said = os.open(order["said"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for place, file in enumerate((nothing, said, said)):
        os.dup2(file, place)


if __name__ == "__main__":
    tend()
