from pathlib import Path

from tests.databases import Cluster
from tests.failures.house import Plot
from tests.failures.restores import Loss, restores

SMALL = Loss(people=400, tenants=2)


def test_a_backup_made_in_the_middle_of_a_send_is_restored_and_nobody_gets_anything_twice(
    on_sqlite: Plot, tmp_path: Path
) -> None:
    restores(on_sqlite, f"sqlite:///{tmp_path / 'elsewhere.db'}", SMALL)


def test_the_same_from_postgresql_to_postgresql(on_postgresql: Plot, postgresql: Cluster) -> None:
    with postgresql.empty() as elsewhere:
        restores(on_postgresql, elsewhere, SMALL)


def test_the_same_from_sqlite_to_postgresql(on_sqlite: Plot, postgresql: Cluster) -> None:
    with postgresql.empty() as elsewhere:
        restores(on_sqlite, elsewhere, SMALL)
