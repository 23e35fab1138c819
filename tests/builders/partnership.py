"""Two small partnerships in one store, with people, learning, and a way to speak as any of them.

Ashford has practitioners in two agencies, a lead, a deputy and an evaluator; Bexfield is there to
be kept apart.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from dialogs.replies import AskQuestion, Reply
from dialogs.table import take
from dialogs.turn import Installation, Turn
from storage import tables as t
from storage.store import Store
from storage.unit import Unit
from surveys import library
from surveys.people import Chat, Role
from surveys.telling.briefing import Briefing
from tests.builders import stored
from tests.builders.clock import NOON

TENANT = stored.TENANT
INSTALLATION = Installation(
    public_url="http://localhost:3978", minimum_group=5, lexicon=library.lexicon()
)
ROSTER: tuple[tuple[str, str, str, str], ...] = (  # name, partnership, agency, roles
    ("ann", "Ashford", "Ashford Council", ";practitioner;"),
    ("bob", "Ashford", "Ashford Council", ";practitioner;"),
    ("cat", "Ashford", "Ashford Police", ";practitioner;"),
    ("lea", "Ashford", "Ashford Council", ";lead;"),
    ("dee", "Ashford", "Ashford Police", ";lead;"),
    ("eve", "Ashford", "Ashford Council", ";evaluator;"),
    ("ada", "Ashford", "Ashford Council", ";administrator;"),
    ("ben", "Bexfield", "Bexfield School", ";practitioner;"),
    ("lou", "Bexfield", "Bexfield School", ";lead;"),
)
ATTENDED = ("ann", "bob", "cat")


@dataclass(frozen=True)
class Side:
    """What one partnership has: ids."""

    partnership: int
    action: int
    outcome: int
    event: int
    briefing: int


@dataclass(frozen=True)
class Town:
    """Both partnerships in a store; people are named by the first column of `ROSTER`."""

    store: Store
    ashford: Side
    bexfield: Side
    ids: dict[str, int]

    def say(self, name: str, verb: str, **data: Any) -> Reply:
        """Do one thing as someone, and return the reply after the commit."""
        return self.store.act_now(lambda unit: self.turn(unit, name, verb, data))

    def turn(self, unit: Unit, name: str, verb: str, data: dict[str, Any]) -> Reply:
        """Do one thing as someone inside a unit."""
        return take(self.speaking(unit, name), verb, data)

    def speaking(self, unit: Unit, name: str) -> Turn:
        """Return a turn in which a person speaks, for a dialog that no card has a verb for."""
        speaker = unit.people.speaker(TENANT, f"aad-{name}")
        assert speaker is not None
        return Turn(speaker, unit, INSTALLATION)

    def asked(self, name: str, verb: str, **data: Any) -> AskQuestion:
        """Do one thing that must be answered by a question."""
        reply = self.say(name, verb, **data)
        assert isinstance(reply, AskQuestion), reply
        return reply


def a_town(store: Store, event_ends: datetime = NOON) -> Town:
    """Fill a store with the two partnerships; the event of each ends at `event_ends`."""
    return store.act_now(lambda unit: _town(unit, store, event_ends))


def _town(unit: Unit, store: Store, event_ends: datetime) -> Town:
    for instrument in library.shipped().values():
        unit.instruments.add(instrument, unit.now)
    partnerships = {name: stored.a_partnership(unit, name) for name in ("Ashford", "Bexfield")}
    ids = _people(unit, partnerships)
    leads = {"Ashford": ids["lea"], "Bexfield": ids["lou"]}
    sides = {
        name: _side(unit, partnership, leads[name], event_ends)
        for name, partnership in partnerships.items()
    }
    came = [
        {"event_id": sides["Ashford"].event, "person_id": ids[name], "attended": True}
        for name in ATTENDED
    ]
    stayed_away = {"event_id": sides["Ashford"].event, "person_id": ids["eve"], "attended": False}
    stored.rows(unit, t.attendance, [*came, stayed_away])
    return Town(store, sides["Ashford"], sides["Bexfield"], ids)


def a_keeper(unit: Unit, town: Town, name: str, role: Role) -> int:
    """Put someone on Ashford's roster who keeps briefings; returns their id."""
    agency = unit.connection.scalars(
        select(t.people.c.agency_id).filter_by(id=town.ids["ann"])
    ).one()
    facts = {
        "name": name.title(),
        "roles": f";{role};",
        "aad_object_id": f"aad-{name}",
        "tenant_id": TENANT,
    }
    return stored.a_person(
        unit, town.ashford.partnership, agency, f"{name}@ashford.example", **facts
    )


def _people(unit: Unit, partnerships: dict[str, int]) -> dict[str, int]:
    named = dict.fromkeys((partnership, agency) for _, partnership, agency, _ in ROSTER)
    agencies = {key: stored.an_agency(unit, partnerships[key[0]], key[1]) for key in named}
    ids: dict[str, int] = {}
    for name, partnership, agency, roles in ROSTER:
        facts = {
            "name": name.title(),
            "roles": roles,
            "aad_object_id": f"aad-{name}",
            "tenant_id": TENANT,
        }
        place = (partnerships[partnership], agencies[partnership, agency])
        ids[name] = stored.a_person(unit, *place, f"{name}@{partnership.lower()}.example", **facts)
        unit.people.see(
            Chat(f"aad-{name}", TENANT, f"29:{name}", f"chat-{name}", "https://smba.example/teams"),
            unit.now,
        )
    return ids


def _side(unit: Unit, partnership: int, lead: int, event_ends: datetime) -> Side:
    action = stored.an_action(unit, partnership)
    event = stored.an_event(unit, partnership, action, at=event_ends - timedelta(hours=2))
    content = Briefing(
        partnership="ashford",
        ref="B1",
        title="Hearing children",
        sections=(("Background", "A review."),),
    )
    briefing = stored.a_briefing(unit, partnership, content, released_by=lead, released_at=unit.now)
    return Side(partnership, action, stored.an_outcome(unit, action), event, briefing)
