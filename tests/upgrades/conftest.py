"""Fixtures of the upgrades: a filled database at the newest schema, with the program on it.

It is filled and brought forward once on each engine; every test has a copy of its own.
"""

import shutil
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, ExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from storage import tables as t
from storage.database.schema import migrate
from storage.unit import Unit
from tests.builders.clock import SettableClock
from tests.databases import Cluster, copy_sqlite
from tests.journeys.house import House, open_house
from tests.stand_ins.mail_server import MailServer, running_mail_server
from tests.upgrades.filled import CONNECTOR, Filled

FOLDER = Path(__file__).parent
Opening = Callable[..., AbstractAsyncContextManager[House]]


@pytest.fixture(scope="session")
def filled() -> Filled:
    return Filled(FOLDER / "schema_0008", "0008")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give an empty database, once on each engine."""
    with ExitStack() as stack:
        url = f"sqlite:///{tmp_path / 'earlier.db'}"
        if request.param == "postgresql":
            url = stack.enter_context(request.getfixturevalue("postgresql").empty())
        yield url


@pytest.fixture
def earlier_url(empty_url: str, filled: Filled) -> str:
    """Give a filled database at its own schema, once on each engine."""
    filled.load(empty_url)
    return empty_url


@pytest.fixture(scope="session")
def filled_sqlite(tmp_path_factory: pytest.TempPathFactory, filled: Filled) -> Path:
    """Make the filled SQLite file once, at the newest schema, to be copied."""
    file = tmp_path_factory.mktemp("filled") / "golden-thread.db"
    filled.load(f"sqlite:///{file}")
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def filled_postgresql(postgresql: Cluster, filled: Filled) -> Iterator[str]:
    """Make the filled PostgreSQL database once, at the newest schema; gives its name."""
    with postgresql.empty() as url:
        filled.load(url)
        migrate(url)
        yield url.split("/")[3].partition("?")[0]


@pytest.fixture(params=["sqlite", "postgresql"])
def upgraded_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the URL of a filled database at the newest schema, once on each engine."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            yield copy_sqlite(request.getfixturevalue("filled_sqlite"), tmp_path)
        else:
            template = request.getfixturevalue("filled_postgresql")
            yield stack.enter_context(request.getfixturevalue("postgresql").copy(template))


@pytest.fixture
def keys(tmp_path: Path, filled: Filled) -> Path:
    file = Path(shutil.copy(filled.folder / "keys.json", tmp_path / "keys.json"))
    file.chmod(0o600)  # a checkout makes files that others can read
    return file


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with running_mail_server() as server:
        yield server


@pytest.fixture
def opened(upgraded_url: str, keys: Path, filled: Filled, mail: MailServer) -> Opening:
    """Give a way to run the program on it, some time after the earlier one stopped."""

    @asynccontextmanager
    async def opening(**later: float) -> AsyncGenerator[House]:
        clock = SettableClock(filled.stopped_at + timedelta(**later))
        second_door: dict[str, Any] = {
            "GT_SMTP_URL": f"smtp://127.0.0.1:{mail.port}",
            "GT_MAIL_FROM": "threads@ashford.example",
            "GT_SEND_RATE": 500,
        }
        opening = open_house(upgraded_url, keys, clock, begin=_reach, **second_door)
        async with opening as house:
            yield house

    return opening


def _reach(unit: Unit, service_url: str) -> None:
    """Have everybody's chat at the connector of this test."""
    for table in (t.chats, t.channels):
        mine = update(table).where(table.c.service_url == CONNECTOR)
        unit.connection.execute(mine.values(service_url=service_url))
