"""What the browser door is given: how to run a command, how to ask for readiness, and its settings.

The door decides nothing about answers, files or concerns; it reads a request, hands on a command
and draws the reply.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from bot.proxies import Proxies
from dialogs.figures import Figures
from dialogs.replies import Reply
from dialogs.turn import Command

TakeTurn = Callable[[Command], Awaitable[Reply]]
"""Runs one command; raises `Refusal` for what a person can be told, anything else for a failure."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether the parts behind the door work; `delivering`: the last tick is not overdue.

    `saving` is False for a minute after something could not be saved. `keys` is False until the
    keys with which Teams signs have been fetched once: without them no one's message is believed.

    `alerts_not_reached` is how many concerns no lead has been told of in time; `watch_missing` says
    that the synthetic concern stays away; `sending_held` that nothing is sent since a restore. All
    are for people to act on, and no load balancer.
    """

    database: bool
    clock: bool
    delivering: bool
    saving: bool = True
    keys: bool = True
    last_delivery_tick: datetime | None = None
    alerts_not_reached: int = 0
    watch_missing: bool = False
    retention_overdue: int = 0  # kinds of data that are kept for longer than they may be
    last_watch: datetime | None = None
    sending_held: bool = False

    @property
    def ready(self) -> bool:
        """True when a load balancer may send people here."""
        return all(self.parts.values())

    @property
    def parts(self) -> dict[str, bool]:
        """Each part that people need, and whether it works."""
        names = ("database", "saving", "keys", "clock", "delivering")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, slots=True)
class ProcessFacts:
    """What one process says of itself, without asking the database.

    `ticks` is when each of its clocks last ended a tick, in seconds since 1970; `secret_ends` is
    the last day of the bot's secret, where it is set.
    """

    version: str
    engine: str
    ticks: Mapping[str, float]
    secret_ends: date | None = None


AskReadiness = Callable[[], Awaitable[Readiness]]
AskFigures = Callable[[], Awaitable[Figures]]


class Watched(NamedTuple):
    """What those who watch the program may ask."""

    readiness: AskReadiness
    figures: AskFigures
    process: Callable[[], ProcessFacts]


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
    metrics_token: str = ""
    proxies: Proxies = ()
    largest_form: int = 64 * 1024
    per_link: ThrottleRate = field(default_factory=lambda: ThrottleRate(burst=600, per_second=60))
    per_address: ThrottleRate = field(
        default_factory=lambda: ThrottleRate(burst=300, per_second=20)
    )

    def __post_init__(self) -> None:
        if not self.exit_url.startswith("https://"):
            raise ValueError("the address to exit to must begin with https://")
