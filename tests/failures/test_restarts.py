from pathlib import Path

from tests.databases import Cluster
from tests.failures.house import Plot
from tests.failures.processes import Nursery
from tests.failures.restarts import Restarts, restarts


def test_every_acknowledged_answer_is_there_after_postgresql_was_restarted_in_the_middle_of_it_all(
    cluster: Cluster, loaded: Nursery, tmp_path: Path
) -> None:
    with cluster.empty() as url:
        restarts(Plot(tmp_path, url, loaded), cluster, Restarts(people=300, at_once=4, restarts=2))
