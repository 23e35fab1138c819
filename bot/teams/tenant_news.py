"""What the Teams door learns of a tenant: that its app is there, that messages come and go.

A step is stored when it is first seen, and never holds an answer up: where it cannot be stored, the
next activity tries again.
"""

from contextlib import suppress
from dataclasses import dataclass, field

from bot.teams.handler import Turn
from bot.teams.inbound import Inbound
from bot.teams.outcomes import NOT_AUTHORISED
from dialogs.ports import Address, Delivered, Outcome, Refused, Sender
from storage.store import Store
from storage.unit import Unit
from surveys.sending.tenants import SeenBy, SetUpStep

CAME_IN = frozenset({"message", "invoke"})  # from a person; other kinds only prove the app


@dataclass(slots=True)
class TenantNews:
    """Stores news of tenants; keeps in memory only what it has stored already."""

    store: Store
    _stored: set[tuple[str, SetUpStep]] = field(default_factory=set[tuple[str, SetUpStep]])
    _refusing: set[str] = field(default_factory=set[str])

    def of_turn(self, turn: Turn) -> Turn:
        """Return a turn that also notes what came in."""

        async def noting(inbound: Inbound) -> str | None:
            answer = await turn(inbound)
            steps = [SetUpStep.APP, *([SetUpStep.IN] if inbound.kind in CAME_IN else [])]
            await self._seen(inbound.tenant_id, steps)
            return answer

        return noting

    async def went(self, tenant_id: str, outcome: Outcome) -> None:
        """Note that an answer arrived, or that the tenant does not accept our sign-in."""
        if isinstance(outcome, Refused) and outcome.reason == NOT_AUTHORISED:
            self._refusing.add(tenant_id)
            with suppress(Exception):
                await self.store.act(lambda unit: unit.tenants.refuse(tenant_id, unit.now))
        elif isinstance(outcome, Delivered):
            await self._seen(tenant_id, [SetUpStep.APP, SetUpStep.OUT])
            if tenant_id in self._refusing:
                with suppress(Exception):
                    await self.store.act(lambda unit: unit.tenants.accept([tenant_id]))
                    self._refusing.discard(tenant_id)

    async def _seen(self, tenant_id: str, steps: list[SetUpStep]) -> None:
        new = [step for step in steps if (tenant_id, step) not in self._stored]
        if not new or not tenant_id:
            return

        def note(unit: Unit) -> None:
            unit.tenants.seen([tenant_id], new, SeenBy.ACTIVITY, unit.now)

        with suppress(Exception):
            await self.store.act(note)
            self._stored.update((tenant_id, step) for step in new)


@dataclass(frozen=True, slots=True)
class NotedSender:
    """A sender whose messages tell something of their tenant."""

    sender: Sender
    news: TenantNews

    async def send(self, address: Address, body: bytes, *, has_slot: bool = False) -> Outcome:
        """Send, and note what that tells of the tenant."""
        outcome = await self.sender.send(address, body, has_slot=has_slot)
        await self.news.went(address.tenant_id, outcome)
        return outcome

    async def open_chat(self, address: Address) -> Outcome:
        """Open the one-to-one chat and return its conversation id."""
        return await self.sender.open_chat(address)

    async def update(self, address: Address, activity_id: str, body: bytes) -> Outcome:
        """Replace a card that was sent before."""
        return await self.sender.update(address, activity_id, body)

    async def upload(self, url: str, content: bytes) -> Outcome:
        """Upload a file to the URL that came with a person's consent."""
        return await self.sender.upload(url, content)
