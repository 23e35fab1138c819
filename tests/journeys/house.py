"""A whole running program in the test's own loop: real settings, store, doors and clocks, by `app`.

Only the time is the test's: it stays where it is until it is moved, while the clocks tick on.
"""

from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import Table, func, select

import app
from bot.process import Process
from bot.settings import Settings, read_settings
from bot.startup import installation, open_store
from bot.teams.development_connector import DevelopmentConnector
from storage import tables as t
from storage.store import Store
from storage.unit import Unit
from surveys.sending.delivery import DeliveryKind, State
from tests.builders.apart import swept
from tests.builders.clock import SettableClock
from tests.journeys.cast import ENTRA, bring_in
from tests.journeys.lines import Lines
from tests.journeys.person import Person
from tests.stand_ins.activities import CLIENT_ID, TENANT
from tests.stand_ins.connector import running_connector
from tests.stand_ins.openid import running_provider

TICK_SECONDS = 0.05
SWEPT = (t.responses, t.answers, t.texts, t.tallies)


def everybody_comes_in(unit: Unit, _service_url: str) -> None:
    """Begin with the cast, whom nobody has reached yet."""
    bring_in(unit)


@dataclass
class House:
    """The program with everybody in it."""

    store: Store
    clock: SettableClock
    lines: Lines
    settings: Settings
    _people: dict[str, Person] = field(default_factory=dict[str, Person])

    def person(self, name: str) -> Person:
        """Somebody of the cast, the same at every call."""
        return self._people.setdefault(name, Person(self.lines, name, ENTRA[name]))

    async def people(self, *names: str) -> list[Person]:
        """Some of the cast, with the app installed."""
        found = [self.person(name) for name in names]
        for person in found:
            await person.installs()
        return found

    async def next_round(self) -> None:
        """Wait until deliveries have run once more, and what they took on has been settled."""
        for _ in range(2):  # the second begins only when the first has ended
            now = self.clock.forward(microseconds=1)
            await self.lines.until(
                lambda now=now: (
                    self.store.look(lambda unit: unit.heartbeats.last("deliveries")) == now
                )
            )

    def count(self, table: Table, **facts: Any) -> int:
        """How many rows of a table have these facts; answers as they will be after the sweep."""
        where = [table.c[name] == value for name, value in facts.items()]
        query = select(func.count()).select_from(table).where(*where)
        if table in SWEPT:
            return swept(self.store, lambda unit: unit.connection.scalars(query).one())
        return self.store.look(lambda unit: unit.connection.scalars(query).one())

    def standing(self, kind: DeliveryKind = DeliveryKind.BRIEFING) -> dict[State, int]:
        """How the latest send of a kind stands, without the states that nobody is in."""

        def look(unit: Unit) -> dict[State, int]:
            [latest] = unit.deliveries.recent(None, [kind], 1)
            return unit.deliveries.counts(latest.id)

        return {state: number for state, number in self.store.look(look).items() if number}

    async def settled(self, kind: DeliveryKind = DeliveryKind.BRIEFING) -> dict[State, int]:
        """Wait until nothing of the latest send is waiting or under way; returns how it stands."""
        await self.lines.until(
            lambda: not self.standing(kind).keys() & {State.PENDING, State.SENDING}
        )
        return self.standing(kind)


@asynccontextmanager
async def open_house(
    database_url: str,
    keys: Path,
    clock: SettableClock,
    taking: DevelopmentConnector | None = None,
    begin: Callable[[Unit, str], object] = everybody_comes_in,
    **settings: Any,
) -> AsyncGenerator[House]:
    """Run the program on a database that has the current schema.

    `begin` is done before anything else, with the connector's address; `settings` go by their names
    in the environment.
    """
    async with AsyncExitStack() as stack:
        provider = await stack.enter_async_context(running_provider(CLIENT_ID))
        connector = await stack.enter_async_context(running_connector(taking))
        session = await stack.enter_async_context(aiohttp.ClientSession())
        usual = {
            "CLIENT_ID": CLIENT_ID,
            "CLIENT_SECRET": "a secret of the test",
            "TENANT_ID": TENANT,
            "GT_DATABASE_URL": database_url,
            "GT_KEYS_FILE": str(keys),
            "GT_OPENID_METADATA_URL": provider.metadata_url,
            "GT_TOKEN_URL": provider.token_url,
            "GT_QUIET_HOURS": "",
            "GT_QUIET_DAYS": "",
            "GT_SEND_RATE": 50,
            "GT_TICK_SECONDS": TICK_SECONDS,
            "GT_WATCH_MINUTES": 0,
        }
        of = read_settings(**(usual | settings))
        store = open_store(of, clock)
        stack.callback(store.close)
        store.act_now(lambda unit: begin(unit, connector.service_url))
        lines = Lines(session, provider, connector.connector, connector.service_url)
        here = replace(installation(of), default_service_url=connector.service_url)
        running = app.running(Process(of, store, here, clock), "127.0.0.1", 0)
        lines.address = await stack.enter_async_context(running)
        yield House(store, clock, lines, of)
