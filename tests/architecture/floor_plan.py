"""Where the rooms of one floor stand in the picture, from what imports what.

A part of the same name is in the same column on every floor. A bar above the columns is what uses
them, a bar below is what they use; so every arrow between a bar and a column points down.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.architecture.rooms import Arrows, Floor

PARTS = ("people", "asking", "telling", "sending", "impact", "trust")
DOORS = ("teams", "web", "console", "mail", "documents")


@dataclass(frozen=True)
class Bar:
    """One room, or the floor's own modules together, across the whole floor."""

    rooms: tuple[str, ...]
    modules: int
    own: bool

    @property
    def label(self) -> str:
        """Return the names of what it is."""
        if self.own:
            return " · ".join(self.rooms)
        return f"{self.rooms[0]}  ({self.modules} modules)" if self.modules > 1 else self.rooms[0]


@dataclass(frozen=True)
class Plan:
    """One floor: bars above, columns ("" where the floor has no such part), bars below."""

    floor: Floor
    above: tuple[Bar, ...]
    columns: tuple[str, ...]
    below: tuple[Bar, ...]

    def count(self, importer: Bar | str, imported: Bar | str) -> int:
        """Return how many imports go from one to the other."""
        here, there = _names(importer), _names(imported)
        return sum(n for (a, b), n in self.floor.arrows.items() if a in here and b in there)

    def between_columns(self) -> Iterator[tuple[str, str, int]]:
        """Walk the arrows from column to column."""
        for (importer, imported), imports in self.floor.arrows.items():
            if importer in self.columns and imported in self.columns:
                yield importer, imported, imports

    def between_bars(self) -> Iterator[tuple[Bar, Bar, int]]:
        """Walk the arrows from bar to bar below it."""
        bars = (*self.above, *self.below)
        for at, upper in enumerate(bars):
            for lower in bars[at + 1 :]:
                if imports := self.count(upper, lower):
                    yield upper, lower, imports


def plan_of(floor: Floor, parts: tuple[str, ...] = PARTS) -> Plan:
    """Give every room its place."""
    here = tuple(part if part in floor.rooms else "" for part in parts)
    reaching = _reaching(floor.arrows, set(here) - {""})
    others = [room for room in floor.rooms if room not in here]
    folders = [room for room in others if room in floor.folders]
    columns = here + tuple(room for room in folders if room in reaching)
    low = [room for room in folders if room not in columns]
    own = [room for room in others if room not in folders]
    using, used = [r for r in own if r in reaching], [r for r in own if r not in reaching]
    below = [Bar((room,), floor.rooms[room], own=False) for room in low]
    below += [Bar(tuple(used), len(used), own=True)] if used else []
    above = (Bar(tuple(using), len(using), own=True),) if using else ()
    return Plan(floor, above, columns, tuple(_downwards(floor.arrows, below)))


def _names(place: Bar | str) -> tuple[str, ...]:
    return place.rooms if isinstance(place, Bar) else (place,)


def _reaching(arrows: Arrows, parts: set[str]) -> set[str]:
    """Return what imports a part, straight or by way of another."""
    found = set(parts)
    while more := {a for a, b in arrows if b in found} - found:
        found |= more
    return found - parts


def _downwards(arrows: Arrows, bars: list[Bar]) -> Iterator[Bar]:
    """Order the bars so that each imports only from those after it."""
    rest = sorted(bars, key=lambda bar: bar.rooms)
    while rest:
        free = [bar for bar in rest if not any(_imports(arrows, one, bar) for one in rest)]
        first = (free or rest)[0]
        yield first
        rest.remove(first)


def _imports(arrows: Arrows, importer: Bar, imported: Bar) -> bool:
    pairs = ((a, b) for a in importer.rooms for b in imported.rooms)
    return importer is not imported and any(pair in arrows for pair in pairs)
