"""Fixtures that many suites share: a clock, keys, and a store on each of the two databases."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings

from storage.store import Store
from storage.trust.encryption import Keyring, new_keyring
from tests.builders.clock import SettableClock
from tests.databases import Cluster, copy_sqlite, make_tables, postgresql_cluster

# On a busy machine an example takes as long as it takes: timing is never a test.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock()


@pytest.fixture
def keyring() -> Keyring:
    return new_keyring()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """Start one PostgreSQL for the session (each xdist worker has its own)."""
    with postgresql_cluster() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a SQLite file with every table, to be copied."""
    file = tmp_path_factory.mktemp("sqlite") / "template.db"
    make_tables(f"sqlite:///{file}")
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the URL of a fresh database with every table, once on each engine."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            yield copy_sqlite(request.getfixturevalue("sqlite_template"), tmp_path)
        else:
            yield stack.enter_context(request.getfixturevalue("postgresql").fresh())


@pytest.fixture
def store(database_url: str, keyring: Keyring, clock: SettableClock) -> Iterator[Store]:
    """Give a store on a fresh database, once on each engine."""
    opened = Store(database_url, keyring, clock)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_store(
    sqlite_template: Path, tmp_path: Path, keyring: Keyring, clock: SettableClock
) -> Iterator[Store]:
    """Give a store on SQLite alone, for what does not depend on the engine."""
    opened = Store(copy_sqlite(sqlite_template, tmp_path), keyring, clock)
    yield opened
    opened.close()
