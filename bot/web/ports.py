"""What the browser door is given: how to run a command, how to ask for readiness, and its settings.

The door decides nothing about answers, files or concerns; it reads a request, hands on a command
and draws the reply.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.proxies import Proxies
from dialogs.replies import Reply
from dialogs.turn import Command

TakeTurn = Callable[[Command], Awaitable[Reply]]
"""Runs one command; raises `Refusal` for what a person can be told, anything else for a failure."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether the parts behind the door work; `delivering`: the last tick is not overdue.

    `saving` is False for a minute after something could not be saved.

    `alerts_not_reached` is how many concerns no lead has been told of in time; `watch_missing` says
    that the synthetic concern stays away. Both are for people to act on, and no load balancer.
    """

    database: bool
    clock: bool
    delivering: bool
    saving: bool = True
    last_delivery_tick: datetime | None = None
    alerts_not_reached: int = 0
    watch_missing: bool = False
    retention_overdue: int = 0  # kinds of data that are kept for longer than they may be
    last_watch: datetime | None = None

    @property
    def ready(self) -> bool:
        """True when a load balancer may send people here."""
        return self.database and self.saving and self.clock and self.delivering


AskReadiness = Callable[[], Awaitable[Readiness]]


@dataclass(frozen=True, slots=True)
class ThrottleRate:
    """How fast requests under one key are answered at once: `burst` of them, then `per_second`.

    Those beyond wait, at most `longest` seconds; none is refused.
    """

    burst: int
    per_second: float
    longest: float = 5.0


@dataclass(frozen=True, slots=True)
class WebSettings:
    """What the door must be told.

    `exit_url` is where “Exit this page” leads. `proxies` are those whose `X-Forwarded-For` is
    believed. A whole school may share one address, so `per_address` lets an assembly hall through
    at once.
    """

    production: bool = False
    exit_url: str = "https://www.bbc.co.uk/weather"
    metrics_token: str | None = None
    proxies: Proxies = ()
    largest_form: int = 64 * 1024
    per_link: ThrottleRate = field(default_factory=lambda: ThrottleRate(burst=600, per_second=60))
    per_address: ThrottleRate = field(
        default_factory=lambda: ThrottleRate(burst=300, per_second=20)
    )

    def __post_init__(self) -> None:
        if not self.exit_url.startswith("https://"):
            raise ValueError("the address to exit to must begin with https://")
