"""A real PostgreSQL that cannot be reached, for each reason: a sentence of its own."""

import logging
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from storage.database.revisions import pending
from storage.database.unreachable import REASONS
from storage.store import Store
from storage.trust.encryption import Keyring
from storage.unit import Unit
from surveys.problems import PROBLEMS, Refusal
from tests.builders.clock import SettableClock
from tests.databases import Cluster, postgresql_cluster
from tests.ports import free_port

PASSWORD = "correct-horse"


@pytest.fixture(scope="module")
def own() -> Iterator[Cluster]:
    """Start a PostgreSQL with a user that needs a password, one kept out, and one with no room."""
    with postgresql_cluster() as cluster:
        cluster.run(f"CREATE ROLE locked LOGIN PASSWORD '{PASSWORD}'")
        cluster.run("CREATE ROLE kept_out LOGIN; CREATE ROLE many LOGIN CONNECTION LIMIT 0")
        cluster.admit("local all locked scram-sha-256", "local all kept_out reject")
        yield cluster


@pytest.fixture
def relay(own: Cluster) -> Iterator[int]:
    """Give a TCP port that leads to the socket of the server, which offers no TLS."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=_pass_on, args=(listening, own.directory), daemon=True).start()
        yield int(listening.getsockname()[1])


def _pass_on(listening: socket.socket, directory: Path) -> None:
    with suppress(OSError):
        while True:
            near, _ = listening.accept()
            far = socket.socket(socket.AF_UNIX)
            far.connect(str(directory / ".s.PGSQL.5432"))
            for here, there in ((near, far), (far, near)):
                threading.Thread(target=_copy, args=(here, there), daemon=True).start()


def _copy(here: socket.socket, there: socket.socket) -> None:
    with suppress(OSError):
        while content := here.recv(4096):
            there.sendall(content)
        there.shutdown(socket.SHUT_WR)


def refusal(url: str) -> str:
    with pytest.raises(Refusal) as refused:
        pending(url)
    assert PASSWORD not in str(refused.value)
    assert "wrong-password" not in str(refused.value)
    return refused.value.code


def at(own: Cluster, user: str, database: str = "postgres") -> str:
    return f"postgresql://{user}@/{database}?host={own.directory}"


@pytest.mark.parametrize(
    ("user", "database", "code"),
    [
        ("locked:wrong-password", "postgres", "database-user-refused"),
        ("locked", "postgres", "database-user-refused"),
        ("nobody_known", "postgres", "database-user-refused"),
        ("golden_thread", "not_there", "database-unknown"),
        ("many", "postgres", "database-full"),
        ("kept_out", "postgres", "database-not-admitted"),
    ],
)
def test_a_server_that_refuses_says_why(own: Cluster, user: str, database: str, code: str) -> None:
    assert refusal(at(own, user, database)) == code


def test_the_right_password_is_let_in(own: Cluster) -> None:
    assert pending(at(own, f"locked:{PASSWORD}"))


def test_a_server_that_is_stopped_or_elsewhere(tmp_path: Path) -> None:
    port = free_port()
    assert refusal(f"postgresql://a@127.0.0.1:{port}/b") == "database-stopped"
    assert refusal(f"postgresql://a@/b?host={tmp_path}") == "database-stopped"
    assert refusal("postgresql://a@nowhere.invalid/b") == "database-host-unknown"


def test_a_server_that_does_not_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        url = f"postgresql://a@127.0.0.1:{port}/b?connect_timeout=2"
        assert refusal(url) == "database-silent"


def test_a_server_without_the_tls_that_is_asked_for(relay: int) -> None:
    url = f"postgresql://postgres@127.0.0.1:{relay}/postgres"

    assert refusal(f"{url}?sslmode=require") == "database-tls"
    assert refusal(f"{url}?sslmode=verify-full&sslrootcert=/none") == "database-tls"
    assert pending(f"{url}?sslmode=prefer")


def test_every_reason_has_a_sentence_of_its_own() -> None:
    codes = {code for _, code in REASONS}

    assert codes <= PROBLEMS.keys()
    assert len({PROBLEMS[code].sentence for code in codes}) == len(codes)


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [
        record.getMessage().partition(":")[0].partition(" ")[0]
        for record in caplog.records
        if record.name == "golden_thread.storage"
    ]


def attempts(store: Store) -> None:
    """Try some units that write and some that read."""

    def nothing(unit: Unit) -> None:
        unit.heartbeats.beat("test", unit.now)

    tries: list[Callable[[Callable[[Unit], None]], None]] = [store.act_now, store.look]
    for attempt in tries * 5:
        with pytest.raises(Exception, match=r"."):
            attempt(nothing)


def test_one_line_when_the_database_goes_away_and_one_when_it_is_back(
    keyring: Keyring, clock: SettableClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    with postgresql_cluster() as own, own.fresh() as url:
        with closing(Store(url, keyring, clock)) as store:
            store.look(lambda unit: unit.heartbeats.last("test"))
            own.stop()
            attempts(store)
            assert (store.database_away, lines(caplog)) == (True, ["database-away"])
            own.start()
            store.act_now(lambda unit: unit.heartbeats.beat("test", unit.now))
            assert not store.database_away
        assert lines(caplog) == ["database-away", "database-back"]
