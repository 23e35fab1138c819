"""An installation is opened as it is, or refused in a sentence before anything is written."""

import json
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.settings import Settings, read_settings
from bot.startup import installation, keys_file, migrate, open_store
from storage.database.engine import make_engine
from storage.database.revisions import known
from storage.trust.encryption import dump_keyring, new_keyring
from surveys.library import shipped
from surveys.problems import Refusal
from tests.databases import Cluster

PRODUCTION = {
    "GT_MODE": "production",
    "CLIENT_ID": "11111111-2222-4333-8444-555555555555",
    "CLIENT_SECRET": "a secret of the test",
    "TENANT_ID": "66666666-7777-4888-8999-aaaaaaaaaaaa",
    "GT_PUBLIC_URL": "https://learning.example.org",
}


def _now() -> datetime:
    return datetime.now(UTC)


def _settings(folder: Path, url: str = "", **others: Any) -> Settings:
    facts = {
        "GT_DATABASE_URL": url or f"sqlite:///{folder / 'gt.db'}",
        "GT_KEYS_FILE": str(folder / "keys.json"),
    }
    return read_settings(**(facts | others))


def _codes(of: Settings) -> set[str]:
    store = open_store(of, _now)
    found = store.look(
        lambda unit: {instrument.code for instrument in unit.instruments.all_latest()}
    )
    store.close()
    return found


def _at_revision(of: Settings, revision: str) -> None:
    engine = make_engine(of.database_url, writes=True)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": revision})
    engine.dispose()


def _refusal_of_opening(of: Settings) -> str:
    with pytest.raises(Refusal) as refused:
        open_store(of, _now)
    return refused.value.code


def test_a_local_installation_is_made_by_opening_it_and_can_be_opened_again(tmp_path: Path) -> None:
    of = _settings(tmp_path)

    assert _codes(of) == set(shipped())
    assert _codes(of) == set(shipped())
    assert (tmp_path / "keys.json").stat().st_mode & 0o777 == 0o600


def _change_keys(of: Settings, **parts: object) -> str:
    """Put other parts into the keys file; return its text as it was."""
    before = of.keys_path.read_text()
    of.keys_path.write_text(json.dumps(json.loads(before) | parts))
    return before


@pytest.mark.parametrize("part", ["masters", "pseudonyms"])
def test_the_keys_of_another_installation_are_refused_until_ours_are_back(
    tmp_path: Path, part: str
) -> None:
    of = _settings(tmp_path)
    _codes(of)
    theirs = json.loads(dump_keyring(new_keyring()))
    ours = _change_keys(of, **{part: theirs[part]})

    assert _refusal_of_opening(of) == "keys-of-another"

    of.keys_path.write_text(ours)
    assert _codes(of) == set(shipped())


@pytest.mark.parametrize("mode", ["local", "production"])
def test_keys_that_are_gone_are_never_replaced(tmp_path: Path, mode: str) -> None:
    _codes(_settings(tmp_path))
    of = _settings(tmp_path, **(PRODUCTION if mode == "production" else {}))
    kept = of.keys_path.rename(tmp_path / "elsewhere.json")

    assert _refusal_of_opening(of) == "keys-missing"
    assert not of.keys_path.exists()

    kept.rename(of.keys_path)
    assert _codes(of) == set(shipped())


@pytest.mark.parametrize("name", ["keys.json", "keys.json.audit-heads", "gt.db"])
def test_files_that_others_can_read_are_refused_until_they_cannot(
    tmp_path: Path, name: str
) -> None:
    of = _settings(tmp_path)
    _codes(of)
    (tmp_path / name).chmod(0o640)

    with pytest.raises(Refusal, match=f"{name} .mode 640.: chmod 600") as refused:
        open_store(of, _now)
    assert refused.value.code == "files-exposed"

    (tmp_path / name).chmod(0o600)
    assert _codes(of) == set(shipped())


def test_a_key_that_was_added_is_taken_and_known_from_then_on(tmp_path: Path) -> None:
    of = _settings(tmp_path)
    _codes(of)
    masters = json.loads(of.keys_path.read_text())["masters"]
    new, another = (json.loads(dump_keyring(new_keyring()))["masters"]["1"] for _ in range(2))

    _change_keys(of, masters=masters | {"2": new}, current="2")
    assert _codes(of) == set(shipped())
    _change_keys(of, masters=masters | {"2": another})
    assert _refusal_of_opening(of) == "keys-of-another"


def test_a_database_of_a_later_program_is_neither_opened_nor_migrated(tmp_path: Path) -> None:
    of = _settings(tmp_path)
    _codes(of)
    _at_revision(of, "9999")

    assert _refusal_of_opening(of) == "schema-ahead"
    with pytest.raises(Refusal, match="later version"):
        migrate(of)


def test_a_database_that_is_behind_is_brought_forward_by_migrating_outside_local_mode(
    tmp_path: Path,
) -> None:
    _codes(_settings(tmp_path))
    of = _settings(tmp_path, f"sqlite:///{tmp_path / 'new.db'}", **PRODUCTION)

    assert _refusal_of_opening(of) == "schema-behind"
    assert migrate(of) == known()[-1]
    assert _codes(of) == set(shipped())


def test_a_database_that_may_not_be_written_to_is_said_so(
    postgresql: Cluster, tmp_path: Path
) -> None:
    with postgresql.empty() as url:
        name = url.partition("@/")[2].partition("?")[0]
        postgresql.run(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        with pytest.raises(Refusal, match=r"left it unchanged: .*read-only"):
            migrate(_settings(tmp_path, url))


def test_a_database_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    gone = _settings(tmp_path, f"postgresql://postgres@/gone?host={tmp_path}")

    assert _refusal_of_opening(gone) == "database-stopped"


def test_a_folder_in_the_place_of_the_keys_is_said_in_words(tmp_path: Path) -> None:
    of = _settings(tmp_path)
    of.keys_path.mkdir()

    with pytest.raises(Refusal, match="directory") as refused:
        keys_file(of)
    assert "Errno" not in str(refused.value)


def test_what_the_installation_is_set_to_reaches_the_dialogs(tmp_path: Path) -> None:
    """Every setting differs from its default here, so that one that is not passed on shows."""
    changed = _settings(
        tmp_path,
        GT_PUBLIC_URL="http://localhost:4000",
        GT_MINIMUM_GROUP=12,
        TENANT_ID=PRODUCTION["TENANT_ID"],
        CLIENT_ID=PRODUCTION["CLIENT_ID"],
        GT_SEND_RATE=7,
        GT_QUIET_HOURS="21:00-06:00",
        GT_MOST_ASKS=3,
        GT_WATCH_MINUTES=30,
        GT_SMTP_URL="smtp://localhost:2525",
        GT_MAIL_FROM="threads@example.org",
    )
    usual, made = installation(_settings(tmp_path)), installation(changed)

    same = {one.name for one in fields(made) if getattr(usual, one.name) == getattr(made, one.name)}
    assert same == {"lexicon", "local_help", "default_service_url", "is_holiday", "release_words"}
