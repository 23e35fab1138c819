"""An upgrade that is taken back: a later database is refused, and its backup is restored."""

import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.backups import restore_backup
from bot.settings import Settings, read_settings
from bot.startup import migrate, open_store, utc_now
from storage import tables as t
from storage.database.revisions import known
from surveys.problems import Refusal
from tests.builders import stored

ROOT = Path(__file__).parents[2]
PARTS = ("bot", "dialogs", "scheduler", "storage", "surveys")
LATER = f'''"""A column of a later version."""

import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = "{known()[-1]}"


def upgrade() -> None:
    op.add_column("people", sa.Column("shoe_size", sa.Integer()))
'''


@pytest.fixture(scope="module")
def later_version(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give this program with one migration more."""
    folder = tmp_path_factory.mktemp("later")
    for part in PARTS:
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("app.py", "pyproject.toml"):
        shutil.copy(ROOT / file, folder / file)
    versions = folder / "storage" / "migrations" / "versions"
    (versions / "9001_later.py").write_text(LATER, encoding="utf-8")
    return folder


def run_later(folder: Path, of: Settings, *words: object) -> subprocess.CompletedProcess[str]:
    settings = {"GT_DATABASE_URL": of.database_url, "GT_KEYS_FILE": str(of.keys_path)}
    return subprocess.run(
        [sys.executable, "app.py", *map(str, words)],
        cwd=folder,
        env={**os.environ, "PYTHON_DOTENV_DISABLED": "1", **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def slugs(of: Settings) -> list[str]:
    with closing(open_store(of, utc_now)) as store:
        names = select(t.partnerships.c.slug)
        return list(store.look(lambda unit: unit.connection.scalars(names).all()))


def refusal_of_opening(of: Settings) -> str:
    with pytest.raises(Refusal) as refused:
        open_store(of, utc_now)
    return refused.value.code


def test_an_upgrade_is_taken_back_by_the_backup_that_was_made_first(
    empty_url: str, later_version: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    keys = str(tmp_path / "keys.json")
    of = read_settings(GT_DATABASE_URL=empty_url, GT_KEYS_FILE=keys)
    migrate(of)
    with closing(open_store(of, utc_now)) as store:
        store.act_now(lambda unit: stored.a_partnership(unit, "Ashford"))
    first = tmp_path / "before.backup"

    upgraded = run_later(later_version, of, "migrate", "--backup", first)
    assert (upgraded.returncode, "revision 9001" in upgraded.stdout) == (0, True), upgraded.stderr
    assert refusal_of_opening(of) == "schema-ahead"

    with request.getfixturevalue("postgresql").empty() as url:
        elsewhere = url if "postgresql" in empty_url else f"sqlite:///{tmp_path / 'again.db'}"
        back = read_settings(GT_DATABASE_URL=elsewhere, GT_KEYS_FILE=keys)
        restore_backup(back, first, utc_now())
        assert slugs(back) == ["ashford"]
        later = tmp_path / "later.backup"
        assert run_later(later_version, of, "backup", later).returncode == 0
        with pytest.raises(Refusal, match="later version"):
            restore_backup(of, later, utc_now())
