"""Fixtures of the journeys: the program on SQLite, and on each of the two databases."""

from collections.abc import AsyncGenerator, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from storage.database.schema import migrate
from tests.builders.clock import SettableClock
from tests.databases import copy_sqlite
from tests.journeys.house import House, open_house
from tests.journeys.second_door import second_door
from tests.stand_ins.mail_server import MailServer, running_mail_server


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a SQLite file with the current schema, to be copied."""
    file = tmp_path_factory.mktemp("migrated") / "template.db"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture
def sqlite_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    return copy_sqlite(migrated_sqlite, tmp_path)


@pytest.fixture(params=["sqlite", "postgresql"])
def either_url(request: pytest.FixtureRequest) -> Iterator[str]:
    with ExitStack() as stack:
        if request.param == "sqlite":
            yield request.getfixturevalue("sqlite_url")
        else:
            url = stack.enter_context(request.getfixturevalue("postgresql").empty())
            migrate(url)
            yield url


@pytest.fixture
async def house(sqlite_url: str, tmp_path: Path, clock: SettableClock) -> AsyncGenerator[House]:
    async with open_house(sqlite_url, tmp_path / "keys.json", clock) as opened:
        yield opened


@pytest.fixture
async def either_house(
    either_url: str, tmp_path: Path, clock: SettableClock
) -> AsyncGenerator[House]:
    async with open_house(either_url, tmp_path / "keys.json", clock) as opened:
        yield opened


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with running_mail_server() as server:
        yield server


@pytest.fixture
async def writing_house(
    either_url: str, tmp_path: Path, clock: SettableClock, mail: MailServer
) -> AsyncGenerator[House]:
    """The program with e-mail set up, on each of the two databases."""
    async with open_house(either_url, tmp_path / "keys.json", clock, **second_door(mail)) as opened:
        yield opened
