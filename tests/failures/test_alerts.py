from pathlib import Path

from tests.databases import Cluster
from tests.failures.alerts import Alerts, alerts
from tests.failures.house import Plot
from tests.failures.processes import Nursery


def test_every_concern_reaches_a_lead_while_sends_fail_and_the_program_is_killed(
    on_sqlite: Plot,
) -> None:
    size = Alerts(concerns=8, kills=4, restarts=0, seconds=1.0, grace=15.0, in_haste=True)
    alerts(on_sqlite, None, size)


def test_every_concern_reaches_a_lead_while_workers_are_killed_and_postgresql_is_restarted(
    cluster: Cluster, loaded: Nursery, tmp_path: Path
) -> None:
    size = Alerts(concerns=8, kills=4, restarts=1, seconds=1.0, grace=15.0, in_haste=True)
    with cluster.empty() as url:
        alerts(Plot(tmp_path, url, loaded), cluster, size)
