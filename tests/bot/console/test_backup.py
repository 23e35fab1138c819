"""A backup is written by one command and restored by another; until resumed, nothing is sent."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from bot.settings import Settings, read_settings
from bot.startup import open_store, utc_now
from storage.trust.audit_second_place import AuditHeadsFile
from tests.bot.console.conftest import Console, Said
from tests.builders import stored


@pytest.fixture
def of(tmp_path: Path) -> Settings:
    return read_settings(
        GT_DATABASE_URL=f"sqlite:///{tmp_path / 'own.db'}", GT_KEYS_FILE=str(tmp_path / "own.json")
    )


@pytest.fixture
def here(console: Console, of: Settings) -> Console:
    """The command line of an installation with its own files and one partnership."""
    with closing(open_store(of, utc_now)) as store:
        store.act_now(lambda unit: stored.a_partnership(unit, "Ashford"))
    return console.with_(settings=lambda: of, open_store=lambda: open_store(of, utc_now))


def audited(of: Settings) -> list[str]:
    with closing(open_store(of, utc_now)) as store:
        return store.look(
            lambda unit: list(
                unit.connection.exec_driver_sql("SELECT act FROM audit ORDER BY seq").scalars()
            )
        )


def restored(here: Console, of: Settings, file: Path) -> Said:
    """Lose the database, and restore it."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{of.sqlite_file}{suffix}").unlink(missing_ok=True)
    return here("restore", file)


def test_a_backup_is_written_for_this_user_and_recorded(
    here: Console, of: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "daily" / "today.backup"

    said = here("backup", file)

    assert said.code == 0, said.err
    assert file.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in file.parent.iterdir()] == [file.name]
    assert "The keys are not in it" in said.out
    assert audited(of) == ["backup"]
    with closing(open_store(of, utc_now)) as store:
        assert store.look(lambda unit: unit.backups.last()) is not None


def test_a_backup_takes_the_place_of_a_backup_and_of_nothing_else(
    here: Console, tmp_path: Path
) -> None:
    file, other = tmp_path / "today.backup", here.file("letter.txt", "Dear all")

    assert here("backup", file).code == 0
    first = file.read_bytes()
    facts = json.loads(here("backup", file, "--json").out)
    refused = here("backup", other)

    assert file.read_bytes() != first
    assert (facts["file"], facts["bytes"]) == (str(file), file.stat().st_size)
    assert refused.is_one_sentence
    assert other.read_text() == "Dear all"


def test_after_a_restore_nothing_is_sent_until_somebody_resumes(
    here: Console, of: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "today.backup"
    here("backup", file)

    back = restored(here, of, file)
    assert back.code == 0, back.err
    assert "Nothing is sent from it" in back.out
    assert "Nothing is sent, because a backup of" in here("deliveries").err
    assert "WRONG  sending: nothing is sent" in here("check").out

    assert here("deliveries", "resume", typed="no\n").code == 1
    assert "Nothing is sent" in here("deliveries").err
    resumed = here("deliveries", "resume", "--yes")
    assert "Messages go out again." in resumed.out
    assert here("deliveries").err == ""
    assert "No send is paused." in here("deliveries", "resume", "--yes").out
    assert audited(of) == ["restore", "resume after restore"]


def test_the_heads_of_a_trail_that_ends_earlier_are_set_aside(
    here: Console, of: Settings, tmp_path: Path
) -> None:
    file, heads = tmp_path / "today.backup", AuditHeadsFile.beside(of.keys_path)
    here("backup", file)
    with closing(open_store(of, utc_now)) as store:  # a later entry, whose head was kept
        store.act_now(lambda unit: unit.record(1, "console", "later", "entry"))
        heads.path.unlink()
    open_store(of, utc_now).close()

    back = restored(here, of, file)

    assert f"{heads.path.name}.before-" in back.out
    assert here("audit", "verify").code == 0


def test_a_try_elsewhere_changes_nothing_here(here: Console, of: Settings, tmp_path: Path) -> None:
    file, other = tmp_path / "today.backup", tmp_path / "try.db"
    here("backup", file)

    assert here("restore", file, "--into", f"sqlite:///{other}").code == 0
    assert other.stat().st_mode & 0o777 == 0o600
    assert AuditHeadsFile.beside(of.keys_path).path.exists()
    assert here("deliveries").err == ""
    assert here("restore", file, "--into", "sqlite:///").is_one_sentence


def test_a_restore_over_what_is_there_is_refused(here: Console, tmp_path: Path) -> None:
    file = tmp_path / "today.backup"
    here("backup", file)

    said = here("restore", file)

    assert said.is_one_sentence
    assert "not empty" in said.err


def test_a_restore_without_the_keys_is_refused(here: Console, of: Settings, tmp_path: Path) -> None:
    file = tmp_path / "today.backup"
    here("backup", file)
    of.keys_path.unlink()

    said = here("restore", file, "--into", f"sqlite:///{tmp_path / 'try.db'}")

    assert said.is_one_sentence
    assert "keys" in said.err
    assert not of.keys_path.exists()
