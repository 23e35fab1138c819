"""20,000 people, a connector that fails as Teams does: each gets it once, or we say why not."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

from sqlalchemy import insert, select

from bot.teams.development_connector import (
    FAILURES,
    DevelopmentConnector,
    Recorded,
    Treatment,
    throttled,
)
from storage import tables as t
from storage.unit import Unit
from surveys.sending.delivery import DeliveryKind, State
from tests.builders.clock import SettableClock
from tests.journeys.cast import ENTRA
from tests.journeys.house import House, open_house
from tests.journeys.person import Person, reads
from tests.stand_ins.activities import TENANT

PEOPLE = 20_000

# Of 2,000 people: how many meet which failure at their first message.
FATES = {
    "accepted-then-502": 30,
    "accepted-then-dropped": 15,
    "dropped": 5,
    "blocked-by-user": 8,
    "not-in-roster": 6,
    "busy": 10,
    "throttled": 1,
}
LOST = ("accepted-then-502", "accepted-then-dropped", "dropped")
REFUSED = ("blocked-by-user", "not-in-roster")


def fate_of(conversation: str) -> str | None:
    """What a person's first message meets: the same in every run."""
    drawn = crc32(conversation.encode()) % 2000
    for fate, share in FATES.items():
        if drawn < share:
            return fate
        drawn -= share
    return None


class Weather(DevelopmentConnector):
    """A connector that fails in every way at once, and records only where each message went."""

    def __init__(self) -> None:
        super().__init__(keeps=50_000)
        self.tries: Counter[str] = Counter()
        self.accepted: Counter[str] = Counter()

    def usual(self, recorded: Recorded) -> Treatment | None:
        if recorded.kind != "message" or "a:many-" not in recorded.path:
            return super().usual(recorded)
        conversation = recorded.path.split("/")[3]
        self.tries[conversation] += 1
        fate = fate_of(conversation) if self.tries[conversation] == 1 else None
        step = throttled("1") if fate == "throttled" else FAILURES[fate] if fate else None
        self.accepted[conversation] += step is None or step.accepts
        return step


def chats(service_url: str) -> Iterator[tuple[dict[str, object], dict[str, object]]]:
    """People with the app installed, and where each is reached."""
    for n in range(PEOPLE):
        who = f"00000000-0000-4000-8000-{n:012d}"
        person = {"name": f"Many {n}", "email": f"many{n}@ashford.example", "aad_object_id": who}
        there = {
            "conversation_id": f"a:many-{n}",
            "teams_user_id": f"29:many-{n}",
            "service_url": service_url,
        }
        yield person, {"aad_object_id": who, **there}


def bring_many(house: House) -> None:
    def run(unit: Unit) -> None:
        place, agency = unit.connection.execute(
            select(t.people.c.partnership_id, t.people.c.agency_id).where(
                t.people.c.aad_object_id == ENTRA["lee"]
            )
        ).one()
        facts = {
            "partnership_id": place,
            "agency_id": agency,
            "roles": ";practitioner;",
            "team": "many",
            "tenant_id": TENANT,
        }
        both = list(chats(house.lines.service_url))
        unit.connection.execute(insert(t.people), [person | facts for person, _ in both])
        usual = {
            "tenant_id": TENANT,
            "state": "installed",
            "time_zone": "Europe/London",
            "last_seen_at": unit.now,
        }
        unit.connection.execute(insert(t.chats), [chat | usual for _, chat in both])

    house.store.act_now(run)


async def all_settled(house: House) -> dict[State, int]:
    """Advance the wall clock while the messages go out: a pause of Teams is measured by it."""
    began = time.monotonic()
    while (standing := house.standing()).keys() & {State.PENDING, State.SENDING}:
        house.clock.forward(seconds=1)
        await asyncio.sleep(0.2)
        assert time.monotonic() - began < 400, standing
    return standing


async def test_each_of_twenty_thousand_is_written_to_once_or_it_is_said_why_not(
    sqlite_url: str, tmp_path: Path, clock: SettableClock
) -> None:
    weather = Weather()
    fast = {"GT_SEND_RATE": 100_000}
    async with open_house(sqlite_url, tmp_path / "keys.json", clock, weather, **fast) as house:
        lee, ali = await house.people("lee", "ali")
        bring_many(house)
        await send_to_many(lee)
        await ali.says("help")
        assert "stop" in reads(ali.looks()), "a person is answered while it goes out"
        counts = await all_settled(house)
        expected = Counter(fate_of(f"a:many-{n}") for n in range(PEOPLE))
        lost, refused = (sum(expected[fate] for fate in fates) for fates in (LOST, REFUSED))
        assert counts == {
            State.SENT: PEOPLE - lost - refused,
            State.UNKNOWN: lost,
            State.FAILED: refused,
        }
        hold_once_each(weather)
        hold_reasons(house, lost, refused)
        await lee.says("home")
        await hold_card(house, lee, PEOPLE - lost - refused)


async def send_to_many(lee: Person) -> None:
    await lee.says("send briefing")
    await lee.taps("preview-briefing", briefing="Hearing children", rule="team=many")
    assert f"Send to {PEOPLE:,} people?" in reads(lee.card)
    await lee.signs_off_and_sends()
    assert f"For {PEOPLE:,} people." in reads(lee.card)


def hold_once_each(weather: Weather) -> None:
    """No one got it twice; a POST was repeated only if the first was refused for the moment."""
    again = {"busy", "throttled"}
    assert max(weather.accepted.values()) == 1
    twice = {conversation for conversation, tries in weather.tries.items() if tries > 1}
    assert all(fate_of(conversation) in again for conversation in twice)
    assert len(weather.tries) == PEOPLE


def hold_reasons(house: House, lost: int, refused: int) -> None:
    def look(unit: Unit) -> Counter[tuple[State, str | None]]:
        [latest] = unit.deliveries.recent(None, [DeliveryKind.BRIEFING], 1)
        return Counter((one.state, one.reason) for one in unit.deliveries.not_reached(latest.id))

    reasons = house.store.look(look)
    assert reasons[State.UNKNOWN, "lost_reply"] == lost
    assert reasons[State.FAILED, "blocked"] + reasons[State.FAILED, "not_installed"] == refused
    assert sum(reasons.values()) == lost + refused


async def hold_card(house: House, lee: Person, sent: int) -> None:
    """The lead's card came a few steps, not 20,000, and its last says how many."""
    await house.lines.until(lambda: house.count(t.dispatches, card_shows=100) == 1)
    updates = house.lines.connector.seen("update")
    assert 1 <= len(updates) <= 8
    assert f"{sent:,}" in json.dumps(json.loads(updates[-1].body))
