from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import Cluster, postgresql_cluster
from tests.failures.house import Plot
from tests.failures.processes import Nursery
from tests.failures.restarts import Restarts, restarts


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """Start a PostgreSQL that nobody else is connected to."""
    with postgresql_cluster() as own:
        yield own


def test_every_acknowledged_answer_is_there_after_postgresql_was_restarted_in_the_middle_of_it_all(
    cluster: Cluster, loaded: Nursery, tmp_path: Path
) -> None:
    with cluster.empty() as url:
        restarts(Plot(tmp_path, url, loaded), cluster, Restarts(people=300, at_once=4, restarts=2))
