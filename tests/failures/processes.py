"""Programs started and killed by their own id; none outlives the block that started it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from tests.bench.processes import ROOT, answering, running
from tests.ports import free_ports

TIMEOUT = 120.0  # seconds until something that should come about is given up


def until(
    holds: Callable[[], bool],
    what: str,
    tell: Callable[[], object] = str,
    timeout: float = TIMEOUT,
) -> None:
    """Wait until a condition holds; otherwise fail with what was expected and the current state."""
    give_up = time.monotonic() + timeout
    while not holds():
        assert time.monotonic() < give_up, (
            f"it did not come about within {timeout:.0f} s that {what}: {tell()}"
        )
        time.sleep(0.02)


@dataclass(frozen=True, slots=True)
class Running:
    """One process of the program."""

    process: int
    said: Path

    @property
    def alive(self) -> bool:
        """Say whether it still runs."""
        try:
            os.kill(self.process, 0)
        except ProcessLookupError:
            return False
        return True

    def words(self) -> str:
        """Return what it has said."""
        return self.said.read_text(encoding="utf-8", errors="replace") if self.said.exists() else ""

    def kill(self) -> None:
        """End it as a power cut does, and wait until it is gone."""
        assert self.alive, f"it ended by itself:\n{self.words()[-2000:]}"
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        until(lambda: not self.alive, f"process {self.process} ends")


@dataclass(slots=True)
class Nursery:
    """Starts the program, out of a process that has loaded it already."""

    orders: subprocess.Popen[str]
    started: int = 0

    def start(self, words: list[str], environment: Mapping[str, str], folder: Path) -> Running:
        """Start `app.py` with these words; what it says goes to a file in the folder.

        Whom it trusts in TLS is read while it loads, so that needs a start from nothing.
        """
        self.started += 1
        said = folder / f"said-{self.started}.log"
        plain = {name: value for name, value in os.environ.items() if not name.startswith("GT_")}
        surroundings = {**plain, "PYTHONPATH": str(ROOT), **environment}
        afresh = "SSL_CERT_FILE" in environment
        order = {"words": words, "environment": surroundings, "said": str(said), "afresh": afresh}
        assert self.orders.stdin is not None
        self.orders.stdin.write(json.dumps(order) + "\n")
        self.orders.stdin.flush()
        return Running(int(self.answer()), said)

    def answer(self) -> str:
        """Read one line of what the nursery says."""
        assert self.orders.stdout is not None
        return self.orders.stdout.readline().strip()


@contextmanager
def nursery() -> Generator[Nursery]:
    """Give a nursery; when it goes, so does everything that it started."""
    command = (sys.executable, "-W", "ignore", "-m", "tests.failures.nursery")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True
    ) as orders:
        opened = Nursery(orders)
        assert opened.answer() == "ready"
        yield opened
        # leaving closes its input, at which it ends what it has started, and then itself


@dataclass(slots=True)
class Message:
    """One message that the connector saw; `wait` is how long its tenant had to pause afterwards.

    `concern` is the one that it tells of.
    """

    chat: str
    at: float
    how: str
    accepted: bool
    wait: float
    answered: float | None
    concern: int | None = None


@dataclass(slots=True)
class Line:
    """The line to a running connector; `service_url` is what activities name."""

    service_url: str
    orders: str
    log: Path

    def treat(
        self, usual: Mapping[str, Any] | None = None, tenants: Mapping[str, Any] | None = None
    ) -> None:
        """Treat messages so from now on."""
        self._order({"manner": {"usual": usual or {}, "tenants": tenants or {}}})

    def door(self, state: str) -> None:
        """Open it, shut it, or have it reset connections."""
        self._order({"door": state})

    def seen(self) -> list[Message]:
        """Return every message that came, oldest first."""
        return [Message(*one) for one in self._read("_seen")["seen"]]

    def count(self) -> int:
        """Return how many messages have come."""
        return self._read("_count")

    def hush(self, seconds: int, quiet: float = 1.0) -> None:
        """Ask every tenant to be still for so long, and return when all of them are."""
        self.treat({"shares": {"429": 1.0}, "retry_after": str(seconds)})
        self.be_quiet(quiet)

    def be_quiet(self, seconds: float) -> None:
        """Wait until nothing has come for so long."""
        before, since = self.count(), time.monotonic()
        while time.monotonic() - since < seconds:
            time.sleep(0.02)
            if (now := self.count()) != before:
                before, since = now, time.monotonic()

    def cut(self) -> int:
        """Return how many connections the door has reset."""
        return self._read("_seen")["cut"]

    def _order(self, order: Mapping[str, Any]) -> None:
        headers = {"Content-Type": "application/json"}
        with urlopen(
            Request(f"{self.orders}/_control", json.dumps(order).encode(), headers), timeout=30
        ):
            pass

    def _read(self, path: str) -> Any:
        with urlopen(f"{self.orders}/{path}", timeout=30) as answer:
            return json.load(answer)


@contextmanager
def connector(
    folder: Path, *, seed: int = 1, door: str = "open", certificate: Path | None = None
) -> Generator[Line]:
    """Give a connector that takes everything until it is told otherwise."""
    (port, orders), log = free_ports(2), folder / f"connector-{seed}.log"
    secured = () if certificate is None else ("--certificate", str(certificate))
    command = (sys.executable, "-m", "tests.failures.connector", str(port), str(orders), str(log))
    with running((*command, "--seed", str(seed), "--door", door, *secured)) as process:
        answering(process, orders, "/_count")
        scheme = "http" if certificate is None else "https"
        yield Line(f"{scheme}://127.0.0.1:{port}/", f"http://127.0.0.1:{orders}", log)
