"""Installations for a failure: people with chats in several tenants, a briefing, and a survey."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select, update

from dialogs.impact.import_records import import_briefing
from dialogs.replies import freeze
from dialogs.telling.read_briefing import show_of
from storage import tables as t
from storage.unit import Unit
from surveys.sending.delivery import DeliveryKind
from surveys.sending.dispatch import NewDispatch
from tests.bench.taps import INSTRUMENT
from tests.builders import files, stored
from tests.builders.ready import ready_for_links
from tests.failures.people import conversation, human, tenant

LINK = "a-public-link"


@dataclass(frozen=True, slots=True)
class Roster:
    """A partnership with an action and a briefing; agency `Tenant N` is the people of tenant N."""

    partnership: int
    action: int
    briefing: int
    tenants: int
    people: Sequence[int]


def roster(unit: Unit, count: int, tenants: int, service_url: str) -> Roster:
    """Write `count` people who all have the app, number n in tenant n modulo `tenants`."""
    partnership = stored.a_partnership(unit)
    agencies = [stored.an_agency(unit, partnership, f"Tenant {place}") for place in range(tenants)]
    facts = {"partnership_id": partnership, "name": "Sam Reed", "roles": ";practitioner;"}
    whole = [
        {
            **facts,
            "agency_id": agencies[n % tenants],
            "email": f"p{n}@example.org",
            "aad_object_id": human(n),
            "tenant_id": tenant(n % tenants),
        }
        for n in range(count)
    ]
    stored.rows(unit, t.people, whole)
    stored.rows(unit, t.chats, [_chat(unit, n, n % tenants, service_url) for n in range(count)])
    people = tuple(unit.connection.scalars(select(t.people.c.id).order_by(t.people.c.id)))
    action = stored.an_action(unit, partnership, started_on=date(2026, 1, 5))
    import_briefing(files.BRIEFING, "b1.md", None, False, unit)
    briefing = unit.connection.scalars(select(t.briefings.c.id)).one()
    return Roster(partnership, action, briefing, tenants, people)


def _chat(unit: Unit, person: int, place: int, service_url: str) -> dict[str, object]:
    return {
        "aad_object_id": human(person),
        "tenant_id": tenant(place),
        "teams_user_id": f"29:{person}",
        "conversation_id": conversation(person, place),
        "service_url": service_url,
        "state": "installed",
        "time_zone": "Europe/London",
        "last_seen_at": unit.now,
    }


def briefed(unit: Unit, known: Roster, rule: str = "everyone") -> int:
    """Queue the briefing for those whom a rule names; return the dispatch."""
    briefing = unit.briefings.briefing(known.partnership, known.briefing)
    assert briefing is not None
    reply = show_of(known.briefing, briefing, preview=False)
    new = NewDispatch(
        partnership_id=known.partnership,
        once=f"brief:{rule}",
        kind=DeliveryKind.BRIEFING,
        title=briefing.title,
        rule=rule,
        says=freeze(reply),
        briefing_id=known.briefing,
    )
    return unit.deliveries.open(new, unit.audience(known.partnership, rule), unit.now, unit.now)[0]


def asked(unit: Unit, known: Roster) -> int:
    """Open a survey with everyone already invited and nothing left to send; return the wave."""
    wave = stored.a_wave(
        unit,
        known.partnership,
        INSTRUMENT.code,
        action_id=known.action,
        opens_at=unit.now - timedelta(days=1),
        closes_at=unit.now + timedelta(days=14),
        eligible=len(known.people),
    )
    stored.rows(
        unit,
        t.invitations,
        [{"wave_id": wave, "person_id": p, "state": "asked"} for p in known.people],
    )
    return wave


def everybody_leads(unit: Unit, known: Roster) -> None:
    """Make everyone a lead, the last of another agency, and the partnership one with links."""
    health = stored.an_agency(unit, known.partnership, "Health")
    last = update(t.people).where(t.people.c.id == known.people[-1]).values(agency_id=health)
    unit.connection.execute(update(t.people).values(roles=";lead;"))
    unit.connection.execute(last)
    ready_for_links(unit, known.partnership)


def an_outcome(unit: Unit, known: Roster) -> None:
    """Give the action an outcome for which families are a planned source."""
    outcome = stored.an_outcome(unit, known.action)
    planned = {"level": "experience", "source": "family", "series": "", "indicator": ""}
    stored.rows(unit, t.plan_items, [{"outcome_id": outcome, **planned}])


def a_public_form(unit: Unit, known: Roster, code: str = "family") -> None:
    """Open a form, for families unless it is another, under `LINK`."""
    facts = {"action_id": known.action, "opens_at": unit.now, "closes_at": None, "label": code}
    wave = stored.a_wave(unit, known.partnership, code, **facts)
    unit.public_links.add(known.partnership, LINK, wave, "Poster", unit.now)
