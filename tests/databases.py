"""Real databases to test on: a SQLite file, and a PostgreSQL cluster for the whole test session.

Each test gets a database with every table and no row, made once by `metadata.create_all`; no two
tests use one at the same time.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from sqlalchemy import NullPool, create_engine
from sqlalchemy.exc import DBAPIError

from storage import tables as t
from storage.database.engine import make_engine
from storage.database.row_security import put_lock
from tests.tools import need

CONFIGURATION = {
    "fsync": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "100",
}
TEMPLATE = "golden_template"
OWNER, PROGRAM = "postgres", "golden_thread"  # users: of the cluster, and of its databases
_numbers = count(1)


def make_tables(url: str) -> None:
    """Make every table in an empty database."""
    engine = make_engine(url, writes=True)
    with engine.begin() as connection:
        t.metadata.create_all(connection)
        put_lock(connection, t.metadata)
    engine.dispose()


def as_owner(url: str) -> str:
    """Return the address with the cluster's owner as user, whom no policy binds."""
    return url.replace(f"//{PROGRAM}@", f"//{OWNER}@")


def copy_sqlite(template: Path, directory: Path) -> str:
    """Copy the template file into `directory`; returns the URL of the copy."""
    file = directory / "golden-thread.db"
    shutil.copy(template, file)
    return f"sqlite:///{file}"


@dataclass(frozen=True)
class Cluster:
    """A running PostgreSQL, reached only by a socket in `directory`; `clean` databases are free."""

    directory: Path
    options: str  # that it was started with
    clean: list[str] = field(default_factory=list[str])

    def url(self, database: str, user: str = PROGRAM) -> str:
        """Return the address of a database, as `GT_DATABASE_URL` takes it.

        The program's user owns the tables and no more, so that row-level security binds it.
        """
        return f"postgresql://{user}@/{database}?host={self.directory}"

    @contextmanager
    def empty(self) -> Iterator[str]:
        """Give the URL of a database without tables, dropped afterwards."""
        with self.copy("template1") as url:
            yield url

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """Give the URL of a database with every table and no row; it is emptied afterwards."""
        name = self.clean.pop() if self.clean else self._make(TEMPLATE)
        yield self.url(name)
        try:
            self.run(_emptying(), name)
        except DBAPIError:  # a test left a lock or changed the tables: never lend that one again
            self.run(f"DROP DATABASE {name} WITH (FORCE)")
        else:
            self.clean.append(name)

    @contextmanager
    def copy(self, template: str) -> Iterator[str]:
        """Give the URL of a copy of a database that nobody is connected to, dropped afterwards."""
        name = self._make(template)
        yield self.url(name)
        self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def _make(self, template: str) -> str:
        name = f"golden_{next(_numbers)}"
        self.run(f"CREATE DATABASE {name} OWNER {PROGRAM} TEMPLATE {template}")
        return name

    def restart(self) -> None:
        """Stop it as a power cut does, and start it again with the settings it had."""
        self._control("-m", "immediate", "restart")

    def stop(self) -> None:
        """Stop it as a power cut does."""
        self._control("-m", "immediate", "stop")

    def start(self) -> None:
        """Start it again after `stop`, with the settings it had."""
        self._control("-o", self.options, "start")

    def admit(self, *rules: str) -> None:
        """Put rules before those by which it lets anyone in, and follow them from now on."""
        file = self.directory / "data" / "pg_hba.conf"
        file.write_text("\n".join([*rules, file.read_text()]))
        self.run("SELECT pg_reload_conf()")

    def _control(self, *words: str) -> None:
        programs, data = Path(need("postgresql")), self.directory / "data"
        _run(programs / "pg_ctl", "-D", data, "-w", "-l", self.directory / "log", *words)

    def run(self, statements: str, database: str = "postgres") -> None:
        """Run statements outside any transaction of ours, as the owner of the cluster."""
        address = self.url(database, OWNER).replace("postgresql:", "postgresql+psycopg:")
        engine = create_engine(address, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            connection.exec_driver_sql(statements)


def _emptying() -> str:
    """Return the statements that leave every table empty and every count at its beginning."""
    tables = t.metadata.sorted_tables
    deletes = [f'DELETE FROM "{table.name}"' for table in reversed(tables)]
    counts = [
        f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), 1, false)"
        for table in tables
        if "id" in table.c
    ]
    return ";".join(
        ["SET lock_timeout = 2000", "SET session_replication_role = replica", *deletes, *counts]
    )


@contextmanager
def postgresql_cluster(configuration: Mapping[str, str] = CONFIGURATION) -> Iterator[Cluster]:
    """Start a cluster in its own directory; at the end stop it and remove the directory."""
    programs = Path(need("postgresql"))
    with tempfile.TemporaryDirectory(prefix="gt-pg-", ignore_cleanup_errors=True) as directory:
        home = Path(directory)
        _own(home)
        data = home / "data"
        _run(
            programs / "initdb",
            "-D",
            data,
            "-U",
            OWNER,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-N",
        )
        settings = " ".join(f"-c {name}={value!r}" for name, value in configuration.items())
        options = f"-k {home} {settings}"
        _run(
            programs / "pg_ctl",
            "-D",
            data,
            "-w",
            "-l",
            home / "log",
            "-o",
            options,
            "start",
        )
        try:
            cluster = Cluster(home, options)
            cluster.run(f"CREATE ROLE {PROGRAM} LOGIN")
            cluster.run(f"CREATE DATABASE {TEMPLATE} OWNER {PROGRAM}")
            make_tables(cluster.url(TEMPLATE))
            yield cluster
        finally:
            _run(programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")


def _run(*command: object) -> None:
    """Run one of PostgreSQL's programs; they refuse to run as root."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*prefix, *map(str, command)],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        msg = f"{command[0]}: {done.stderr.strip()}"
        raise RuntimeError(msg)


def _own(directory: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(directory, "postgres")
