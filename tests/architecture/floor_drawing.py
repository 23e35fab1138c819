"""Draw one floor of the house: its bars, its columns, and every arrow between its rooms."""

from collections.abc import Iterator

from tests.architecture.floor_plan import Bar, Plan
from tests.architecture.svg import PAPER, Point, arrow, box, count, text

GUTTER, PITCH, COLUMN, PAD = 96, 116, 98, 12
HEAD, BAR, ROOM, GAP, TRACK = 38, 30, 50, 36, 21
Track = tuple[str, str, int]


class FloorDrawing:
    """One floor at a place; `bottom` is where it ends. Arrows between columns run above them."""

    def __init__(self, plan: Plan, at: Point, width: float, fill: str, says: str) -> None:
        self.plan, self.at, self.width, self.fill, self.says = plan, at, width, fill, says
        self.tracks = _tracks(plan)
        self.places: dict[Bar, float] = {}
        y = at[1] + HEAD
        for bar in plan.above:
            self.places[bar] = y
            y += BAR + (14 if self.tracks else GAP)
        self.rooms = y + TRACK * (1 + max(self.tracks.values(), default=-1)) + 12
        y = self.rooms + ROOM
        for bar in plan.below:
            self.places[bar] = y + GAP
            y += GAP + BAR
        self.bottom = y + PAD

    def draw(self) -> Iterator[str]:
        """Draw the floor: what lies behind comes first."""
        (x, y), name = self.at, self.plan.floor.name
        yield box(self.at, (self.width, self.bottom - y), self.fill, 2, 10)
        yield text((x + PAD, y + 25), f"{name}/", 20, "start", bold=True)
        yield text((x + PAD + 14 + 11 * len(name), y + 25), self.says, 15, "start")
        yield from self._between_bars()
        yield from self._to_and_from_bars()
        for bar, top in self.places.items():
            yield box((x + PAD, top), (self.width - 2 * PAD, BAR), PAPER)
            yield text((x + self.width / 2, top + 20), bar.label, 15, bold=not bar.own)
        yield from self._between_columns()
        for room in filter(None, self.plan.columns):
            yield from self._room(room)

    def _room(self, room: str) -> Iterator[str]:
        modules, centre = self.plan.floor.rooms[room], self._centre(room)
        yield box((centre - COLUMN / 2, self.rooms), (COLUMN, ROOM), PAPER, 2)
        yield text((centre, self.rooms + 21), room, 16, bold=True)
        said = f"{modules} modules" if modules > 1 else "1 module"
        yield text((centre, self.rooms + 40), said, 13)

    def _centre(self, room: str) -> float:
        return self.at[0] + PAD + GUTTER + PITCH * (self.plan.columns.index(room) + 0.5)

    def _between_bars(self) -> Iterator[str]:
        for slot, (upper, lower, imports) in enumerate(self.plan.between_bars()):
            x, end = self.at[0] + PAD + 18 + 30 * slot, self.places[lower]
            yield arrow([(x, self.places[upper] + BAR), (x, end)])
            yield count((x + 6, end - 10), imports, "start")

    def _to_and_from_bars(self) -> Iterator[str]:
        below = self.plan.below
        for room in filter(None, self.plan.columns):
            centre = self._centre(room)
            for bar in self.plan.above:
                if imports := self.plan.count(bar, room):
                    start = self.places[bar] + BAR
                    yield arrow([(centre, start), (centre, self.rooms)])
                    yield count((centre + 6, start + 13), imports, "start")
            for slot, bar in enumerate(below):
                if imports := self.plan.count(room, bar):
                    x = centre + 32 * (slot - (len(below) - 1) / 2) - 6
                    yield arrow([(x, self.rooms + ROOM), (x, self.places[bar])])
                    yield count((x + 6, self.places[bar] - 10), imports, "start")

    def _between_columns(self) -> Iterator[str]:
        for track, level in sorted(self.tracks.items(), key=lambda item: -item[1]):
            importer, imported, imports = track
            start, end = self._port(importer, track), self._port(imported, track)
            y = self.rooms - 16 - TRACK * level
            yield arrow([(start, self.rooms), (start, y), (end, y), (end, self.rooms)])
            yield count((start + (14 if end > start else -14), y - 3), imports)

    def _port(self, room: str, track: Track) -> float:
        """Return where an arrow meets the top of a room: the longest nearest the middle."""
        here = self.plan.columns.index(room)

        def reach(one: Track) -> int:
            return self.plan.columns.index(one[1] if one[0] == room else one[0]) - here

        side = [one for one in self.tracks if room in one[:2] and reach(one) * reach(track) > 0]
        side.sort(key=lambda one: (-self.tracks[one], one))
        step = min(13, (COLUMN / 2 - 8) / len(side))
        return self._centre(room) + (1 if reach(track) > 0 else -1) * step * (1 + side.index(track))


def _tracks(plan: Plan) -> dict[Track, int]:
    """Give every arrow between columns a height: short ones low, and no two over one another."""
    taken: list[list[tuple[float, float]]] = []
    heights: dict[Track, int] = {}
    spans = {track: _span(plan, track) for track in plan.between_columns()}
    for track, (left, right) in sorted(
        spans.items(), key=lambda item: (item[1][1] - item[1][0], item)
    ):
        level = 0
        while level < len(taken) and any(left < far and near < right for near, far in taken[level]):
            level += 1
        taken += [[]] if level == len(taken) else []
        taken[level].append((left, right))
        heights[track] = level
    return heights


def _span(plan: Plan, track: Track) -> tuple[float, float]:
    places = sorted(plan.columns.index(room) for room in track[:2])
    return places[0] - 0.4, places[1] + 0.4
