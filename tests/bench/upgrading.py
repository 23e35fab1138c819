"""A million answers that an early version kept: the upgrade, until the program is open again.

The rows are those of the filled database in `tests/upgrades`, at the first schema of which one was
kept, with the largest response copied; then the same database is backed up and restored.
"""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, text

from bot.backups import restore_backup
from bot.settings import Settings, read_settings
from bot.startup import migrate, open_store, utc_now
from storage.database.backup import back_up
from storage.database.engine import is_sqlite, make_engine
from tests.bench.figures import Line, below
from tests.databases import Cluster
from tests.upgrades.conftest import FOLDER
from tests.upgrades.filled import Filled

ANSWERS = 1_000_000
A_MINUTE = below(60, "serving again in under a minute")
LARGEST = (
    "SELECT wave_id, response_key, count(*) AS answers FROM answers"
    " GROUP BY wave_id, response_key ORDER BY answers DESC, wave_id, response_key LIMIT 1"
)
NUMBERS = "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < :copies)"
# by table, the column that holds the key of a response, and those that are copied
COPIED = {
    "responses": ("key", "wave_id, agency_id, pseudonym, door, language, week, finished, swept"),
    "answers": ("response_key", "wave_id, question, value, favourable, change"),
    "tallies": ("response_key", "wave_id, level, outcome, answered, favourable"),
}


def upgrading(directory: Path, cluster: Cluster | None) -> list[Line]:
    """Return the lines of both databases."""
    files = [f"sqlite:///{directory / name}.db" for name in ("early", "restored")]
    lines = _on("SQLite", directory, *files)
    if cluster is None:
        return lines
    with cluster.empty() as url, cluster.empty() as elsewhere:
        return [*lines, *_on("PostgreSQL", directory, url, elsewhere)]


def _on(name: str, directory: Path, url: str, elsewhere: str) -> list[Line]:
    early = Filled(FOLDER / "schema_0008", "0008")
    early.load(url)
    answers = _copy(url)
    keys = Path(shutil.copy(early.folder / "keys.json", directory / f"{name}.json"))
    keys.chmod(0o600)
    of = read_settings(GT_DATABASE_URL=url, GT_KEYS_FILE=str(keys))
    upgraded = _seconds(lambda: _upgrade(of))
    file = directory / f"{name}.backup"
    backed_up = _seconds(lambda: back_up(url, file, "bench", utc_now()))
    restored = _seconds(lambda: restore_backup(of, file, utc_now(), into=elsewhere))
    size = f"{file.stat().st_size / 1e6:.0f} MB"
    work = f"{answers:,} answers, {name}"
    return [
        Line(
            f"upgrade from schema {early.revision}, {work}",
            f"{upgraded:.1f} s",
            target=A_MINUTE.verdict(upgraded),
        ),
        Line(f"backup, {work}", f"{backed_up:.1f} s, {size}"),
        Line(f"restore, {work}", f"{restored:.1f} s"),
    ]


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _upgrade(of: Settings) -> None:
    migrate(of)
    open_store(of).close()


def _copy(url: str) -> int:
    """Copy the largest response until there are a million answers; return how many there are."""
    engine = make_engine(url, writes=True)
    with engine.begin() as connection:
        wave, key, each = connection.execute(text(LARGEST)).one()
        for table, (named, columns) in COPIED.items():
            facts = {"wave": wave, "key": key, "copies": ANSWERS // each}
            connection.execute(text(_copying(connection, table, named, columns)), facts)
        answers = connection.scalar(text("SELECT count(*) FROM answers"))
    engine.dispose()
    return int(answers or 0)


def _copying(connection: Connection, table: str, named: str, columns: str) -> str:
    """Return the statement that copies the rows of a response, each time under another key."""
    other = "printf('%032x', n)" if is_sqlite(connection) else "md5(CAST(n AS text))"
    return (
        f"INSERT INTO {table} ({named}, {columns}) {NUMBERS} SELECT {other}, {columns}"
        f" FROM {table}, n WHERE wave_id = :wave AND {named} = :key"
    )
