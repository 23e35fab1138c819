"""Two tenants with a connector each, here and with signed tokens, as the platform has it.

The bot is registered in the first. Its token is of that tenant, also for chats of the second.
"""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.one_message import send_one
from bot.teams.allowed_tenants import FRESH_SECONDS
from dialogs.impact.import_records import import_records
from dialogs.people.probe_tenant import TEST_MESSAGE
from dialogs.ports import Address, Delivered, Refused
from storage.unit import Unit
from surveys.sending.delivery import State
from surveys.sending.tenants import SetUpStep, TenantState
from tests.builders.clock import SettableClock
from tests.journeys.cast import ENTRA, POLICE, bring_in, people_rows
from tests.journeys.house import House, open_house
from tests.journeys.lines import Lines
from tests.journeys.person import RE_READ, Person
from tests.stand_ins.activities import TENANT
from tests.stand_ins.connector import running_connector
from tests.stand_ins.tenant_connector import TenantConnector

PARTNER = "77777777-aaaa-4bbb-8ccc-888888888888"
OFFICERS = ("pat", "ali", "cai", "eli", "gus")
WORKERS = ("sam", "bea", "dot", "fay")


@dataclass
class Two:
    """The program, and the connector of the partner's tenant."""

    house: House
    partner: TenantConnector
    lines: Lines  # of the partner's people

    def officer(self, name: str) -> Person:
        return Person(self.lines, name, ENTRA[name], tenant=PARTNER)

    async def status(self, person: Person) -> int:
        """Post a message as someone; return the status."""
        token = self.lines.provider.token(serviceurl=self.lines.service_url)
        url = f"{self.lines.address}/api/messages"
        headers = {"Authorization": f"Bearer {token}"}
        activity = person.activity("message", text="help")
        async with self.lines.session.post(url, json=activity, headers=headers) as answer:
            return answer.status

    def add(self) -> None:
        self.house.store.act_now(
            lambda unit: unit.tenants.add(PARTNER, "Ashford Police", "console", unit.now)
        )

    def set_state(self, state: TenantState) -> None:
        self.house.store.act_now(
            lambda unit: unit.tenants.set_state(PARTNER, state, "console", unit.now)
        )


def in_two_tenants(unit: Unit, _service_url: str) -> None:
    """Begin with the cast; the police are in the partner's tenant."""
    bring_in(unit)
    rows = [
        row | {"tenant": PARTNER if row["agency"] == POLICE else TENANT} for row in people_rows()
    ]
    import_records("people", rows, None, False, unit)


@pytest.fixture
async def two(either_url: str, tmp_path: Path, clock: SettableClock) -> AsyncGenerator[Two]:
    opening = open_house(either_url, tmp_path / "keys.json", clock, begin=in_two_tenants)
    async with opening as house:
        provider = house.lines.provider
        provider.tokens_of = TENANT
        partner = TenantConnector(provider)
        async with running_connector(partner) as running:
            lines = replace(
                house.lines, connector=running.connector, service_url=running.service_url
            )
            yield Two(house, partner, lines)


async def moment() -> None:
    """Wait until the gate looks at the tenants again."""
    await asyncio.sleep(FRESH_SECONDS + 0.05)


async def test_a_tenant_is_let_in_when_it_is_added_and_refused_at_once_when_paused(
    two: Two,
) -> None:
    pat = two.officer("pat")
    assert await two.status(pat) == 403
    two.add()
    await moment()
    assert await two.status(pat) == 200
    two.set_state(TenantState.PAUSED)
    await moment()
    assert await two.status(pat) == 403
    sam = two.house.person("sam")
    await sam.installs()  # the other tenant goes on
    two.set_state(TenantState.ALLOWED)
    await moment()
    assert await two.status(pat) == 200


async def test_a_tenant_that_refuses_our_token_waits_alone_until_it_takes_it(two: Two) -> None:
    house, partner = two.house, two.partner
    two.add()
    await moment()
    partner.takes.add(TENANT)  # while they install the app
    for name in OFFICERS:
        await two.officer(name).installs()
    lee, *workers = await house.people("lee", *WORKERS)
    partner.takes.clear()
    partner.tokens.clear()

    await lee.says("send briefing")
    await lee.taps("preview-briefing", briefing="Hearing children", audience="All practitioners")
    await lee.sends(lee.tap("confirm-briefing", word=RE_READ))
    waiting = {State.SENT: len(WORKERS), State.PENDING: len(OFFICERS), State.SKIPPED: 1}
    await house.lines.until(lambda: house.standing() == waiting)

    assert [len(one.posts()) for one in workers] == [2] * len(WORKERS)
    refused = house.store.look(lambda unit: unit.tenants.refusals())
    assert refused.keys() == {PARTNER}
    tried = len(partner.tokens)
    assert 2 <= tried <= 2 * len(OFFICERS), "each message twice at most: with a new token once"
    assert len(set(partner.tokens)) >= 2
    steps = house.store.look(lambda unit: unit.tenants.steps())
    assert {(PARTNER, SetUpStep.APP), (TENANT, SetUpStep.OUT)} <= steps.keys()

    partner.takes.add(TENANT)
    house.clock.forward(minutes=2)
    await house.lines.until(
        lambda: house.standing().get(State.SENT) == len(WORKERS) + len(OFFICERS)
    )
    assert house.store.look(lambda unit: unit.tenants.refusals()) == {}
    assert (PARTNER, SetUpStep.OUT) in house.store.look(lambda unit: unit.tenants.steps())


async def test_an_answer_that_a_tenant_refuses_is_noted_too(two: Two) -> None:
    two.add()
    await moment()
    assert await two.status(two.officer("pat")) == 200  # its answer is refused: no token is taken

    assert two.house.store.look(lambda unit: unit.tenants.refusals()).keys() == {PARTNER}
    two.partner.takes.add(TENANT)
    assert await two.status(two.officer("pat")) == 200
    assert two.house.store.look(lambda unit: unit.tenants.refusals()) == {}


async def test_one_message_from_the_command_line_proves_a_tenant(two: Two) -> None:
    of, store = two.house.settings, two.house.store
    address = Address(PARTNER, "a:chat-pat", two.lines.service_url, ENTRA["pat"])
    refused = await asyncio.to_thread(send_one, of, store, address, TEST_MESSAGE)
    assert refused == Refused("not-authorised")
    two.partner.takes.add(TENANT)
    arrived = await asyncio.to_thread(send_one, of, store, address, TEST_MESSAGE)
    assert isinstance(arrived, Delivered)
    assert b"A test message from Golden Thread" in two.partner.delivered[-1].body
