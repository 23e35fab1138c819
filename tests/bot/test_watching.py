"""Log lines for what operators must see: start, stop, sends, imports and pauses, by ids alone."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.watching import LOGGED, LoggingObserver
from dialogs.ports import Refused
from storage.store import Store
from storage.trust.encryption import Keyring
from storage.unit import Unit
from surveys.sending.delivery import DeliveryKind
from tests.architecture.modules import ROOT
from tests.builders import stored
from tests.builders.clock import SettableClock
from tests.builders.partnership import a_town
from tests.databases import copy_sqlite
from tests.scheduler.conftest import context_of
from tests.scheduler.office import Office, Script

PEOPLE = """\
partnership,agency,name,email,roles
North,North Council,Ann Lead,ann@north.example,lead
"""


@pytest.fixture
def watched_store(
    sqlite_template: Path, tmp_path: Path, keyring: Keyring, clock: SettableClock
) -> Store:
    return Store(copy_sqlite(sqlite_template, tmp_path), keyring, clock, observer=LoggingObserver())


def test_an_act_of_the_trail_that_operators_must_see_is_a_line(watched_store: Store) -> None:
    place = watched_store.act_now(stored.a_partnership)
    with capture_logs() as lines:
        for act in (*LOGGED, "answer", "concern read"):
            watched_store.act_now(lambda unit, act=act: unit.record(place, "person:7", act, "x:1"))
    watched_store.close()

    assert [(line["event"], line["subject"]) for line in lines] == [
        (event, "x:1") for event in LOGGED.values()
    ]
    assert "person" not in json.dumps(lines)


def test_a_unit_that_fails_logs_nothing_of_what_it_would_have_done(watched_store: Store) -> None:
    place = watched_store.act_now(stored.a_partnership)

    def fail(unit: Unit) -> None:
        unit.record(place, "person:7", "import", "people")
        raise ValueError("no reason")

    with capture_logs() as lines, pytest.raises(ValueError, match="no reason"):
        watched_store.act_now(fail)
    watched_store.close()

    assert lines == []


def test_a_canary_that_pauses_a_send_is_in_the_trail_and_a_line(
    watched_store: Store, clock: SettableClock
) -> None:
    script = Script()
    office = Office(a_town(watched_store), context_of(watched_store, script, clock), script, clock)
    office.newcomers(30)
    script.does = lambda _: Refused("message-refused")
    with capture_logs() as lines:
        dispatch = office.queue(DeliveryKind.BRIEFING, 'team="newcomers"')
        office.deliver()
    watched_store.close()

    assert {"event": "pause", "subject": f"dispatch:{dispatch}", "log_level": "info"} in lines


def test_an_import_is_a_line_on_standard_error_where_logs_are_for_machines(
    tmp_path: Path,
) -> None:
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, "utf-8")
    settings = {
        "GT_DATABASE_URL": f"sqlite:///{tmp_path / 'gt.db'}",
        "GT_KEYS_FILE": str(tmp_path / "keys.json"),
        "GT_LOG_FORMAT": "json",
        "PATH": "/usr/bin",
    }
    done = subprocess.run(
        [sys.executable, ROOT / "app.py", "import", "people", file],
        env=settings,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    line = json.loads(done.stderr)

    assert "people: " in done.stdout
    assert (line["event"], line["subject"]) == ("import", "people")
    assert "north" not in done.stderr.lower()
