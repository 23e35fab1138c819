"""Answers that nobody signed cannot be laid beside the order in which people came."""

import pytest
from sqlalchemy import text

from storage import tables as t
from storage.store import Store


@pytest.mark.parametrize(
    "table",
    [
        "responses",
        "answers",
        "texts",
        "tallies",
        "intake",
        "paper_entries",
        "spent_tickets",
        "invitations",
        "deliveries",
    ],
)
def test_rows_on_sqlite_carry_no_number_of_their_own(sqlite_store: Store, table: str) -> None:
    with pytest.raises(Exception, match="no such column: rowid"):
        sqlite_store.look(
            lambda unit: unit.connection.execute(text(f"SELECT rowid FROM {table}")).all()
        )


def test_no_table_of_answers_leads_to_the_ledger() -> None:
    for table in (t.responses, t.answers, t.texts, t.tallies, t.intake):
        assert {key.column.table.name for key in table.foreign_keys} <= {
            "waves",
            "responses",
            "agencies",
        }
