"""Rows inserted into the store for a test, with plausible values; builders return the id."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Table, insert

from storage import tables as t
from storage.unit import Unit
from surveys.library import shipped
from surveys.telling.briefing import Briefing
from tests.builders.clock import NOON

TENANT = "tenant-1"  # of every account
WEEK = date(2026, 3, 2)  # the Monday of the week in which the clock stands


def a_row(unit: Unit, table: Table, **facts: Any) -> int:
    """Insert a row into a table that counts its ids."""
    return unit.connection.scalars(insert(table).values(**facts).returning(table.c.id)).one()


def rows(unit: Unit, table: Table, facts: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows into a table without ids of its own."""
    if facts:
        unit.connection.execute(insert(table), list(facts))


def a_partnership(unit: Unit, name: str = "Ashford") -> int:
    return a_row(unit, t.partnerships, slug=name.lower(), name=name)


def an_agency(unit: Unit, partnership_id: int, name: str = "Ashford Council") -> int:
    return a_row(unit, t.agencies, partnership_id=partnership_id, name=name)


def many_people(
    unit: Unit, partnership: int, agency: int, count: int, tenant: str = TENANT
) -> None:
    """Practitioners of one agency, whom Teams knows as `aad-0` and so on."""
    everyone = {
        "partnership_id": partnership,
        "agency_id": agency,
        "name": "Sam Reed",
        "roles": ";practitioner;",
        "tenant_id": tenant,
    }
    known = ({"email": f"p{n}@example.org", "aad_object_id": f"aad-{n}"} for n in range(count))
    rows(unit, t.people, [everyone | one for one in known])


def a_person(unit: Unit, partnership_id: int, agency_id: int, email: str, **facts: Any) -> int:
    known = {"name": "Sam Reed", "roles": ";practitioner;"} | facts
    return a_row(
        unit, t.people, partnership_id=partnership_id, agency_id=agency_id, email=email, **known
    )


def an_action(unit: Unit, partnership_id: int, ref: str = "A1", **facts: Any) -> int:
    known = {
        "title": "See children alone",
        "change_wanted": "Children are seen alone before decisions are made.",
        "source_kind": "child safeguarding practice review",
        "source_ref": "Child K",
        "owner_agency": "Ashford Council",
        "due_on": date(2026, 9, 1),
    } | facts
    return a_row(unit, t.actions, partnership_id=partnership_id, ref=ref, **known)


def an_outcome(
    unit: Unit, action_id: int, ref: str = "O1", statement: str = "Children are heard."
) -> int:
    return a_row(unit, t.outcomes, action_id=action_id, ref=ref, statement=statement)


def a_briefing(unit: Unit, partnership_id: int, briefing: Briefing, **version: Any) -> int:
    """Insert a briefing at its first version; `version` is what is known of that."""
    facts = {"ref": briefing.ref, "title": briefing.title, "content": briefing.model_dump_json()}
    briefing_id = a_row(unit, t.briefings, partnership_id=partnership_id, **facts)
    known = {"version": 1, "content": facts["content"], "made_at": unit.now} | version
    rows(unit, t.briefing_versions, [{"briefing_id": briefing_id, **known}])
    return briefing_id


def an_event(
    unit: Unit, partnership_id: int, *actions: int, ref: str = "E1", at: datetime = NOON
) -> int:
    facts = {
        "title": "Hearing children",
        "kind": "training",
        "starts_at": at,
        "ends_at": at + timedelta(hours=2),
    }
    event_id = a_row(unit, t.events, partnership_id=partnership_id, ref=ref, **facts)
    rows(
        unit,
        t.event_actions,
        [{"event_id": event_id, "action_id": action_id} for action_id in actions],
    )
    return event_id


def a_wave(unit: Unit, partnership_id: int, code: str = "follow-up-6-weeks", **facts: Any) -> int:
    """Insert an open wave of a shipped instrument, about `action_id` or `event_id`."""
    instrument = shipped()[code]
    unit.instruments.add(instrument, unit.now)
    subject = (
        f"event:{facts['event_id']}" if facts.get("event_id") else f"action:{facts['action_id']}"
    )
    known = {
        "once": f"{subject}:{code}:{facts.get('label', '')}",
        "instrument_version": instrument.version,
        "voice": instrument.voice.value,
        "label": code,
        "rule": "",
        "opens_at": NOON,
        "closes_at": NOON + timedelta(days=14),
        "state": "open",
    } | facts
    study = known.pop("study_id", None) or a_row(
        unit, t.studies, partnership_id=partnership_id, subject=known["once"], salt=b"salt"
    )
    return a_row(unit, t.waves, partnership_id=partnership_id, study_id=study, **known)


def a_send(
    unit: Unit, partnership_id: int, wave_id: int, states: Mapping[int, str], at: datetime
) -> int:
    """Insert a dispatch of a wave that asked these people at that moment, each in a state."""
    known = {"partnership_id": partnership_id, "wave_id": wave_id, "asked_at": at}
    words = {"kind": "survey", "title": "Asked", "rule": "everyone", "content": "{}", "reply": ""}
    once = f"wave:{wave_id}:{at.isoformat()}"
    dispatch = a_row(unit, t.dispatches, once=once, state="done", **known, **words)
    lane = a_row(unit, t.lanes, dispatch_id=dispatch, tenant_id="", canary=False)
    facts = {"dispatch_id": dispatch, "lane_id": lane, "due_at": at, "changed_at": at}
    rows(unit, t.deliveries, [{**facts, "person_id": p, "state": s} for p, s in states.items()])
    return dispatch


def responses(unit: Unit, wave_id: int, count: int, **facts: Any) -> list[str]:
    """Insert `count` finished responses; returns their keys. `pseudonyms` gives one each."""
    names: Sequence[str | None] = facts.pop("pseudonyms", [None] * count)
    known = {
        "agency_id": None,
        "door": "teams",
        "language": "en",
        "week": WEEK,
        "finished": True,
    } | facts
    prefix = facts.get("door", "teams") + str(known["agency_id"]) + str(known["week"])
    keys = [f"{prefix}-{i}" for i in range(count)]
    whole = [
        {"wave_id": wave_id, "key": key, "pseudonym": name, **known}
        for key, name in zip(keys, names, strict=True)
    ]
    rows(unit, t.responses, whole)
    return keys


def tallied(
    unit: Unit, wave_id: int, keys: Sequence[str], answered: int, favourable: int, **facts: Any
) -> None:
    """Insert what the items of each of these responses came to."""
    known = {
        "level": "practice",
        "outcome": "",
        "answered": answered,
        "favourable": favourable,
    } | facts
    rows(unit, t.tallies, [{"wave_id": wave_id, "response_key": key, **known} for key in keys])


def answered(
    unit: Unit, wave_id: int, question: str, values: Mapping[str, object], change: int | None = None
) -> None:
    """Insert an answer to one question for each response key."""
    known = {"wave_id": wave_id, "question": question, "favourable": None, "change": change}
    rows(
        unit,
        t.answers,
        [{**known, "response_key": key, "value": json.dumps(v)} for key, v in values.items()],
    )
