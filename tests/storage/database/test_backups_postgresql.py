"""A backup by the program's own user, as the documentation says it: whole, and it can be restored.

Row-level security binds that user too: without the setting there would be nothing in the backup,
and pg_dump refuses to make it.
"""

import os
import subprocess
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from storage import tables as t
from storage.database.engine import SETTING, make_engine
from storage.database.row_security import locked
from storage.store import Store
from storage.trust.encryption import Keyring
from storage.unit import Unit
from tests.builders.clock import SettableClock
from tests.builders.every_table import a_row_in_every_table
from tests.databases import Cluster
from tests.tools import need

README = Path(__file__).parents[3] / "README.md"
SEES_ALL = {"PGOPTIONS": f"-c {SETTING}=*"}


def _run(program: str, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(need("postgresql")) / program), *words]
    return subprocess.run(
        command, env=os.environ | environment, capture_output=True, text=True, check=False
    )


def _count(unit: Unit) -> dict[str, int]:
    return {
        name: unit.connection.scalars(select(func.count()).select_from(table)).one()
        for name, table in t.metadata.tables.items()
    }


def test_a_backup_as_documented_is_whole_and_can_be_restored(
    postgresql: Cluster, keyring: Keyring, clock: SettableClock, tmp_path: Path
) -> None:
    kept = str(tmp_path / "kept")
    with postgresql.fresh() as url, postgresql.empty() as other:
        store = Store(url, keyring, clock)
        store.act_now(lambda unit: a_row_in_every_table(unit, "Ashford"))
        refused = _run("pg_dump", "-Fc", "-f", kept, url)
        made = _run("pg_dump", "-Fc", "--enable-row-security", "-f", kept, url, **SEES_ALL)
        restored = _run("pg_restore", "--no-owner", "-d", other, kept)
        again = Store(other, keyring, clock)

        assert refused.returncode == 1
        assert "row-level security" in refused.stderr
        assert (made.returncode, restored.returncode) == (0, 0), made.stderr + restored.stderr
        assert again.look(_count) == store.look(_count) == dict.fromkeys(t.metadata.tables, 1)
        store.close()
        again.close()
        assert _locked_in(other) == sorted(locked(t.metadata))


def _locked_in(url: str) -> list[str]:
    engine = make_engine(url, writes=False)
    query = "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
    with engine.connect() as connection:
        found = sorted(connection.scalars(text(query)))
    engine.dispose()
    return found


@pytest.mark.parametrize("word", ["--enable-row-security", f"PGOPTIONS='-c {SETTING}=*'"])
def test_the_command_is_documented(word: str) -> None:
    assert word in README.read_text(encoding="utf-8")
