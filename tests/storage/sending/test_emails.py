"""What is looked at to find whom to write to: never everything that was ever sent."""

from typing import Any

from sqlalchemy import event, text

from storage.store import Store
from storage.unit import Unit


def test_finding_whom_to_write_to_scans_no_table(sqlite_store: Store) -> None:
    def plans(unit: Unit) -> list[str]:
        said: list[tuple[str, Any]] = []

        def note(
            _connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, _many: bool
        ) -> None:
            said.append((statement, values))

        event.listen(unit.connection, "before_cursor_execute", note)
        unit.emails.enlist(unit.now, 500)
        unit.emails.claim("w", unit.now, ["token"], unit.now - unit.now)
        unit.emails.expire_leases(unit.now)
        event.remove(unit.connection, "before_cursor_execute", note)
        ran = [
            unit.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
            for statement, values in said
        ]
        assert len(ran) == 4
        assert unit.connection.execute(text("SELECT 1")).scalar() == 1
        return [row[3] for rows in ran for row in rows]

    assert [plan for plan in sqlite_store.act_now(plans) if plan.startswith("SCAN")] == []
