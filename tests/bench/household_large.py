"""Summaries of one million answers and of ten million in the same waves, on both databases.

The first million is written as the program writes answers; the others are copies of its rows in
the database, by other people.
"""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import delete, text

from storage import tables as t
from storage.database.engine import is_sqlite
from storage.store import Store
from storage.unit import Unit
from tests.bench.figures import Line, Target
from tests.bench.scene import MeasuredInstallation, answer_in_bulk, roster
from tests.bench.summing_up import ANSWERS, EVENTS, LEVEL, QUICK_SUMMARY, worked_out
from tests.builders import stored
from tests.builders.kept_waves import keep_waves
from tests.databases import Cluster

PEOPLE, TIMES_AS_MANY = 20_000, 10
# by table, the columns that name a person in place of whom another comes
COPIED = {t.responses: {"key", "pseudonym"}, t.answers: {"response_key"}}
COPIED |= {t.tallies: {"response_key"}}


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds for a summary that counts its rows, and for one of kept waves."""

    counted: float
    kept: float


def household_large(directory: Path, cluster: Cluster | None) -> list[Line]:
    """Return the lines of both sizes, and what ten times as many answers cost."""
    with _databases(directory, cluster) as urls:
        return [line for name, url in urls.items() for line in _on(name, url, directory / name)]


@contextmanager
def _databases(directory: Path, cluster: Cluster | None) -> Generator[dict[str, str]]:
    urls = {"SQLite": f"sqlite:///{directory / 'large.db'}"}
    if cluster is None:
        yield urls
        return
    with cluster.empty() as url:
        yield {**urls, "PostgreSQL": url}


def _on(name: str, url: str, home: Path) -> list[Line]:
    home.mkdir()
    store = MeasuredInstallation.new(url, home).store()
    try:
        answers = store.act_now(_fill)
        store.act_now(_look_at_statistics)
        few = Took(worked_out(store), _kept(store))
        store.act_now(_multiply)
        store.act_now(_look_at_statistics)
        many = Took(worked_out(store, times=1), _kept(store))
    finally:
        store.close()
    return [
        _line(answers, f"{name}, counted from their rows", few.counted, QUICK_SUMMARY),
        _line(answers, f"{name}, waves kept", few.kept, QUICK_SUMMARY),
        _beside(answers, f"{name}, counted from their rows", many.counted, few.counted),
        _beside(answers, f"{name}, waves kept", many.kept, few.kept, LEVEL),
    ]


def _line(answers: int, how: str, seconds: float, target: Target) -> Line:
    work = f"summary over {answers:,} answers, {how}"
    return Line(work, f"{seconds:.2f} s", target=target.verdict(seconds))


def _beside(answers: int, how: str, many: float, few: float, target: Target | None = None) -> Line:
    return Line(
        f"{TIMES_AS_MANY * answers:,} answers in the same waves, {how}",
        f"{many:.2f} s",
        f"{answers:,} answers: {few:.2f} s",
        f"{many / few:.2f}",
        target.verdict(many / few) if target else "",
    )


def _fill(unit: Unit) -> int:
    known = roster(unit, PEOPLE)
    stored.an_outcome(unit, known.action)
    return answer_in_bulk(unit, known, EVENTS, ANSWERS)


def _kept(store: Store) -> float:
    keep_waves(store)
    return worked_out(store)


def _multiply(unit: Unit) -> None:
    """Copy every answer for nine more people each, and forget what was kept of the waves."""
    unit.connection.execute(delete(t.wave_evidence))
    for table, of_person in COPIED.items():
        names = [column.name for column in table.c]
        # a digit of a key gives way to a letter that no key has
        new = [f":other || substr({n}, 2)" if n in of_person else n for n in names]
        copy = (
            f"INSERT INTO {table.name} ({', '.join(names)}) SELECT {', '.join(new)} "
            f"FROM {table.name} WHERE substr({min(of_person)}, 1, 1) < 'g'"
        )
        for other in "ghijklmno"[: TIMES_AS_MANY - 1]:
            unit.connection.execute(text(copy), {"other": other})


def _look_at_statistics(unit: Unit) -> None:
    """Let PostgreSQL look at what has come, as autovacuum does within a minute."""
    if not is_sqlite(unit.connection):
        unit.connection.execute(text("ANALYZE responses, answers, tallies, waves, invitations"))
