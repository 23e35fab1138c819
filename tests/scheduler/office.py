"""Delivering from a real database, with a sender that does to each message what the test says."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from dialogs.ports import Address, Delivered, Outcome, RetryLater
from dialogs.replies import Said
from scheduler.delivery_context import DeliveryContext
from scheduler.messages import deliver_due
from storage.unit import Unit
from surveys.people import Chat
from surveys.sending.delivery import DeliveryKind, State
from surveys.sending.dispatch import NewDispatch
from surveys.sending.frozen import Frozen
from tests.builders import stored
from tests.builders.clock import SettableClock
from tests.builders.partnership import TENANT, Town

HELLO = Said(title="Hello", text="There.").model_dump_json()
NO_CONNECTION = RetryLater(2.0, throttled=False, reason="never-connected", tried=False)


@dataclass
class Script:
    """A sender that does what the test says for each person, and keeps what it was given."""

    does: Callable[[Address], Outcome] = lambda address: Delivered(
        "1", address.conversation_id or "new-chat"
    )
    sent: list[Address] = field(default_factory=list[Address])
    updates: list[Outcome] = field(default_factory=list[Outcome])

    async def send(self, address: Address, body: bytes, *, has_slot: bool = False) -> Outcome:
        self.sent.append(address)
        return self.does(address)

    async def open_chat(self, address: Address) -> Outcome:
        return Delivered("", "new-chat")

    async def update(self, address: Address, activity_id: str, body: bytes) -> Outcome:
        return self.updates.pop(0)

    async def upload(self, url: str, content: bytes) -> Outcome:
        return Delivered("", "")


@dataclass
class Office:
    """A town whose messages are delivered."""

    town: Town
    context: DeliveryContext
    script: Script
    clock: SettableClock

    def queue(
        self,
        kind: DeliveryKind = DeliveryKind.BRIEFING,
        rule: str = 'email="ann@ashford.example"',
        **facts: str,
    ) -> int:
        content = facts.get("content", HELLO)
        once = facts.get("once", kind.value)
        new = NewDispatch(
            self.town.ashford.partnership, once, kind, "Hello", rule, Frozen("Said", content)
        )

        def run(unit: Unit) -> int:
            people = unit.audience(new.partnership_id, rule)
            return unit.deliveries.open(new, people, unit.now, unit.now)[0]

        return self.town.store.act_now(run)

    def deliver(self) -> int:
        return asyncio.run(deliver_due(self.context))

    def stands(self, dispatch: int) -> dict[State, int]:
        counts = self.town.store.look(lambda unit: unit.deliveries.counts(dispatch))
        return {state: number for state, number in counts.items() if number}

    def state_of(self, dispatch: int) -> str:
        found = self.town.store.look(lambda unit: unit.deliveries.dispatch(dispatch))
        assert found is not None
        return found.state

    def chat(self, name: str) -> Chat | None:
        return self.town.store.look(lambda unit: unit.people.chat_of(self.town.ids[name]))

    def newcomers(self, count: int) -> None:
        """Add people with chats in a team of their own, for an audience larger than a canary."""

        def run(unit: Unit) -> None:
            place = self.town.ashford.partnership
            agency = stored.an_agency(unit, place, "Newcomers")
            for n in range(count):
                name = f"new-{n:03d}"
                facts = {"team": "newcomers", "aad_object_id": f"aad-{name}", "tenant_id": TENANT}
                stored.a_person(unit, place, agency, f"{name}@ashford.example", **facts)
                there = Chat(
                    f"aad-{name}",
                    TENANT,
                    f"29:{name}",
                    f"chat-{name}",
                    "https://smba.example/teams",
                )
                unit.people.see(there, unit.now)

        self.town.store.act_now(run)
