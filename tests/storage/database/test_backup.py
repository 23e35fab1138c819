"""A backup is one file from either database, and is restored whole into either, or not at all."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.types import TypeEngine

from storage import tables as t
from storage.database import backup
from storage.database.backup import back_up
from storage.database.backup_file import FORMAT, MANIFEST, BackupManifest
from storage.database.column_kinds import ColumnKind
from storage.database.engine import make_engine
from storage.database.revisions import known
from storage.key_check import check_keys
from storage.restoring import restore_unit
from storage.store import Store
from storage.trust.encryption import Keyring, new_keyring
from storage.trust.sealed_columns import SEALED_COLUMNS
from storage.unit import Unit
from surveys.problems import Refusal
from tests.builders.clock import NOON, SettableClock
from tests.builders.every_table import a_row_in_every_table
from tests.databases import copy_sqlite

AS_MIGRATED = (
    "CREATE TABLE alembic_version (version_num TEXT PRIMARY KEY)",
    f"INSERT INTO alembic_version VALUES ('{known()[-1]}')",
)
Everything = dict[str, list[tuple[object, ...]]]


@pytest.fixture
def source(database_url: str) -> Iterator[str]:
    """Give a database with every table, as it is when it was migrated; once on each engine."""
    run(database_url, *AS_MIGRATED)
    yield database_url
    run(database_url, "DROP TABLE alembic_version")


def run(url: str, *statements: str) -> None:
    engine = make_engine(url, writes=True)
    with engine.begin() as connection:
        for one in statements:
            connection.exec_driver_sql(one)
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give a database without tables, once on each engine."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'restored.db'}"
        return
    with request.getfixturevalue("postgresql").empty() as url:
        yield url


@pytest.fixture
def sqlite_target(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'restored.db'}"


def fill(url: str, keyring: Keyring, clock: SettableClock) -> None:
    """Write a row into every table; what is encrypted in it is so under our key."""

    def arrange(unit: Unit) -> None:
        a_row_in_every_table(unit, "Ashford")
        for one in SEALED_COLUMNS:
            column = one.column
            sealed = f"{keyring.current}:sealed".encode()
            unit.connection.execute(update(column.table).values({column.name: sealed}))

    with closing(Store(url, keyring, clock)) as store:
        store.act_now(arrange)


def everything(unit: Unit) -> Everything:
    return {
        name: sorted((tuple(row) for row in unit.connection.execute(select(table))), key=repr)
        for name, table in t.metadata.tables.items()
    }


def restored(url: str, file: Path, keyring: Keyring) -> Everything:
    return restore_unit(url, file, keyring, NOON, lambda unit, _: everything(unit))


def refusal(url: str, file: Path, keyring: Keyring) -> str:
    with pytest.raises(Refusal) as refused:
        restored(url, file, keyring)
    assert str(refused.value)
    return refused.value.code


def made(url: str, folder: Path) -> Path:
    file = folder / "kept.backup"
    back_up(url, file, "1.2.3", NOON)
    return file


def test_every_row_of_every_table_comes_back_on_either_engine(
    source: str, target: str, keyring: Keyring, clock: SettableClock, tmp_path: Path
) -> None:
    fill(source, keyring, clock)
    file = made(source, tmp_path)
    with closing(Store(source, keyring, clock)) as store:
        before = store.look(everything)

    after = restored(target, file, keyring)

    marks = {"key_marks": before["key_marks"] + after["key_marks"]}  # ours are added to them
    assert before | marks == after | marks
    assert all(before.values())


def test_counting_goes_on_after_the_highest_number(
    source: str, target: str, keyring: Keyring, clock: SettableClock, tmp_path: Path
) -> None:
    fill(source, keyring, clock)

    def another(unit: Unit, _: BackupManifest) -> list[int]:
        facts = {"slug": "another", "name": "Another"}
        added = insert(t.partnerships).values(**facts).returning(t.partnerships.c.id)
        return list(unit.connection.scalars(added))

    file = made(source, tmp_path)
    assert restore_unit(target, file, keyring, NOON, another) == [2]


def test_what_is_written_while_a_backup_is_made_is_not_in_it(
    source: str,
    keyring: Keyring,
    clock: SettableClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Another program writes, and is not held up, when the first table has been read."""
    fill(source, keyring, clock)
    read_next = backup.kind_of

    with closing(Store(source, keyring, clock)) as writer:

        def rename(unit: Unit) -> None:
            unit.connection.execute(update(t.people).values(name="Written meanwhile"))

        def write_and_read_on(column_type: TypeEngine[object]) -> ColumnKind:
            monkeypatch.setattr(backup, "kind_of", read_next)
            writer.act_now(rename)
            return read_next(column_type)

        monkeypatch.setattr(backup, "kind_of", write_and_read_on)
        file = made(source, tmp_path)
        names = select(t.people.c.name)
        assert writer.look(lambda unit: unit.connection.scalar(names)) == "Written meanwhile"

    with ZipFile(file) as archive:
        assert b"Written meanwhile" not in archive.read("tables/people.jsonl")


def test_a_backup_names_what_it_holds_and_has_no_key(
    source: str, keyring: Keyring, clock: SettableClock, tmp_path: Path
) -> None:
    fill(source, keyring, clock)
    file = tmp_path / "kept.backup"
    manifest = back_up(source, file, "1.2.3", NOON)

    assert (manifest.program, manifest.schema, manifest.at) == ("1.2.3", known()[-1], NOON)
    assert manifest.rows == len(t.metadata.tables)
    content = file.read_bytes()
    assert not any(key in content for key in keyring.masters.values())


def test_a_database_that_is_not_empty_is_refused(
    source: str, keyring: Keyring, clock: SettableClock, tmp_path: Path
) -> None:
    fill(source, keyring, clock)
    assert refusal(source, made(source, tmp_path), keyring) == "database-not-empty"


def test_an_empty_database_has_no_backup(target: str, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="nothing to back up"):
        back_up(target, tmp_path / "kept.backup", "1.2.3", NOON)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Path:
    """Make one good backup of a SQLite database, to be copied and spoiled."""
    folder = tmp_path_factory.mktemp("whole")
    url = copy_sqlite(sqlite_template, folder)
    with closing(Store(url, new_keyring(), SettableClock())) as store:
        store.act_now(lambda unit: a_row_in_every_table(unit, "Ashford"))
    run(url, *AS_MIGRATED)
    return made(url, folder)


@pytest.fixture
def kept(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(whole, tmp_path / "kept.backup"))


def rewritten(file: Path, member: str, content: bytes) -> Path:
    """Write a backup anew with another content of one member, as an editor of archives would."""
    other = file.with_name("rewritten.backup")
    with ZipFile(file) as before, ZipFile(other, "w") as after:
        for name in before.namelist():
            after.writestr(name, content if name == member else before.read(name))
    return other


def truncated(file: Path) -> Path:
    file.write_bytes(file.read_bytes()[:-100])
    return file


def flipped(file: Path) -> Path:
    with ZipFile(file) as archive:
        begins = archive.getinfo("tables/people.jsonl").header_offset
    content = bytearray(file.read_bytes())
    content[begins + 80] ^= 0xFF  # in the rows: the head of a member is shorter
    file.write_bytes(bytes(content))
    return file


def edited(file: Path) -> Path:
    with ZipFile(file) as archive:
        rows = archive.read("tables/people.jsonl")
    return rewritten(file, "tables/people.jsonl", rows.replace(b"Ashford", b"Other"))


def of_a_later_format(file: Path) -> Path:
    later = FORMAT.replace("/1", "/2")
    return rewritten(file, MANIFEST, json.dumps({"format": later}).encode())


def of_a_later_schema(file: Path) -> Path:
    manifest = BackupManifest("9.0.0", "9999", "sqlite", NOON, ())
    return rewritten(file, MANIFEST, manifest.dumped().encode())


def with_another_manifest(file: Path) -> Path:
    return rewritten(file, MANIFEST, b"{}")


def a_document(file: Path) -> Path:
    with ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    return file


def a_dump(file: Path) -> Path:
    file.write_bytes(b"PGDMP and more")
    return file


def nothing(file: Path) -> Path:
    file.write_bytes(b"")
    return file


SPOILED: dict[Callable[[Path], Path], str] = {
    truncated: "backup-damaged",
    flipped: "backup-damaged",
    edited: "backup-damaged",
    with_another_manifest: "backup-damaged",
    of_a_later_format: "backup-newer",
    of_a_later_schema: "backup-newer",
    a_document: "not-a-backup",
    a_dump: "not-a-backup",
    nothing: "not-a-backup",
}


@pytest.mark.parametrize("spoil", SPOILED, ids=lambda spoil: spoil.__name__)
def test_a_file_that_is_no_good_backup_is_refused_and_nothing_is_restored(
    spoil: Callable[[Path], Path], kept: Path, sqlite_target: str, keyring: Keyring
) -> None:
    assert refusal(sqlite_target, spoil(kept), keyring) == SPOILED[spoil]
    assert not Path(sqlite_target.removeprefix("sqlite:///")).exists()


def test_the_keys_of_another_installation_restore_nothing(
    source: str, target: str, clock: SettableClock, tmp_path: Path
) -> None:
    keyring = new_keyring()
    with closing(Store(source, keyring, clock)) as store:
        store.act_now(check_keys)
    file = made(source, tmp_path)

    assert refusal(target, file, new_keyring()) == "keys-of-another"
    assert restored(target, file, keyring)["key_marks"]


def test_keys_that_lack_one_of_the_backup_restore_nothing(
    source: str, sqlite_target: str, keyring: Keyring, clock: SettableClock, tmp_path: Path
) -> None:
    rotated = replace(keyring, current="2", masters={**keyring.masters, "2": b"2" * 32})
    fill(source, rotated, clock)
    file = made(source, tmp_path)

    assert refusal(sqlite_target, file, keyring) == "keys-incomplete"
    assert restored(sqlite_target, file, rotated)["texts"]
