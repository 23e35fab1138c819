"""Unmistakable bytes of a person are in no file of the database once the person was erased."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text, update

from dialogs.people.erase import erase_people
from storage import tables as t
from storage.store import Store
from storage.trust.encryption import Keyring
from storage.unit import Unit
from tests.builders.clock import SettableClock
from tests.builders.partnership import Town, a_town
from tests.builders.told import a_briefing, tell
from tests.databases import Cluster

NAME, EMAIL, WORDS = "Qxnamecanary Zwolle", "qxmailcanary@zwolle.example", "Qxwordcanary at Zwolle."
CANARIES = (b"Qxnamecanary", b"qxmailcanary", b"Qxwordcanary", b"qxaccountcanary")
ACCOUNT = "qxaccountcanary"


def _leave_traces(town: Town) -> None:
    ann = town.ids["ann"]

    def rename(unit: Unit) -> None:
        facts = {"name": NAME, "email": EMAIL, "job_title": "Qxnamecanary post"}
        unit.connection.execute(update(t.people).where(t.people.c.id == ann).values(**facts))
        unit.saved_audiences.keep(town.ashford.partnership, "us", f'email="{EMAIL}"')

    town.store.act_now(rename)
    briefing = a_briefing(town)
    tell(town, briefing, rule=f'email="{EMAIL}"')
    said = {"setting": "team", "people": "3", "raised": WORDS, "agreed": WORDS, "once": "1"}
    town.say("ann", "intended", briefing=briefing, what=WORDS, by_when="2026-04-01")
    town.say("ann", "discussed", briefing=briefing, **said)

    def bind(unit: Unit) -> None:
        account = {"aad_object_id": ACCOUNT}
        for table in (t.people, t.chats):
            mine = table.c.aad_object_id == "aad-ann"
            unit.connection.execute(update(table).where(mine).values(**account))

    town.store.act_now(bind)


def _erase(town: Town) -> None:
    def erase(unit: Unit) -> None:
        person = unit.people.person(town.ids["ann"])
        assert person is not None
        erase_people(unit, [person], "She asked.", "console")

    town.store.act_now(erase)
    assert asyncio.run(town.store.leave_no_traces())


def _found(files: Iterator[Path]) -> dict[str, list[str]]:
    """Return which canaries are in which files."""
    found = {
        file.name: [one.decode() for one in CANARIES if one in file.read_bytes()]
        for file in files
        if file.is_file()
    }
    return {name: canaries for name, canaries in found.items() if canaries}


def test_no_file_of_sqlite_has_them_its_log_included(sqlite_store: Store) -> None:
    database = Path(sqlite_store.url.removeprefix("sqlite:///"))
    town = a_town(sqlite_store)
    _leave_traces(town)
    before = _found(database.parent.glob(f"{database.name}*"))
    _erase(town)

    assert {one for canaries in before.values() for one in canaries} == {
        "Qxnamecanary",
        "qxmailcanary",
        "qxaccountcanary",
    }  # what people write is never there in plain
    assert _found(database.parent.glob(f"{database.name}*")) == {}


@pytest.fixture
def no_old_logs(postgresql: Cluster) -> Iterator[None]:
    """Let PostgreSQL remove its old log files at a checkpoint, as it may overwrite them in time."""
    postgresql.run("ALTER SYSTEM SET wal_recycle = off")
    postgresql.run("SELECT pg_reload_conf()")
    yield
    postgresql.run("ALTER SYSTEM RESET wal_recycle")
    postgresql.run("SELECT pg_reload_conf()")


@pytest.mark.usefixtures("no_old_logs")
def test_no_file_of_postgresql_has_them_dead_rows_and_its_log_included(
    postgresql: Cluster, keyring: Keyring, clock: SettableClock
) -> None:
    with postgresql.fresh() as url:
        store = Store(url, keyring, clock)
        town = a_town(store)
        _leave_traces(town)
        postgresql.run("CHECKPOINT")
        before = _files(postgresql, store)
        _erase(town)
        for statement in ("CHECKPOINT", "SELECT pg_switch_wal()", "CHECKPOINT"):
            postgresql.run(statement)
        after = _files(postgresql, store)
        store.close()

    assert {one for canaries in before.values() for one in canaries} >= {"qxmailcanary"}
    assert after == {}


def _files(postgresql: Cluster, store: Store) -> dict[str, list[str]]:
    number = text("SELECT oid FROM pg_database WHERE datname = current_database()")
    oid = store.look(lambda unit: unit.connection.scalar(number))
    data = postgresql.directory / "data"
    files = [*(data / "base" / str(oid)).iterdir(), *(data / "pg_wal").iterdir()]
    return _found(iter(files))
