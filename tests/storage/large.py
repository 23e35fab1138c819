"""A store whose statistics claim five million deliveries, on each database; SQLite without any too.

A hundredth of that exists: sends that are over, one that waits, all to the same people.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, text

from storage import tables as t
from storage.database.engine import make_engine
from storage.store import Store
from storage.trust.encryption import new_keyring
from storage.unit import Unit
from surveys.sending.delivery import DeliveryKind, State
from surveys.sending.dispatch import NewDispatch
from surveys.sending.frozen import Frozen
from tests.builders import stored
from tests.builders.clock import NOON, SettableClock
from tests.builders.partnership import TENANT
from tests.databases import as_owner, copy_sqlite, make_tables

PEOPLE, DISPATCHES, TIMES_AS_MANY = 1000, 50, 100
SUBJECTS = DISPATCHES // 2  # so many briefings and so many waves
# what SQLite's statistics would say: how many rows, and how many of them share each further column
# of the index
STATISTICS = {
    "deliveries": ("deliveries", "5000000 20000 1"),
    "ix_deliveries_lane_id_state_due_at": ("deliveries", "5000000 20000 10000 5000"),
    "ix_deliveries_lease_until": ("deliveries", "200 2"),
    "ix_deliveries_person_id": ("deliveries", "5000000 25"),
    "uq_people_partnership_id_email": ("people", "200000 100000 1"),
    "ix_people_aad_object_id": ("people", "200000 1"),
    "sqlite_autoindex_chats_1": ("chats", "200000 1"),
    "ix_dispatches_partnership_id_asked_at": ("dispatches", "250 125 1"),
    "uq_lanes_dispatch_id_tenant_id_canary": ("lanes", "500 2 2 1"),
}


@contextmanager
def _sqlite(request: pytest.FixtureRequest) -> Iterator[str]:
    directory = request.getfixturevalue("tmp_path_factory").mktemp("large")
    yield copy_sqlite(request.getfixturevalue("sqlite_template"), directory)


@contextmanager
def _postgresql(request: pytest.FixtureRequest) -> Iterator[str]:
    # dropped afterwards: it believes what is not so
    with request.getfixturevalue("postgresql").empty() as url:
        make_tables(url)
        yield url


def _nothing(connection: Connection) -> None:
    """Leave the database as it comes."""


def _believe_sqlite(connection: Connection) -> None:
    connection.execute(text("ANALYZE"))
    connection.execute(text("DELETE FROM sqlite_stat1"))
    for index, (table, numbers) in STATISTICS.items():
        facts = {"t": table, "i": index, "n": numbers}
        connection.execute(
            text("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (:t, :i, :n)"), facts
        )


def _believe_postgresql(connection: Connection) -> None:
    connection.execute(text("ALTER TABLE deliveries SET (autovacuum_enabled = off)"))
    connection.execute(text("ANALYZE"))
    many = "relname = ANY (ARRAY['deliveries', 'people', 'chats'])"
    index = f"SELECT indexrelid FROM pg_index JOIN pg_class AS c ON c.oid = indrelid WHERE c.{many}"
    indexes = f"oid IN ({index})"
    believe = (
        f"UPDATE pg_class SET reltuples = reltuples * {TIMES_AS_MANY} WHERE {many} OR {indexes}"
    )
    connection.execute(text(believe))


DATABASES: dict[
    str, tuple[Callable[[pytest.FixtureRequest], Any], Callable[[Connection], None]]
] = {
    "SQLite as it comes": (_sqlite, _nothing),
    "SQLite with statistics": (_sqlite, _believe_sqlite),
    "PostgreSQL": (_postgresql, _believe_postgresql),
}


@contextmanager
def large_store(request: pytest.FixtureRequest, database: str) -> Iterator[Store]:
    """Give the store; it knows what it believes only on a new connection."""
    make, believe = DATABASES[database]
    with make(request) as url:
        store = Store(url, new_keyring(), SettableClock())
        store.act_now(_fill)
        owner = make_engine(as_owner(url), writes=True)
        with owner.begin() as connection:
            believe(connection)
        owner.dispose()
        yield store
        store.close()


def _fill(unit: Unit) -> None:
    partnership = stored.a_partnership(unit)
    agency = stored.an_agency(unit, partnership)
    stored.an_event(unit, partnership, stored.an_action(unit, partnership))
    stored.many_people(unit, partnership, agency, PEOPLE)
    stored.rows(unit, t.chats, [_chat(n) for n in range(PEOPLE)])
    for number in range(DISPATCHES):
        _dispatch(unit, number, partnership)
    asked = [{"wave_id": SUBJECTS, "person_id": n + 1, "state": "asked"} for n in range(PEOPLE)]
    stored.rows(unit, t.invitations, asked)
    behind = [{"dispatch_id": 2, "person_id": n + 1, "due_at": NOON} for n in range(20)]
    stored.rows(unit, t.card_updates, behind)


def _chat(number: int) -> dict[str, Any]:
    return {
        "aad_object_id": f"aad-{number}",
        "tenant_id": TENANT,
        "teams_user_id": f"29:{number}",
        "conversation_id": f"chat-{number}",
        "service_url": "https://smba.example/teams",
        "state": "installed",
        "time_zone": "Europe/London",
        "last_seen_at": NOON,
    }


def _subject(unit: Unit, number: int, partnership: int) -> tuple[DeliveryKind, dict[str, int]]:
    """Return what a dispatch is about: a briefing or a wave of its own, in turn."""
    if number % 2 == 0:
        return DeliveryKind.SURVEY, {
            "wave_id": stored.a_wave(unit, partnership, action_id=1, label=f"{number}")
        }
    facts = {"ref": f"B{number}", "title": "Hearing children", "content": "{}"}
    return DeliveryKind.BRIEFING, {
        "briefing_id": stored.a_row(unit, t.briefings, partnership_id=partnership, **facts)
    }


def _dispatch(unit: Unit, number: int, partnership: int) -> None:
    """Create a dispatch to everyone; all but the last are over, with a few not reached."""
    kind, subject = _subject(unit, number, partnership)
    new = NewDispatch(
        partnership,
        f"{number}",
        kind,
        "Hearing children",
        "everyone",
        Frozen("Said", "{}"),
        **subject,
    )
    due = NOON - timedelta(days=DISPATCHES - number)
    made, _ = unit.deliveries.open(new, unit.audience(partnership, "everyone"), due, due)
    if number < DISPATCHES - 1:
        mine = t.deliveries.update().where(t.deliveries.c.dispatch_id == made)
        failed = {"state": State.FAILED, "reason": "blocked"}
        unit.connection.execute(mine.values(state=State.SENT))
        unit.connection.execute(mine.where(t.deliveries.c.person_id % 50 == 0).values(**failed))
        unit.connection.execute(
            text("UPDATE dispatches SET state = 'done' WHERE id = :d"), {"d": made}
        )
        unit.connection.execute(
            t.lanes.update().where(t.lanes.c.dispatch_id == made).values(next_due=None, held=False)
        )
