"""What delivering is given: the store, the clock, what sends, and how a reply is drawn.

The delivery loop knows only a `QueueContext`; what one way of sending needs besides is in its own.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import SystemRandom
from typing import Protocol

from dialogs.ports import Draw, Mailer, Sender
from dialogs.turn import Installation
from storage.store import Store
from surveys.sending.quiet_hours import Quiet

_draw_chance = SystemRandom().random


class QueueContext(Protocol):
    """What every queue is worked off with."""

    @property
    def store(self) -> Store:
        """Return the store."""
        ...

    @property
    def installation(self) -> Installation:
        """Return what holds for the whole installation."""
        ...

    @property
    def quiet(self) -> Quiet:
        """Return the quiet hours."""
        ...

    @property
    def clock(self) -> Callable[[], datetime]:
        """Return the clock."""
        ...

    @property
    def worker(self) -> str:
        """Return the name under which this process takes things on."""
        ...

    @property
    def jitter(self) -> Callable[[], float]:
        """Return what draws a number from 0 up to 1: the share of a back-off's random part.

        How much of a wait is random, and how much certain, is data of the back-off.
        """
        ...


def _same_for_all(body: bytes, _dispatch_id: int, _person_id: int) -> bytes:
    return body


@dataclass(frozen=True, slots=True)
class DeliveryContext:
    """A `QueueContext` for what goes out by Teams.

    `draw` turns a reply into the bytes of a message, once per text, with the message and version
    that its buttons name; `personal` fills in what is one person's own. `rate` is requests a second
    to a tenant, over all processes; `wall` counts seconds since 1970.
    """

    store: Store
    sender: Sender
    draw: Draw
    installation: Installation
    quiet: Quiet
    clock: Callable[[], datetime]
    worker: str
    jitter: Callable[[], float] = _draw_chance
    rate: float = 25.0
    personal: Callable[[bytes, int, int], bytes] = _same_for_all
    wall: Callable[[], float] = time.time


@dataclass(frozen=True, slots=True)
class EmailContext:
    """A `QueueContext` for what goes out by e-mail."""

    store: Store
    mailer: Mailer
    installation: Installation
    quiet: Quiet
    clock: Callable[[], datetime]
    worker: str
    jitter: Callable[[], float] = _draw_chance
