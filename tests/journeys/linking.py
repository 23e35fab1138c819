"""Somebody who has the files of the database, and not its keys, and tries to tell who wrote what.

They know in which order people answered. A guess lays the responses beside the people in some order
that the files give away; a `Guess` is then measured by how many people it gets right.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url, text

from storage.store import Store
from storage.unit import Unit
from tests.databases import Cluster

TABLES = {"responses": "key", "answers": "response_key", "texts": "response_key"}
_NUMBER = text("SELECT oid FROM pg_database WHERE datname = current_database()")
# Of 30 laid out by chance one is right; nine or more are, and a rank correlation of 0.75 either way
# comes about, once in half a million attacks.
RIGHT_BY_CHANCE, CORRELATED_BY_CHANCE = 8, 0.75


@dataclass(frozen=True, slots=True)
class Guess:
    """What gave the order, how many people are right, and how like the orders are (-1 to 1)."""

    by: str
    right: int
    correlation: float

    @property
    def is_chance(self) -> bool:
        """Say whether this is no better than drawing lots."""
        return self.right <= RIGHT_BY_CHANCE and abs(self.correlation) < CORRELATED_BY_CHANCE


def files_of(store: Store, cluster: Cluster | None) -> dict[str, bytes]:
    """Read every file of a database: log and dead rows are in them as well."""
    if cluster is None:
        database = Path(str(make_url(store.url).database))
        return _read(database.parent, [f"{database.name}*"])
    cluster.run("CHECKPOINT")
    number = store.look(lambda unit: unit.connection.scalar(_NUMBER))
    return _read(cluster.directory / "data", [f"base/{number}/*", "pg_wal/*"])


def _read(folder: Path, patterns: Sequence[str]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for file in (file for pattern in patterns for file in folder.glob(pattern)):
        with suppress(FileNotFoundError, IsADirectoryError):  # PostgreSQL goes on meanwhile
            found[str(file.relative_to(folder))] = file.read_bytes()
    return found


def guesses(
    came: Sequence[str], files: Mapping[str, bytes], unit: Unit, *, on_postgresql: bool
) -> Iterator[Guess]:
    """Try every order that is there; `came` are the response keys, as their people answered."""
    for name, content in files.items():
        for by, find in (("first", content.find), ("last", content.rfind)):
            places = {key: find(key.encode()) for key in came}
            if -1 not in places.values():
                yield _guess(f"{by} place in {name}", came, sorted(came, key=places.__getitem__))
    for table, key in TABLES.items():
        for order in ("ctid", "xmin::text::bigint, ctid") if on_postgresql else ("1",):
            rows = unit.connection.scalars(text(f"SELECT {key} FROM {table} ORDER BY {order}"))
            found = [one for one in dict.fromkeys(rows) if one in set(came)]
            yield _guess(f"{table} by {order}", came, found)


def _guess(by: str, came: Sequence[str], found: Sequence[str]) -> Guess:
    assert sorted(found) == sorted(came)
    right = sum(one == other for one, other in zip(came, found, strict=True))
    apart = sum((place - found.index(one)) ** 2 for place, one in enumerate(came))
    count = len(came)
    return Guess(by, right, 1 - 6 * apart / (count * (count**2 - 1)))  # Spearman's rank correlation
