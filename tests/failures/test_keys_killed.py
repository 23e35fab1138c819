"""A rotation of the keys is killed halfway: a program that runs reads everything all the time."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.settings import Settings, read_settings
from bot.startup import migrate, open_store, utc_now
from storage.store import Store
from storage.trust.concerns import ConcernText
from storage.trust.encryption import new_keyring
from storage.trust.keys_file import create_keys
from storage.trust.sealed_columns import under_other_keys
from storage.unit import Unit
from surveys.asking.lexicon import ConcernClass
from tests.builders import stored

APP = Path(__file__).parents[2] / "app.py"
MANY = 1500  # more than are renewed in one transaction
AT_WORK = ": concerns.sealed"  # the line at which it is killed


@pytest.fixture(params=["sqlite", "postgresql"])
def environment(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    keys = {"GT_KEYS_FILE": str(tmp_path / "keys.json")}
    create_keys(tmp_path / "keys.json", new_keyring())
    if request.param == "sqlite":
        yield {**keys, "GT_DATABASE_URL": f"sqlite:///{tmp_path / 'gt.db'}"}
        return
    with request.getfixturevalue("postgresql").empty() as url:
        yield {**keys, "GT_DATABASE_URL": url}


def fill(store: Store) -> None:
    def arrange(unit: Unit) -> None:
        place = stored.a_partnership(unit, "Ashford")
        for number in range(MANY):
            text = ConcernText((("Anything else?", f"words {number}"),), None, "web")
            unit.concerns.raise_concern(place, ConcernClass.AMBER, text, f"mark {number}", unit.now)

    store.act_now(arrange)


def everything_is_read(store: Store) -> bool:
    def read(unit: Unit) -> set[str]:
        return {unit.concerns.text(one.id).words[0][1] for one in unit.concerns.still_open()}

    return store.look(read) == {f"words {number}" for number in range(MANY)}


def rotating(environment: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(APP), "keys", "rotate"],
        env={**os.environ, **environment, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )


def kill_at_work(process: subprocess.Popen[str]) -> None:
    assert process.stdout
    assert any(AT_WORK in line for line in process.stdout)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def wait_reading(process: subprocess.Popen[str], store: Store) -> str:
    """Read everything again and again until the process has ended; return what it printed."""
    while process.poll() is None:
        assert everything_is_read(store)
    return process.communicate()[0]


def test_a_rotation_killed_halfway_loses_nothing_and_is_gone_on_with(
    environment: dict[str, str],
) -> None:
    of: Settings = read_settings(**environment)
    migrate(of)
    with closing(open_store(of, utc_now)) as store:
        fill(store)
        kill_at_work(rotating(environment))
        assert everything_is_read(store)

        again = rotating(environment)
        out = wait_reading(again, store)
        assert (again.returncode, everything_is_read(store)) == (0, True)
        assert store.look(lambda unit: under_other_keys(unit.connection, unit.keyring)) == 0
        assert sorted(store.keyring.masters) == ["1", "2"]
    assert "It goes on with" in out
