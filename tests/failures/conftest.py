"""Small installations for the failures in the suite, started by a nursery that loads once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import Cluster, postgresql_cluster
from tests.failures.house import Plot
from tests.failures.processes import Nursery, nursery


@pytest.fixture(scope="session")
def loaded() -> Iterator[Nursery]:
    with nursery() as opened:
        yield opened


@pytest.fixture
def on_sqlite(loaded: Nursery, tmp_path: Path) -> Plot:
    return Plot(tmp_path, f"sqlite:///{tmp_path / 'golden-thread.db'}", loaded)


@pytest.fixture
def on_postgresql(loaded: Nursery, tmp_path: Path, postgresql: Cluster) -> Iterator[Plot]:
    with postgresql.empty() as url:
        yield Plot(tmp_path, url, loaded)


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """Start a PostgreSQL that nobody else is connected to."""
    with postgresql_cluster() as own:
        yield own
