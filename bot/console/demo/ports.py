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
from surveys.register.gaps import RegisterGap


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
class CommandLine:
    """What a person does on the command line, of a partnership named as people name it.

    `write_packs` writes its yearly report into the demonstration's folder and returns the files;
    `gaps` returns the open gaps of its register, the oldest first.
    """

    write_packs: Callable[[str], Sequence[Path]]
    gaps: Callable[[str], Sequence[RegisterGap]]


@dataclass(frozen=True, slots=True)
class Demo:
    """One demonstration.

    `start_bot` takes the service address of the connector and gives the base address of the bot,
    which must be the address that its links name; it sends at any hour and ticks several times a
    second. `fill` empties and fills the database that it serves.
    """

    folder: Path
    bot_id: str
    tenant_id: str
    clock: Callable[[], datetime]
    fill: Callable[[datetime], DemoFacts]
    commands: CommandLine
    start_connector: Callable[[], AbstractAsyncContextManager[Connector]]
    start_bot: Callable[[str], AbstractAsyncContextManager[str]]
