"""What the demonstration is played on: an installation to fill and start, and a connector.

The connector takes the place of Teams; what the bot sends is read from it and from nowhere else.
"""

from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from bot.console.demo.facts import DemoFacts


class Request(Protocol):
    """One request that the connector took: a message, an upload, ..."""

    @property
    def kind(self) -> str:
        """What it was: `message`, `update`, `open`, `upload`."""
        ...

    @property
    def path(self) -> str:
        """Where it went."""
        ...

    @property
    def body(self) -> bytes:
        """What it carried."""
        ...


@dataclass(frozen=True, slots=True)
class Connector:
    """A running connector: its service URL, ending in “/”, and all it was sent, oldest first."""

    address: str
    delivered: Collection[Request]


@dataclass(frozen=True, slots=True)
class Demo:
    """One demonstration.

    `start_bot` takes the service address of the connector and gives the base address of the bot,
    which must be the address that its links name; it sends at any hour and ticks several times a
    second. `fill` empties and fills the database that it serves. `write_packs` writes the yearly
    report of a partnership, named as people name it, into the folder and returns the files.
    """

    folder: Path
    bot_id: str
    tenant_id: str
    clock: Callable[[], datetime]
    fill: Callable[[datetime], DemoFacts]
    write_packs: Callable[[str], Sequence[Path]]
    start_connector: Callable[[], AbstractAsyncContextManager[Connector]]
    start_bot: Callable[[str], AbstractAsyncContextManager[str]]
