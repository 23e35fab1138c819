"""Keys are made once, told apart from lost ones, and rotated while the installation is used."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from bot.console import keys
from bot.settings import Settings, read_settings
from bot.startup import open_store, utc_now
from storage.store import Store
from storage.trust.keys_file import KeysFile
from storage.unit import Unit
from surveys.asking.lexicon import ConcernClass
from tests.bot.console.conftest import Console
from tests.builders import stored
from tests.builders.concerns import WORDS, a_concern


@pytest.fixture
def of(tmp_path: Path) -> Settings:
    return read_settings(
        GT_DATABASE_URL=f"sqlite:///{tmp_path / 'own.db'}", GT_KEYS_FILE=str(tmp_path / "own.json")
    )


@pytest.fixture
def here(console: Console, of: Settings, monkeypatch: pytest.MonkeyPatch) -> Console:
    """The command line of an installation that has its own files, and waits for no one."""
    monkeypatch.setattr(keys, "SETTLES_SECONDS", 0)
    return console.with_(settings=lambda: of, open_store=lambda: open_store(of, utc_now))


def some_concerns(of: Settings, how_many: int) -> None:
    def place(unit: Unit) -> None:
        stored.an_agency(unit, stored.a_partnership(unit, "Ashford"))

    with closing(open_store(of, utc_now)) as store:
        store.act_now(place)
        for number in range(how_many):
            a_concern(store, "Ashford", ConcernClass.AMBER, str(number))


def words_of(store: Store) -> set[str]:
    """Return what was written in any concern."""

    def read(unit: Unit) -> set[str]:
        return {unit.concerns.text(one.id).words[0][1] for one in unit.concerns.still_open()}

    return store.look(read)


def names_in(of: Settings) -> tuple[str, list[str]]:
    document = json.loads(of.keys_path.read_text())
    return document["current"], list(document["masters"])


def test_a_file_is_made_for_this_user_alone_and_never_again(here: Console, of: Settings) -> None:
    made = here("keys", "create")
    assert (made.code, of.keys_path.stat().st_mode & 0o777) == (0, 0o600)
    assert "Keep a copy" in made.out

    again = here("keys", "create")
    assert again.is_one_sentence
    assert "never overwritten" in again.err


def test_keys_that_were_never_made_and_keys_that_are_lost_are_told_apart(
    here: Console, of: Settings
) -> None:
    assert "was never made. Make it with" in here("keys", "check").out
    open_store(of, utc_now).close()
    assert "readable" in here("keys", "check").out

    of.keys_path.unlink()
    lost = here("keys", "check")
    assert (lost.code, "Restore it from its own backup" in lost.out) == (1, True)
    assert here("keys", "create").is_one_sentence
    assert not of.keys_path.exists()


def test_everything_is_put_under_a_new_key_while_a_program_reads_it(
    here: Console, of: Settings
) -> None:
    some_concerns(of, 3)
    with closing(open_store(of, utc_now)) as running:
        assert words_of(running) == {WORDS}
        done = here("keys", "rotate")
        assert words_of(running) == {WORDS}
        assert running.keyring.current == "2"
    assert done.code == 0
    assert "texts are under the new key" in done.out
    assert names_in(of) == ("2", ["1", "2"])


def test_a_rotation_that_was_stopped_is_gone_on_with_and_no_third_key_is_made(
    here: Console, of: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    some_concerns(of, 5)
    monkeypatch.setattr(keys, "AT_A_TIME", 2)
    stops = iter([False, True])
    renew = keys.renew

    def stopping(*given: object) -> int:
        if next(stops, False):
            raise OSError
        return renew(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(keys, "renew", stopping)
    assert here("keys", "rotate").code == 1
    with closing(open_store(of, utc_now)) as store:
        assert words_of(store) == {WORDS}

    again = here("keys", "rotate")
    assert "It goes on with" in again.out
    assert names_in(of) == ("2", ["1", "2"])


def test_a_key_can_be_prepared_for_other_machines_first(here: Console, of: Settings) -> None:
    some_concerns(of, 1)
    assert "Copy" in here("keys", "rotate", "--prepare").out
    assert names_in(of) == ("1", ["1", "2"])
    assert KeysFile(of.keys_path).now().current == "1"

    here("keys", "rotate")
    assert names_in(of) == ("2", ["1", "2"])
    with closing(open_store(of, utc_now)) as store:
        assert words_of(store) == {WORDS}


def test_another_file_than_the_one_in_use_is_not_rotated(here: Console, tmp_path: Path) -> None:
    refused = here("keys", "rotate", tmp_path / "other.json")
    assert refused.is_one_sentence
    assert "is not the keys file in use" in refused.err
