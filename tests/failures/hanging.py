"""Three sends in ten hang for 25 s: pages, answers and database connections must not wait."""

import threading
import time
from collections.abc import Generator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from sqlalchemy import NullPool, create_engine

from tests.bench.provider import provider
from tests.failures.account import everybody_accounted_for
from tests.failures.callers import Callers
from tests.failures.house import House, Plot, house
from tests.failures.processes import connector, until
from tests.failures.scene import a_public_form, asked, briefed
from tests.stand_ins.activities import CLIENT_ID
from tests.stand_ins.openid import OpenIdProvider

HANGING = {"shares": {"hang": 0.3}, "hangs": 25.0}
AT_ONCE = 4  # people who answer
TOO_LONG = (
    5.0  # seconds in one transaction: no unit of work takes so long, and what hangs takes longer
)
QUICK = 0.300


@dataclass(frozen=True, slots=True)
class Hanging:
    """How large: people, for how long it is watched, and whether it is then waited for the end."""

    people: int
    seconds: float
    to_the_end: bool = False


def hanging(plot: Plot, size: Hanging) -> str:
    """Send while people call; return the figures."""
    with provider(CLIENT_ID) as signer, connector(plot.folder) as line:
        settings = {"GT_OPENID_METADATA_URL": signer.metadata_url}
        with house(plot, line, size.people, 1, settings) as home:
            callers = _callers(home, signer, size.people)
            line.treat(HANGING)
            home.arrange(lambda unit: briefed(unit, home.known))
            until(lambda: _hanging(home) > 0, "something hangs", home.plight)
            with (
                nullcontext([]) if plot.is_sqlite else _watched(plot.url) as held,
                callers.calling(),
            ):
                time.sleep(size.seconds)
            if size.to_the_end:
                home.settle()
            account = everybody_accounted_for(home, size.people)
            hung = _hanging(home)
    failed = callers.failed()
    assert not failed, (
        f"{len(failed)} of {len(callers.calls)} calls were not answered well: {failed[:3]}"
    )
    assert not held, f"a connection to the database was held: {held[:3]}"
    middle, most = callers.slowest(0.5), callers.slowest(0.95)
    verdict = "met" if most < QUICK else "missed"
    return (
        f"{size.people:,} people, {hung:,} sends hanging, {len(callers.calls):,} calls in "
        f"{size.seconds:.0f} s: "
        f"p50 {middle * 1000:.0f} ms, p95 {most * 1000:.0f} ms (under {QUICK * 1000:.0f} ms: "
        f"{verdict}); "
        f"{account.in_words()}"
    )


def _callers(home: House, signer: OpenIdProvider, size: int) -> Callers:
    """Start the program with its doors; return those who will call."""
    wave = home.arrange(lambda unit: asked(unit, home.known))
    home.arrange(lambda unit: a_public_form(unit, home.known))
    address = home.serve()
    home.all_started()
    token = signer.token(serviceurl=home.line.service_url)
    return Callers(address, home.line.service_url, token, wave, range(size), AT_ONCE)


def _hanging(home: House) -> int:
    return sum(message.how == "hang" for message in home.line.seen())


@contextmanager
def _watched(url: str) -> Generator[list[str]]:
    """Yield the connections that stay in a transaction for too long while the block runs."""
    held: list[str] = []
    over = threading.Event()
    thread = threading.Thread(target=lambda: _watch(url, held, over))
    thread.start()
    try:
        yield held
    finally:
        over.set()
        thread.join()


def _watch(url: str, held: list[str], over: threading.Event) -> None:
    engine = create_engine(
        url.replace("postgresql:", "postgresql+psycopg:"),
        isolation_level="AUTOCOMMIT",
        poolclass=NullPool,
    )
    query = (
        "SELECT query FROM pg_stat_activity WHERE datname = current_database() AND state LIKE "
        "'idle in transaction%%' "
        f"AND now() - xact_start > interval '{TOO_LONG} seconds'"
    )
    with engine.connect() as connection:
        while not over.wait(0.1):
            held.extend(connection.exec_driver_sql(query).scalars())
