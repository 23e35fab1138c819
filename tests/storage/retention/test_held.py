"""A person's file has every column that names people, or a reason why not."""

from storage import tables as t
from storage.retention.held import HOLDINGS, LEFT_OUT


def test_every_column_that_names_people_is_in_a_persons_file_or_has_a_reason() -> None:
    naming = {
        f"{table.name}.{column.name}"
        for table in t.metadata.sorted_tables
        for column in table.columns
        if column.name == "person_id"
        or any(key.column is t.people.c.id for key in column.foreign_keys)
    }
    held = {f"{one.column.table.name}.{one.column.name}" for one in HOLDINGS}

    assert held & LEFT_OUT.keys() == set()
    assert naming == held | LEFT_OUT.keys()
