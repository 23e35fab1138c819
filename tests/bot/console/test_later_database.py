"""A database of a later version: every command refuses it in a sentence, and writes nothing."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.settings import Settings, read_settings
from bot.startup import migrate, open_store, utc_now
from storage.database.engine import make_engine
from tests.bot.console.conftest import Console

LATER = (
    "CREATE TABLE alembic_version (version_num TEXT PRIMARY KEY)",
    "INSERT INTO alembic_version VALUES ('9999')",
)


@pytest.fixture
def of(console: Console) -> Settings:
    """Give the settings of a database that a later version has migrated."""
    before = console.program.settings()
    engine = make_engine(before.database_url, writes=True)
    with engine.begin() as connection:
        for statement in LATER:
            connection.exec_driver_sql(statement)
    engine.dispose()
    return read_settings(GT_DATABASE_URL=before.database_url, GT_KEYS_FILE=before.keys_file)


@pytest.fixture
def here(console: Console, of: Settings) -> Console:
    """The command line as it is; what serves opens the store first, as `bot.process.serve` does."""

    def opened(*_: object) -> None:
        open_store(of, utc_now).close()

    return console.with_(
        settings=lambda: of,
        open_store=lambda: open_store(of, utc_now),
        migrate=lambda: migrate(of),
        serve=opened,
    )


@pytest.mark.parametrize(
    "words",
    [
        ("serve",),
        ("worker",),
        ("migrate",),
        ("backup", "later.backup"),
        ("deliveries",),
        ("deliveries", "resume", "--yes"),
        ("concerns",),
        ("person", "list"),
        ("link", "list"),
        ("instrument", "list"),
        ("audit", "verify"),
        ("register", "gaps"),
    ],
    ids=" ".join,
)
def test_every_command_refuses_it(
    here: Console, words: Sequence[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = here(*words)

    assert said.is_one_sentence, said
    assert "belongs to a later version" in said.err
    assert not (tmp_path / "later.backup").exists()


def test_check_says_so(here: Console) -> None:
    said = here("check")

    assert said.code == 1
    assert "WRONG  database: The database belongs to a later version" in said.out
