"""Measured programs run as processes of their own, on this machine, ended by their own handle.

The output of a server is discarded; its errors are shown only when it ends by itself.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
STARTS_WITHIN = 60.0
APP = (sys.executable, str(ROOT / "app.py"))


class ServerEnded(Exception):  # noqa: N818 - what has happened to a process
    """A server under measurement ended by itself."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished program; `busy_seconds` is processor time, without waiting."""

    seconds: float
    busy_seconds: float
    peak_bytes: int


def module(name: str) -> tuple[str, ...]:
    """Return the command that runs a module of the benchmark."""
    return (sys.executable, "-m", f"tests.bench.{name}")


@contextmanager
def running(
    command: tuple[str, ...], environment: Mapping[str, str] | None = None
) -> Generator[subprocess.Popen[bytes]]:
    """Give a process that runs until the block ends."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=_environment(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
        )
        try:
            yield process
        except ServerEnded as ended:
            said.seek(0)
            raise RuntimeError(f"{ended}: {said.read().decode(errors='replace')[-2000:]}") from None
        finally:
            process.terminate()
            process.wait(timeout=30)


def answering(process: subprocess.Popen[bytes], port: int, path: str) -> float:
    """Wait until a GET is answered with less than 500; return the seconds from now."""
    began = time.perf_counter()
    while time.perf_counter() - began < STARTS_WITHIN:
        if process.poll() is not None:
            raise ServerEnded(f"{process.args} ended with {process.returncode} before it answered")
        if _status(port, path) < 500:
            return time.perf_counter() - began
        time.sleep(0.01)
    msg = f"{process.args} did not answer within {STARTS_WITHIN:.0f} s"
    raise RuntimeError(msg)


def _status(port: int, path: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except (OSError, HTTPException):
        return 599
    finally:
        connection.close()


def run(command: tuple[str, ...], environment: Mapping[str, str] | None = None) -> Finished:
    """Run a program to its end; raises where it fails, with what it said."""
    began, peak, status, usage = time.perf_counter(), 0, None, None
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command, cwd=ROOT, env=_environment(environment), stdout=said, stderr=subprocess.STDOUT
        )
        while usage is None:
            peak = max(peak, peak_bytes(process.pid))
            time.sleep(0.005)
            ended, status, found = os.wait4(process.pid, os.WNOHANG)
            usage = found if ended else None
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            tail = said.read().decode(errors="replace")[-2000:]
            raise RuntimeError(f"{command} ended with {process.returncode}: {tail}")
    return Finished(time.perf_counter() - began, usage.ru_utime + usage.ru_stime, peak)


def ask(command: tuple[str, ...], question: Mapping[str, Any]) -> Any:
    """Give a program JSON and return the JSON it answers with."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=_environment(None),
        input=json.dumps(question).encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(done.stdout)


def resident_bytes(pid: int) -> int:
    """Return how much memory a process holds now."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def peak_bytes(pid: int | str) -> int:
    """Return how much memory a process has held at most, 0 where it has ended.

    Not `ru_maxrss`, which begins at what the process that started it held.
    """
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except FileNotFoundError:
        return 0
    held = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(held[1]) * 1024 if held else 0


def busy_seconds(pid: int) -> float:
    """Return how much processor time a process has used."""
    after_name = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return sum(int(ticks) for ticks in after_name[11:13]) / os.sysconf("SC_CLK_TCK")


def _environment(more: Mapping[str, str] | None) -> dict[str, str]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("GT_")}
    return {**plain, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "", **(more or {})}
