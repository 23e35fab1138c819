import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, UniqueConstraint, inspect, text

from storage import tables as t
from storage.database import revisions, schema
from storage.database.engine import make_engine
from storage.tables import register
from surveys.problems import Refusal
from tests.databases import make_tables

ROOT = Path(__file__).parents[3]
NEWEST = max(one.name[:4] for one in (ROOT / "storage/migrations/versions").glob("0*.py"))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[str]:
    """Give the URL of a database without tables, once on each engine."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    with request.getfixturevalue("postgresql").empty() as url:
        yield url


@contextmanager
def _connected(url: str) -> Generator[Connection]:
    engine = make_engine(url, writes=True)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def _differences(connection: Connection) -> list[Any]:
    # SQLite gives them back as written: see `_sqlite_words`
    defaults = connection.dialect.name == "postgresql"
    context = MigrationContext.configure(
        connection, opts={"compare_type": True, "compare_server_default": defaults}
    )
    return compare_metadata(context, t.metadata)


def _constraints(connection: Connection) -> set[tuple[str, str | None]]:
    seen = inspect(connection)
    return {
        (table, found["name"])
        for table in t.metadata.tables
        for found in (
            *seen.get_check_constraints(table),
            *seen.get_unique_constraints(table),
            *seen.get_foreign_keys(table),
            *seen.get_indexes(table),
            seen.get_pk_constraint(table),
        )
    }


def _sqlite_words(url: str) -> dict[str, str]:
    """Return the SQL of the schema in SQLite, without white space, quotes and constraint order."""
    with _connected(url) as connection:
        rows = connection.execute(
            text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        ).all()
    return {
        row.name: "".join(sorted("".join(row.sql.replace('"', "").split())))
        for row in rows
        if row.name != "alembic_version"
    }


def test_a_migrated_database_equals_the_tables(empty_url: str) -> None:
    schema.migrate(empty_url)

    with _connected(empty_url) as connection:
        assert _differences(connection) == []


def test_migrated_constraints_and_indexes_have_the_names_of_the_tables(
    empty_url: str, database_url_made_at_once: str
) -> None:
    schema.migrate(empty_url)

    with _connected(empty_url) as migrated, _connected(database_url_made_at_once) as made:
        assert _constraints(migrated) == _constraints(made)


def test_what_rows_of_the_register_name_is_found_by_an_index() -> None:
    for table in (t.metadata.tables[name] for name in vars(register) if name in t.metadata.tables):
        unique = (one for one in table.constraints if isinstance(one, UniqueConstraint))
        found = {next(iter(one.columns)) for one in (table.primary_key, *table.indexes, *unique)}
        assert {foreign.parent for foreign in table.foreign_keys} - found == set()


def _policies(connection: Connection) -> set[tuple[Any, ...]]:
    """Return each table with row-level security: whom it binds, and its policies."""
    if connection.dialect.name == "sqlite":
        return set()
    query = """SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, p.polname, p.polcmd,
               p.polpermissive, p.polroles::text, pg_get_expr(p.polqual, c.oid) AS rows,
               pg_get_expr(p.polwithcheck, c.oid) AS written
               FROM pg_class AS c LEFT JOIN pg_policy AS p ON p.polrelid = c.oid
               WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
               AND c.relname <> 'alembic_version'"""
    return {tuple(row) for row in connection.execute(text(query))}


def test_a_migrated_database_has_the_row_security_of_the_tables(
    empty_url: str, database_url_made_at_once: str
) -> None:
    schema.migrate(empty_url)

    with _connected(empty_url) as migrated, _connected(database_url_made_at_once) as made:
        assert _policies(migrated) == _policies(made)


@pytest.fixture
def database_url_made_at_once(
    empty_url: str, request: pytest.FixtureRequest, tmp_path: Path
) -> Generator[str]:
    """Give a second database on the same engine, whose tables were made from the metadata."""
    if empty_url.startswith("sqlite"):
        url = f"sqlite:///{tmp_path / 'made.db'}"
        make_tables(url)
        yield url
        return
    with request.getfixturevalue("postgresql").fresh() as url:
        yield url


def test_tables_of_answers_keep_no_row_order_on_sqlite_after_a_migration(tmp_path: Path) -> None:
    migrated, made = f"sqlite:///{tmp_path / 'migrated.db'}", f"sqlite:///{tmp_path / 'made.db'}"
    schema.migrate(migrated)
    make_tables(made)

    assert _sqlite_words(migrated) == _sqlite_words(made)


def test_a_migration_can_be_repeated(empty_url: str) -> None:
    assert schema.migrate(empty_url) == NEWEST
    assert schema.migrate(empty_url) == NEWEST


def test_an_empty_database_lacks_every_step_and_a_migrated_one_none(empty_url: str) -> None:
    before = revisions.pending(empty_url)
    schema.migrate(empty_url)

    assert before == revisions.known()
    assert revisions.pending(empty_url) == ()


def test_a_database_of_a_later_program_is_refused(empty_url: str) -> None:
    schema.migrate(empty_url)
    with _connected(empty_url) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    for look in (revisions.pending, schema.migrate):
        with pytest.raises(Refusal, match="later version"):
            look(empty_url)


def test_the_names_of_the_files_tell_the_steps_as_alembic_knows_them() -> None:
    steps = ScriptDirectory(str(revisions.MIGRATIONS)).walk_revisions()

    assert revisions.known() == tuple(reversed([step.revision for step in steps]))


def test_asking_what_a_database_lacks_does_not_load_alembic() -> None:
    program = "import sys; import storage.database.revisions; assert 'alembic' not in sys.modules"

    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)


def test_two_processes_that_migrate_at_once_both_succeed(empty_url: str) -> None:
    program = f"from storage.database.schema import migrate; print(migrate({empty_url!r}))"
    started = [
        subprocess.Popen(
            [sys.executable, "-c", program],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(2)
    ]

    ended = [process.communicate(timeout=60) for process in started]

    assert [out.decode().strip() for out, _ in ended] == [NEWEST, NEWEST], ended


def test_a_step_that_fails_leaves_the_database_as_it_was(empty_url: str) -> None:
    with _connected(empty_url) as connection:
        connection.execute(text("CREATE TABLE slips (in_the_way INTEGER)"))

    with pytest.raises(Refusal, match=r"left it unchanged: .*slips"):
        schema.migrate(empty_url)

    with _connected(empty_url) as connection:
        assert inspect(connection).get_table_names() == ["slips"]
