"""Leads in Teams: as soon as a card about a concern has come to one of them, they take it on.

Taps are signed as Teams signs them, and tapped again until the program says that it is theirs.
"""

import threading
import time
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from urllib.request import Request, urlopen

from tests.failures.callers import Call
from tests.failures.people import person_of, tap_of
from tests.failures.processes import Line, Message

THEIRS = "You are dealing with this concern"
PAUSE, TIMEOUT = 0.1, 10.0


def first_told(seen: Iterable[Message]) -> dict[int, Message]:
    """Return the first card about each concern that came to a lead."""
    told: dict[int, Message] = {}
    for message in seen:
        if message.concern is not None and message.accepted:
            told.setdefault(message.concern, message)
    return told


@dataclass(slots=True)
class Leads:
    """All the leads; `taken` is when each concern was said to be theirs, by our clock."""

    line: Line
    address: Callable[[], str]
    token: str
    taken: dict[int, float] = field(default_factory=dict[int, float])
    calls: list[Call] = field(default_factory=list[Call])
    _over: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def taking_on(self) -> Generator[None]:
        """Have them take on what comes until the block ends."""
        thread = threading.Thread(target=self._take_on)
        thread.start()
        try:
            yield
        finally:
            self._over.set()
            thread.join()

    def _take_on(self) -> None:
        while not self._over.wait(PAUSE):
            for concern, message in first_told(self.line.seen()).items():
                if concern not in self.taken and self._tapped(concern, message.chat):
                    self.taken[concern] = time.monotonic()

    def _tapped(self, concern: int, chat: str) -> bool:
        data = {"verb": "have-this", "concern": concern}
        number = f"f:lead-{len(self.calls)}"
        body = tap_of(person_of(chat), data, number, self.line.service_url)
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        request = Request(f"{self.address()}/api/messages", body, headers)
        began = time.monotonic()
        try:
            with urlopen(request, timeout=TIMEOUT) as answer:
                text = answer.read().decode()
            wrong = "" if THEIRS in text else text[:300]
        except (OSError, HTTPException) as problem:
            wrong = repr(problem)
        self.calls.append(Call("tap", time.monotonic() - began, wrong))
        return not wrong
