"""A backup is made in the middle of a send, everything is lost, and the backup is restored.

What went out between the backup and the loss is known to no one but the connector.
"""

import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import func, select

from bot.backups import Restored, restore_backup
from bot.settings import read_settings
from bot.startup import utc_now
from storage import tables as t
from surveys.sending.delivery import CANARY, State
from tests.failures.account import Account, everybody_accounted_for, reckon
from tests.failures.house import House, Plot, house
from tests.failures.processes import connector, until
from tests.failures.scene import briefed

SLOWLY = {"GT_SEND_RATE": "20"}  # so that a backup is over before the send is
BEATS = 2  # rounds of delivering that find nothing to send


@dataclass(frozen=True, slots=True)
class Loss:
    """How large: the backup is made when a quarter has been sent, all is lost when a half has."""

    people: int
    tenants: int


def restores(plot: Plot, elsewhere: str, size: Loss) -> str:
    """Back up while it sends, lose everything, restore into `elsewhere`; return the figures."""
    with (
        connector(plot.folder) as line,
        house(plot, line, size.people, size.tenants, SLOWLY) as home,
    ):
        home.arrange(lambda unit: briefed(unit, home.known))
        _start(plot, home)
        until(lambda: line.count() > size.people // 4, "a quarter has gone", home.plight)
        file, took = _back_up(home)
        until(lambda: line.count() > size.people // 2, "a half has gone", home.plight)
        home.kill()
        everybody_accounted_for(home, size.people)
        began = time.perf_counter()
        restored = _restore(home, elsewhere, file)
        again = time.perf_counter() - began
        with _moved(home, elsewhere) as moved:
            _sends_nothing(plot, moved)
            account = _resumes(moved, size)
    held = f"{restored.backup.rows:,} rows, {file.stat().st_size / 1e6:.1f} MB"
    return f"{held}: backed up in {took:.1f} s, restored in {again:.1f} s; {account.in_words()}"


def _start(plot: Plot, home: House) -> None:
    if plot.is_sqlite:
        home.serve()
    else:
        home.start()


def _back_up(home: House) -> tuple[Path, float]:
    """Have the command write a backup while the program sends; return it, and the seconds."""
    file, began = home.folder / "middle.backup", time.perf_counter()
    before = home.line.count()
    home.nursery.start(["backup", str(file)], home.environment, home.folder)
    until(file.exists, "the backup is written", home.plight)
    took = time.perf_counter() - began
    until(lambda: home.line.count() > before + CANARY, "it goes on sending", home.plight)
    return file, took


def _restore(home: House, elsewhere: str, file: Path) -> Restored:
    of = read_settings(**{**home.environment, "GT_DATABASE_URL": elsewhere})
    return restore_backup(of, file, utc_now())


@contextmanager
def _moved(home: House, elsewhere: str) -> Generator[House]:
    """Give the same installation on the restored database."""
    installation = replace(home.installation, url=elsewhere)
    environment = {**home.environment, "GT_DATABASE_URL": elsewhere}
    store = installation.store()
    moved = replace(home, installation=installation, store=store, environment=environment)
    try:
        yield moved
    finally:
        store.close()


def _sends_nothing(plot: Plot, moved: House) -> None:
    """Have it serve for some rounds, in which nothing goes out."""
    before = moved.line.count()
    _start(plot, moved)
    moved.all_started()
    seen = {_last_round(moved)}

    def several_rounds() -> bool:
        seen.add(_last_round(moved))
        return len(seen) > BEATS

    until(several_rounds, "it looks for what is due", moved.plight)
    assert moved.line.count() == before, "it has sent something"
    assert moved.counts()[State.PENDING] > 0


def _last_round(moved: House) -> object:
    return moved.look(lambda unit: unit.heartbeats.last("deliveries"))


def _resumes(moved: House, size: Loss) -> Account:
    """Resume; nobody gets it twice, and whoever is called sent has it."""
    moved.nursery.start(["deliveries", "resume", "--yes"], moved.environment, moved.folder)
    held = select(func.count()).where(t.restores.c.resumed_at.is_(None))
    until(
        lambda: moved.look(lambda unit: unit.connection.scalar(held)) == 0,
        "it is resumed",
        moved.plight,
    )
    moved.settle()
    moved.line.be_quiet(1.0)
    account = reckon(moved.line.seen(), moved.fates(), moved.line.seen())
    assert (account.lost, account.denied, account.duplicated) == ([], [], []), account.in_words()
    assert account.unexplained == []
    assert account.counts.total() == size.people
    return account
