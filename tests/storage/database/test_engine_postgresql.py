"""Every connection to PostgreSQL has the settings that its queries are planned for."""

import pytest
from sqlalchemy import text

from storage.database.engine import make_engine
from tests.databases import Cluster


@pytest.mark.parametrize("writes", [True, False])
def test_a_connection_plans_for_fast_disks_compiles_no_query_and_waits_for_no_lock_for_ever(
    postgresql: Cluster, *, writes: bool
) -> None:
    with postgresql.empty() as url:
        engine = make_engine(url, writes=writes)
        with engine.connect() as connection:
            names = ("jit", "random_page_cost", "lock_timeout")
            shown = [connection.scalar(text(f"SHOW {name}")) for name in names]
        engine.dispose()

    assert shown == ["off", "1.1", "30s"]
